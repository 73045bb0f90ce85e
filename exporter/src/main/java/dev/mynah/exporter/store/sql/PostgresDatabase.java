package dev.mynah.exporter.store.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server by its JDBC URL, and one for reads, which may be a replica. A connection that
 * writes lives for one transaction: a fleet of exporters holds none between its minutes. Readers
 * are kept for a few seconds, for the queries of one dashboard.
 */
public final class PostgresDatabase implements Database {
  /** How often a transaction is begun that others are in the way of. */
  static final int ATTEMPTS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);

  /** PostgreSQL's appendix A: rolled back for a conflict or a deadlock with another. */
  private static final Set<String> UNDONE = Set.of("40001", "40P01");

  private static final String PAUSE = "SELECT pg_sleep(0.05 + random() * 0.2)";

  private static final String CONNECT_SECONDS = "5";
  private static final String SOCKET_SECONDS = "60";
  private static final int STATEMENT_MILLIS = 30_000;
  private static final int LOCK_MILLIS = 10_000;

  private final Server server;
  private final ReaderPool current;
  private final @Nullable Replica replica;
  private final @Nullable ReaderPool readers;

  /** Where it is and who we are there. A user of empty name is left to the URL. */
  public record Server(String url, String readUrl, String user, String password) {
    /** The password is not shown. */
    @Override
    public String toString() {
      return url + " as " + user;
    }
  }

  /** A database that is connected to when it is needed, not before. */
  public PostgresDatabase(Server server) {
    this.server = server;
    this.current = new ReaderPool(() -> connect(server.url(), true));
    boolean alone = server.readUrl().isEmpty() || server.readUrl().equals(server.url());
    this.replica =
        alone ? null : new Replica(() -> connect(server.readUrl(), true), System::nanoTime);
    this.readers = replica == null ? null : new ReaderPool(replica::connect);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public <T> T inTransaction(Work<T> work) {
    try (Connection connection = connect(server.url(), false)) {
      for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
        Optional<T> done = attempt(connection, work);
        if (done.isPresent()) {
          return done.get();
        }
        Transaction.run(connection, PostgresDatabase::letOthersPass);
      }
      return Transaction.run(connection, work);
    } catch (SQLException e) {
      throw StoreFailure.of(Dialect.POSTGRESQL, e);
    }
  }

  @Override
  public <T> T reading(Work<T> work) {
    try {
      return query(work);
    } catch (SQLException e) {
      throw StoreFailure.ofQuery(Dialect.POSTGRESQL, e);
    }
  }

  /** From the replica, and while that cannot be reached from the primary. */
  private <T> T query(Work<T> work) throws SQLException {
    if (replica != null && readers != null && !replica.isAway()) {
      try {
        return reading(readers, work);
      } catch (Replica.Away e) {
        return reading(current, work);
      }
    }
    return reading(current, work);
  }

  @Override
  public <T> T readingCurrent(Work<T> work) {
    try {
      return reading(current, work);
    } catch (SQLException e) {
      throw StoreFailure.of(Dialect.POSTGRESQL, e);
    }
  }

  private static <T> T reading(ReaderPool pool, Work<T> work) throws SQLException {
    return pool.with(connection -> Transaction.run(connection, work));
  }

  @Override
  public long bytes() {
    return readingCurrent(c -> Rows.number(c, "SELECT pg_database_size(current_database())"));
  }

  @Override
  public void closeIdle() {
    current.closeIdle();
    if (readers != null) {
      readers.closeIdle();
    }
  }

  @Override
  public void close() {
    current.close();
    if (readers != null) {
      readers.close();
    }
  }

  /** Empty when another transaction was in its way. */
  private static <T> Optional<T> attempt(Connection connection, Work<T> work) throws SQLException {
    try {
      return Optional.of(Transaction.run(connection, work));
    } catch (SQLException e) {
      if (!UNDONE.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      LOG.debug("A transaction was undone for another one, and begins again: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Who begins again at once may be there before the one that it was undone for has woken up. */
  private static boolean letOthersPass(Connection connection) throws SQLException {
    try (PreparedStatement pause = connection.prepareStatement(PAUSE)) {
      return pause.execute();
    }
  }

  private Connection connect(String url, boolean readOnly) throws SQLException {
    Properties properties = new Properties();
    if (!server.user().isEmpty()) {
      properties.setProperty("user", server.user());
      properties.setProperty("password", server.password());
    }
    properties.setProperty("ApplicationName", "mynah");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_SECONDS);
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty(
        "options", "-c statement_timeout=" + STATEMENT_MILLIS + " -c lock_timeout=" + LOCK_MILLIS);
    Connection connection = DriverManager.getConnection(url, properties);
    try {
      connection.setAutoCommit(false);
      if (readOnly) {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
