package dev.mynah.exporter.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What one exporter at a time does, over all that share a PostgreSQL database. Who takes several
 * takes them in this order. An SQLite file needs none: who writes has it alone.
 */
public enum StoreLock {
  /** To delete. */
  RETENTION(0x6d796e61680002L),
  /** To sum up, or to delete sums. */
  ROLLUP(0x6d796e61680001L),
  /** To change the dictionary. */
  DICTIONARY(0x6d796e61680003L);

  private static final String TRY =
      "SELECT CASE WHEN pg_try_advisory_xact_lock(?) THEN 1 ELSE 0 END";
  private static final String AWAIT = "SELECT 1 FROM (SELECT pg_advisory_xact_lock(?)) AS held";

  private final long key;

  StoreLock(long key) {
    this.key = key;
  }

  /** Takes it until the transaction ends, or tells that another has it. */
  public boolean take(Connection connection, Dialect dialect) throws SQLException {
    return dialect == Dialect.SQLITE || Rows.number(connection, TRY, key) == 1;
  }

  /** Waits for it, and has it until the transaction ends. */
  public void await(Connection connection, Dialect dialect) throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      Rows.number(connection, AWAIT, key);
    }
  }
}
