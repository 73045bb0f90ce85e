package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.StoreLock;
import dev.mynah.exporter.store.sql.Work;

/** Transactions that delete: one at a time over all processes, so that none waits in a circle. */
final class Deletion {
  private final Database database;

  Deletion(Database database) {
    this.database = database;
  }

  /** Runs a step when it is its turn; what it was meant to delete may be gone by then. */
  <T> T step(Work<T> work) {
    return database.inTransaction(
        connection -> {
          StoreLock.RETENTION.await(connection, database.dialect());
          return work.with(connection);
        });
  }
}
