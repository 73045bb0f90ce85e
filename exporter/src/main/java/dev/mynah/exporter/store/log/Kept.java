package dev.mynah.exporter.store.log;

import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** From when on a class of data is whole; what is older has been deleted, or some of it. */
enum Kept {
  REQUEST_LOG,
  /** Requests with trouble, which stay when others must go. */
  ERROR_EVENT,
  CLIENT_DAY,
  MISSING_PATH;

  static final String GET = "SELECT from_millis FROM kept WHERE class = ?";
  static final String MOVE =
      "INSERT INTO kept (class, from_millis) VALUES (?, ?) ON CONFLICT (class) DO UPDATE"
          + " SET from_millis = CASE WHEN kept.from_millis < excluded.from_millis"
          + " THEN excluded.from_millis ELSE kept.from_millis END";

  private final String label = name().toLowerCase(Locale.ROOT);

  /** 0 when nothing has been deleted yet. */
  long fromMillis(Connection connection) throws SQLException {
    return Rows.number(connection, GET, label);
  }

  /** Moves it on; never back. */
  void move(Connection connection, long fromMillis) throws SQLException {
    Rows.change(connection, MOVE, label, fromMillis);
  }

  /** The part of a range that is kept. */
  TimeRange narrow(Connection connection, TimeRange range) throws SQLException {
    long from = Math.max(range.fromMillis(), fromMillis(connection));
    return new TimeRange(Math.min(from, range.toMillis()), range.toMillis());
  }
}
