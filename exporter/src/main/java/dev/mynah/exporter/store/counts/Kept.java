package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** From when on minutes, hours ... are kept; what was older has been deleted. */
final class Kept {
  private Kept() {}

  /** 0 while nothing was deleted. */
  static long from(Connection connection, Dialect dialect, Level level) throws SQLException {
    return Rows.number(connection, Sql.KEPT.text(dialect), name(level));
  }

  /** Moves it on; never back. */
  static void set(Connection connection, Dialect dialect, String name, long fromMillis)
      throws SQLException {
    if (fromMillis > Rows.number(connection, Sql.KEPT.text(dialect), name)) {
      Rows.change(connection, Sql.KEEP.text(dialect), name, fromMillis);
    }
  }

  static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
