package dev.mynah.exporter.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

  /** Asks the catalogue's rows: what a session remembers of names may be older than its locks. */
  private static final String EXISTS =
      "SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
          + " WHERE i.inhparent = to_regclass(?) AND c.relname = ?";

  private static final String ALL =
      "SELECT c.relname, greatest(c.reltuples, 0)::bigint FROM pg_inherits i"
          + " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = to_regclass(?)";

  /**
   * Makes the partition of a moment where it is missing, in the caller's transaction. A row whose
   * span is its whole partition's or less fits in.
   *
   * <p>It is made beside the table and attached, which goes on beside whoever reads or writes the
   * table. Made as a part of it at once, it would need the table for itself alone, and two
   * transactions that have read the table already would wait for each other.
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
    if (exists(connection, name)) {
      return;
    }
    String from = "(" + number * spanMillis + ")";
    String to = "(" + (number + 1) * spanMillis + ")";
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + name + " (LIKE " + table + " INCLUDING ALL)");
      statement.execute(
          ("ALTER TABLE " + table + " ATTACH PARTITION " + name)
              + (" FOR VALUES FROM " + from + " TO " + to));
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

  private boolean exists(Connection connection, String name) throws SQLException {
    return Rows.number(connection, EXISTS, table, name) > 0;
  }

  private String name(long number) {
    return table + "_p" + number;
  }
}
