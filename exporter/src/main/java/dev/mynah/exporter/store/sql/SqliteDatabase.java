package dev.mynah.exporter.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite file in WAL mode: one connection that writes, whoever wants to write waits for it, and
 * a few that read beside it. A commit is safe against a killed process at once, and against a lost
 * power supply up to the last checkpoint ({@code synchronous=NORMAL}); what is lost then comes
 * again, since the journal's position is lost with it.
 */
public final class SqliteDatabase implements Database {
  private static final int BUSY_MILLIS = 5_000;
  private static final int PAGE_BYTES = 8_192;
  private static final int WRITER_CACHE_KIB = 4_096;
  private static final int READER_CACHE_KIB = 1_024;
  private static final int WAL_BYTES = 8 << 20;

  private final Connection writer;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReaderPool readers;

  private SqliteDatabase(Path file, Connection writer) {
    this.writer = writer;
    this.readers = new ReaderPool(() -> reader(file));
  }

  /**
   * Opens a file and makes it where there is none; its directory must exist.
   *
   * @throws StoreFailure when it cannot
   */
  public static SqliteDatabase open(Path file) {
    try {
      SQLiteConfig config = config(WRITER_CACHE_KIB);
      config.setPageSize(PAGE_BYTES);
      Connection writer = config.createConnection(url(file));
      try (var statement = writer.createStatement()) {
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA journal_size_limit = " + WAL_BYTES);
        statement.execute("SELECT count(*) FROM sqlite_master");
      } catch (SQLException e) {
        writer.close();
        throw e;
      }
      return new SqliteDatabase(file, writer);
    } catch (SQLException e) {
      throw StoreFailure.of(Dialect.SQLITE, e);
    }
  }

  /** The address by which a driver finds a file. */
  public static String url(Path file) {
    return "jdbc:sqlite:" + file.toAbsolutePath();
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    writing.lock();
    try {
      return Transaction.immediate(writer, work);
    } catch (SQLException e) {
      throw StoreFailure.of(Dialect.SQLITE, e);
    } finally {
      writing.unlock();
    }
  }

  /** Does what cannot be done in a transaction, alone: {@code PRAGMA incremental_vacuum} ... */
  public <T> T alone(Work<T> work) {
    writing.lock();
    try {
      return work.with(writer);
    } catch (SQLException e) {
      throw StoreFailure.of(Dialect.SQLITE, e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public <T> T reading(Work<T> work) {
    try {
      return readers.with(connection -> Transaction.run(connection, work));
    } catch (SQLException e) {
      throw StoreFailure.ofQuery(Dialect.SQLITE, e);
    }
  }

  @Override
  public <T> T readingCurrent(Work<T> work) {
    try {
      return readers.with(connection -> Transaction.run(connection, work));
    } catch (SQLException e) {
      throw StoreFailure.of(Dialect.SQLITE, e);
    }
  }

  @Override
  public long bytes() {
    return readingCurrent(
        connection ->
            Rows.number(connection, "PRAGMA page_count")
                * Rows.number(connection, "PRAGMA page_size"));
  }

  @Override
  public void closeIdle() {
    // Connections to a file cost a little memory, which is bounded.
  }

  @Override
  public void close() {
    writing.lock();
    try {
      readers.close();
      writer.close();
    } catch (SQLException e) {
      throw StoreFailure.of(Dialect.SQLITE, e);
    } finally {
      writing.unlock();
    }
  }

  private static Connection reader(Path file) throws SQLException {
    SQLiteConfig config = config(READER_CACHE_KIB);
    config.setReadOnly(true);
    Connection reader = config.createConnection(url(file));
    reader.setAutoCommit(false);
    return reader;
  }

  private static SQLiteConfig config(int cacheKib) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setCacheSize(-cacheKib);
    return config;
  }
}
