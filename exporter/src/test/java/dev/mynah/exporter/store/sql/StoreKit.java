package dev.mynah.exporter.store.sql;

import dev.mynah.exporter.store.schema.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Fresh databases for tests of what holds on both engines: a kit is an abstract class whose two
 * subclasses say which engine, {@code StoreKit.sqlite()} or {@code StoreKit.postgresql()}. One
 * PostgreSQL server serves all tests of a JVM.
 */
public abstract class StoreKit implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** A migrated SQLite file in a directory of its own. */
  public static StoreKit sqlite() {
    return new OnSqlite();
  }

  /** A migrated database of its own on a real PostgreSQL server. */
  public static StoreKit postgresql() {
    return new OnPostgres();
  }

  /** Another front to the same database, as another process would have it. */
  public abstract Database open();

  /** Its address. */
  public abstract String url();

  /** Who connects; empty for SQLite. */
  public abstract String user();

  /** The file, or where one would be. */
  public abstract Path file();

  public final Dialect dialect() {
    return user().isEmpty() ? Dialect.SQLITE : Dialect.POSTGRESQL;
  }

  /** Drops it. */
  @Override
  public abstract void close();

  private static final class OnSqlite extends StoreKit {
    private final Path directory = temporary();

    OnSqlite() {
      SqliteDatabase.open(file()).close();
      Schema.migrate(Dialect.SQLITE, url(), "", "");
    }

    @Override
    public Database open() {
      return SqliteDatabase.open(file());
    }

    @Override
    public String url() {
      return SqliteDatabase.url(file());
    }

    @Override
    public String user() {
      return "";
    }

    @Override
    public Path file() {
      return directory.resolve("store.db");
    }

    @Override
    public void close() {
      try (Stream<Path> files = Files.walk(directory)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path each : deepestFirst) {
          Files.delete(each);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class OnPostgres extends StoreKit {
    private static final String ADMIN = "postgres";
    private final String name = "kit" + NUMBER.incrementAndGet();
    private final Path directory = temporary();

    OnPostgres() {
      run("CREATE DATABASE " + name);
      Schema.migrate(Dialect.POSTGRESQL, url(), ADMIN, ADMIN);
    }

    @Override
    public Database open() {
      return new PostgresDatabase(new PostgresDatabase.Server(url(), "", ADMIN, ADMIN));
    }

    @Override
    public String url() {
      return Server.ONE.getJdbcUrl(ADMIN, name);
    }

    @Override
    public String user() {
      return ADMIN;
    }

    @Override
    public Path file() {
      return directory.resolve("store.db");
    }

    @Override
    public void close() {
      run("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private static void run(String sql) {
      try (Connection connection = Server.ONE.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Started at first use; its own shutdown hook ends it. */
  private static final class Server {
    static final EmbeddedPostgres ONE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("mynah-store");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
