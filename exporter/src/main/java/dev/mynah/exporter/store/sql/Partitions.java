package dev.mynah.exporter.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Native partitions of a PostgreSQL table by time: made when the first row of a span comes, dropped
 * whole when the span is too old. Their names end in {@code _p} and the number of the span.
 *
 * @param table whose rows have their time in {@code starts}
 * @param spanMillis of one partition
 */
public record Partitions(String table, long spanMillis) {
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext(?))";
  private static final String EXISTS = "SELECT to_regclass(?) IS NOT NULL";
  private static final String ALL =
      "SELECT c.relname, greatest(c.reltuples, 0)::bigint FROM pg_inherits i"
          + " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass(?)";

  /**
   * Makes the partition of a moment where it is missing, in the caller's transaction. A row whose
   * span is its whole partition's or less fits in.
   */
  public void ensure(Connection connection, long millis) throws SQLException {
    long number = Math.floorDiv(millis, spanMillis);
    String name = name(number);
    if (exists(connection, name)) {
      return;
    }
    try (PreparedStatement lock = Rows.prepare(connection, LOCK, table)) {
      lock.execute();
    }
    String sql =
        "CREATE TABLE IF NOT EXISTS "
            + name
            + (" PARTITION OF " + table)
            + (" FOR VALUES FROM (" + number * spanMillis + ")")
            + (" TO (" + (number + 1) * spanMillis + ")");
    try (PreparedStatement create = connection.prepareStatement(sql)) {
      create.execute();
    }
  }

  /**
   * Drops the partitions that end before a moment or at it.
   *
   * @return rows in them, as the engine estimates
   */
  public long dropBefore(Connection connection, long millis) throws SQLException {
    long rows = 0;
    for (Part part : parts(connection)) {
      if ((part.number() + 1) * spanMillis <= millis) {
        try (PreparedStatement drop =
            connection.prepareStatement("DROP TABLE " + name(part.number()))) {
          drop.execute();
        }
        rows += part.rows();
      }
    }
    return rows;
  }

  private record Part(long number, long rows) {}

  private List<Part> parts(Connection connection) throws SQLException {
    List<Part> parts = new ArrayList<>();
    try (PreparedStatement statement = Rows.prepare(connection, ALL, table);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String number = rows.getString(1).substring(table.length() + 2);
        parts.add(new Part(Long.parseLong(number), rows.getLong(2)));
      }
    }
    return parts;
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = Rows.prepare(connection, EXISTS, name);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private String name(long number) {
    return table + "_p" + number;
  }
}
