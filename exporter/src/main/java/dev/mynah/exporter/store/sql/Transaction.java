package dev.mynah.exporter.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

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
