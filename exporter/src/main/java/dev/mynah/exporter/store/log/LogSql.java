package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements that read the log. All begin at its primary key, or at its index of failures. */
final class LogSql {
  static final String COLUMNS =
      "id, time_millis, source, shape, actor, agent, fault, total_nanos, upstream_nanos,"
          + " injected_nanos, bytes_in, bytes_out, weight, cost, trace, span, path, message";
  static final String SUMS =
      "count(*), sum(weight), sum(CASE WHEN fault <> 0 THEN weight ELSE 0 END),"
          + " sum(weight * cost), sum(weight * bytes_in), sum(weight * bytes_out),"
          + " sum(weight * total_nanos), min(time_millis), max(time_millis),"
          + " max(CASE WHEN trace IS NOT NULL THEN id END)";
  static final String TRACE =
      "SELECT trace FROM request_log WHERE id = ? AND time_millis >= ? AND time_millis < ?";
  static final String CAPTURE = "SELECT body FROM log_capture WHERE id = ?";
  static final String ENTRY = "SELECT " + COLUMNS + " FROM request_log WHERE id = ?";

  private LogSql() {}

  static String ascending(Dialect dialect, LogQuery query) {
    return "SELECT " + COLUMNS + from(dialect, query) + " ORDER BY id LIMIT ?";
  }

  static String descending(Dialect dialect, LogQuery query) {
    return "SELECT " + COLUMNS + from(dialect, query) + " ORDER BY id DESC LIMIT ?";
  }

  static String durations(Dialect dialect, LogQuery query) {
    return "SELECT bucket, sum(weight)" + from(dialect, query) + " GROUP BY bucket";
  }

  /** Sums by columns, which are names of ours. */
  static String groups(Dialect dialect, LogQuery query, List<String> columns) {
    String by = String.join(", ", columns);
    return columns.isEmpty()
        ? "SELECT " + SUMS + from(dialect, query)
        : "SELECT " + by + ", " + SUMS + from(dialect, query) + " GROUP BY " + by;
  }

  /** Sums by route and client of whole days. */
  static String days(Dialect dialect, List<Condition> conditions, List<String> columns) {
    String by = String.join(", ", columns);
    StringBuilder sql =
        new StringBuilder("SELECT ")
            .append(by)
            .append(
                ", sum(entries), sum(requests), sum(errors), sum(cost), sum(bytes_in),"
                    + " sum(bytes_out), sum(total_nanos), min(first_millis), max(last_millis), 0"
                    + " FROM client_day WHERE day >= ? AND day < ?");
    conditions.forEach(condition -> sql.append(condition.sql(dialect)));
    return sql.append(" GROUP BY ").append(by).toString();
  }

  /** Sums by path of whole days. */
  static String missing(Dialect dialect, List<Condition> conditions) {
    StringBuilder sql =
        new StringBuilder(
            "SELECT path, sum(requests), min(first_millis), max(last_millis)"
                + " FROM missing_path WHERE day >= ? AND day < ?");
    conditions.forEach(condition -> sql.append(condition.sql(dialect)));
    return sql.append(" GROUP BY path").toString();
  }

  static String leftOut(Dialect dialect, List<Condition> conditions) {
    StringBuilder sql =
        new StringBuilder("SELECT sum(requests) FROM left_out WHERE minute >= ? AND minute < ?");
    conditions.forEach(condition -> sql.append(condition.sql(dialect)));
    return sql.toString();
  }

  /** A statement over a run of ids. */
  static PreparedStatement prepare(
      Connection connection, Dialect dialect, String sql, LogQuery query, Run run, Object... more)
      throws SQLException {
    List<Object> parameters = new ArrayList<>();
    parameters.add(run.firstId());
    parameters.add(run.lastId());
    parameters.add(query.range().fromMillis());
    parameters.add(query.range().toMillis());
    parameters.addAll(values(connection, dialect, query.conditions()));
    parameters.addAll(List.of(more));
    return Rows.prepare(connection, sql, parameters.toArray());
  }

  static List<Object> values(Connection connection, Dialect dialect, List<Condition> conditions)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    for (Condition condition : conditions) {
      values.add(condition.parameter(connection, dialect));
    }
    return values;
  }

  private static String from(Dialect dialect, LogQuery query) {
    StringBuilder sql = new StringBuilder(" FROM request_log");
    if (query.failedOnly()) {
      sql.append(dialect == Dialect.SQLITE ? " INDEXED BY request_log_failed" : "");
    }
    sql.append(" WHERE id >= ? AND id <= ? AND time_millis >= ? AND time_millis < ?");
    if (query.failedOnly()) {
      sql.append(" AND fault <> 0");
    }
    query.conditions().forEach(condition -> sql.append(condition.sql(dialect)));
    return sql.toString();
  }
}
