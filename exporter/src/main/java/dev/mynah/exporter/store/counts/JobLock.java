package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/** That one exporter at a time sums up or cleans up. */
public enum JobLock {
  ROLLUP(0x6d796e61680001L),
  RETENTION(0x6d796e61680002L);

  private static final String TRY =
      "SELECT CASE WHEN pg_try_advisory_xact_lock(?) THEN 1 ELSE 0 END";

  private final long key;

  JobLock(long key) {
    this.key = key;
  }

  /**
   * Takes it until the transaction ends, or tells that another has it. An SQLite file needs none:
   * who writes has it alone.
   */
  public boolean take(Connection connection, Dialect dialect) throws SQLException {
    return dialect == Dialect.SQLITE || Rows.number(connection, TRY, key) == 1;
  }
}
