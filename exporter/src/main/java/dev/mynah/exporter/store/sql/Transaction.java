package dev.mynah.exporter.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Begin, work, commit; or undo. The connection does not commit by itself. */
final class Transaction {
  private Transaction() {}

  static <T> T run(Connection connection, Work<T> work) throws SQLException {
    boolean done = false;
    try {
      T result = work.with(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        undo(connection);
      }
    }
  }

  /**
   * The same on a connection that commits by itself, in words: a driver that begins the next
   * transaction with the end of the last would hold SQLite's one lock for ever.
   */
  static <T> T immediate(Connection connection, Work<T> work) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      boolean done = false;
      try {
        T result = work.with(connection);
        statement.execute("COMMIT");
        done = true;
        return result;
      } finally {
        if (!done) {
          undo(statement);
        }
      }
    }
  }

  /** As below: a full disk may have undone it already. */
  private static void undo(Statement statement) {
    try {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      return;
    }
  }

  /** What made the work fail is told; that undoing failed as well adds nothing to it. */
  private static void undo(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // A broken connection has been undone by its end.
      return;
    }
  }
}
