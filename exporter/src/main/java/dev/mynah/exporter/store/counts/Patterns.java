package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.Labels;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.PatternReader;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.Family;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hours of the day by route: written by the rollup, read by any worker thread. */
final class Patterns implements PatternReader {
  private static final String FIRST_SERVER_ERROR = "500";

  private final Database database;
  private final SeriesCatalogue catalogue;

  Patterns(Database database, SeriesCatalogue catalogue) {
    this.database = database;
    this.catalogue = catalogue;
  }

  /** Writes those of a day anew from its hours. */
  static void save(
      Connection connection, Dialect dialect, long source, long day, Map<SeriesRow, Block> hours)
      throws SQLException {
    Map<String, PatternBlock> byRoute = new HashMap<>();
    hours.forEach(
        (row, block) -> {
          if (row.key().family().name().equals(Family.REQUESTS.name())) {
            String route = row.key().label(Family.ROUTE);
            add(byRoute.computeIfAbsent(route, key -> new PatternBlock()), row, block);
          }
        });
    String sql = Sql.SAVE_PATTERN.text(dialect);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Map.Entry<String, PatternBlock> each : byRoute.entrySet()) {
        statement.setLong(1, day);
        statement.setLong(2, source);
        statement.setString(3, each.getKey());
        statement.setBytes(4, each.getValue().encode());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void add(PatternBlock pattern, SeriesRow row, Block block) {
    String code = row.key().label("code");
    boolean error = code.length() != 3 || code.compareTo(FIRST_SERVER_ERROR) >= 0;
    for (int hour = 0; hour < PatternBlock.HOURS; hour++) {
      long[] words = block.get(hour);
      if (words != null) {
        pattern.requests()[hour] += words[0];
        pattern.errors()[hour] += error ? words[0] : 0;
      }
    }
  }

  @Override
  public void read(List<Matcher> matchers, TimeRange range, Sink sink) {
    database.<Integer>reading(
        connection -> {
          Dialect dialect = database.dialect();
          Map<Long, SourceRow> sources = catalogue.sources(connection);
          long first = Rows.number(connection, Sql.FIRST_PATTERN.text(dialect));
          long last = Rows.number(connection, Sql.LAST_PATTERN.text(dialect));
          long from = Math.max(first, Level.DAY.start(Math.max(0, range.fromMillis())));
          int days = 0;
          for (long day = from; day <= last && day < range.toMillis(); day += Level.DAY_MILLIS) {
            read(connection, day, sources, matchers, sink);
            days++;
          }
          return days;
        });
  }

  private void read(
      Connection connection,
      long day,
      Map<Long, SourceRow> sources,
      List<Matcher> matchers,
      Sink sink)
      throws SQLException {
    String sql = Sql.READ_PATTERNS.text(database.dialect());
    try (PreparedStatement statement = Rows.prepare(connection, sql, day);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        SourceRow source = sources.get(rows.getLong(1));
        String route = rows.getString(2);
        if (source == null || !isMeant(matchers, source, route)) {
          continue;
        }
        PatternBlock block = PatternBlock.decode(rows.getBytes(3));
        Labels labels = source.labels();
        sink.day(labels, route, day, block.requests(), block.errors());
      }
    }
  }

  private static boolean isMeant(List<Matcher> matchers, SourceRow source, String route) {
    for (Matcher matcher : matchers) {
      String value = matcher.name().equals(Family.ROUTE) ? route : source.get(matcher.name());
      if (!matcher.accepts(value)) {
        return false;
      }
    }
    return true;
  }
}
