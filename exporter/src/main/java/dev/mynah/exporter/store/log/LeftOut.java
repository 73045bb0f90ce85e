package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Rows;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Requests without a row, by minute. */
final class LeftOut {
  static final String ADD =
      "INSERT INTO left_out (minute, source, requests) VALUES (?, ?, ?)"
          + " ON CONFLICT (minute, source)"
          + " DO UPDATE SET requests = left_out.requests + excluded.requests";
  private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

  private LeftOut() {}

  static void add(LogWrite write, long timeMillis, long requests) throws SQLException {
    Rows.change(write.connection(), ADD, minute(timeMillis), write.source(), requests);
  }

  static long minute(long millis) {
    return Math.floorDiv(millis, MINUTE);
  }

  /** The first minute that begins no earlier. */
  static long minuteFrom(long millis) {
    return -Math.floorDiv(-millis, MINUTE);
  }
}
