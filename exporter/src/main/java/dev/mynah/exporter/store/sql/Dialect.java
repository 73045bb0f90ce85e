package dev.mynah.exporter.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What the two engines say differently. Everything else that this store says both understand:
 * {@code ON CONFLICT}, {@code RETURNING}, blobs by {@code setBytes}.
 */
public enum Dialect {
  SQLITE("db/sqlite", "EXPLAIN QUERY PLAN ", ""),
  POSTGRESQL("db/postgresql", "EXPLAIN ", " FOR UPDATE");

  private final String migrations;
  private final String explain;
  private final String forUpdate;

  Dialect(String migrations, String explain, String forUpdate) {
    this.migrations = migrations;
    this.explain = explain;
    this.forUpdate = forUpdate;
  }

  /** Where on the class path its migrations are. */
  public String migrations() {
    return migrations;
  }

  /** What follows a column that shall be one of the numbers of one parameter. */
  public String inIds() {
    return this == SQLITE ? "IN (SELECT value FROM json_each(?))" : "= ANY (?)";
  }

  /** Sets the parameter of {@link #inIds}. */
  public void setIds(PreparedStatement statement, int index, long[] ids) throws SQLException {
    if (this == SQLITE) {
      statement.setString(index, Arrays.toString(ids));
      return;
    }
    Object[] numbers = Arrays.stream(ids).boxed().toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("bigint", numbers));
  }

  /** What put before a statement shows its plan. */
  public String explain() {
    return explain;
  }

  /**
   * The end of a {@code SELECT} whose rows nobody else may change until the transaction ends; empty
   * where a transaction has the whole database for itself.
   */
  public String forUpdate() {
    return forUpdate;
  }
}
