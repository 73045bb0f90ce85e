package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All series and sources, in memory: about 200 bytes a series, at most {@link #MOST}. What this
 * process adds is seen at once, what others add to the same database within seconds. Any thread.
 */
final class SeriesCatalogue {
  static final int MOST = 200_000;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long WHOLE_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** Others may commit lower ids after higher ones. */
  private static final long OVERLAP = 5_000;

  private final Dialect dialect;
  private final Sources sources;
  private final Map<String, Family> families = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();

  /** By id, which is the order that blocks are read in. */
  private NavigableMap<Long, SeriesRow> rows = new TreeMap<>();

  private Map<Long, SourceRow> sourceRows = Map.of();
  private long highest;
  private boolean stale = true;
  private long refreshedNanos;
  private long wholeNanos;

  /** What a query means. */
  record Chosen(List<SeriesRow> rows, Map<Long, SourceRow> sources) {
    SourceRow source(SeriesRow row) {
      SourceRow source = sources.get(row.source());
      if (source == null) {
        throw new IllegalStateException("a series without its source: " + row.id());
      }
      return source;
    }
  }

  SeriesCatalogue(Dialect dialect) {
    this.dialect = dialect;
    this.sources = new Sources(dialect);
  }

  /** That rows were committed. */
  synchronized void invalidate() {
    stale = true;
  }

  /**
   * The series that are meant, by id.
   *
   * @throws QueryRefused when they are more than a query may mean
   */
  synchronized Chosen choose(Connection connection, Selection selection, int most)
      throws SQLException {
    refresh(connection);
    List<SeriesRow> chosen = new ArrayList<>();
    for (SeriesRow row : rows.values()) {
      SourceRow source = sourceRows.get(row.source());
      if (source != null && row.isMeant(selection, source)) {
        chosen.add(row);
      }
    }
    if (chosen.size() > most) {
      throw new QueryRefused(
          QueryRefused.Kind.TOO_LARGE,
          "the query means " + chosen.size() + " series, and one query may mean " + most);
    }
    return new Chosen(chosen, sourceRows);
  }

  synchronized Map<Long, SourceRow> sources(Connection connection) throws SQLException {
    refresh(connection);
    return sourceRows;
  }

  /** All series of a source as they are in this transaction, past everything remembered. */
  List<SeriesRow> of(Connection connection, long source) throws SQLException {
    List<SeriesRow> all = new ArrayList<>();
    String sql = Sql.SERIES_OF.text(dialect);
    try (PreparedStatement statement = Rows.prepare(connection, sql, source);
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        all.add(row(found));
      }
    }
    return all;
  }

  private void refresh(Connection connection) throws SQLException {
    long now = System.nanoTime();
    boolean whole = rows.isEmpty() || now - wholeNanos > WHOLE_NANOS;
    if (!stale && !whole && now - refreshedNanos < FRESH_NANOS) {
      return;
    }
    Map<Long, SourceRow> byId = new HashMap<>();
    sources.all(connection).forEach(row -> byId.put(row.id(), row));
    sourceRows = Map.copyOf(byId);
    if (whole) {
      rows = new TreeMap<>();
      highest = 0;
      wholeNanos = now;
    }
    load(connection, dialect == Dialect.SQLITE ? highest + 1 : highest - OVERLAP);
    refreshedNanos = now;
    stale = false;
  }

  private void load(Connection connection, long from) throws SQLException {
    String sql = Sql.SERIES_FROM.text(dialect);
    try (PreparedStatement statement = Rows.prepare(connection, sql, from);
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        SeriesRow row = row(found);
        rows.put(row.id(), row);
        highest = Math.max(highest, row.id());
        if (rows.size() > MOST) {
          throw new QueryRefused(
              QueryRefused.Kind.TOO_LARGE,
              "the store has more series than this program reads (" + MOST + ")");
        }
      }
    }
  }

  /** Waits for nobody who waits for the database but for a query's own look at the catalogue. */
  private synchronized SeriesRow row(ResultSet found) throws SQLException {
    Family family = family(found.getString(3), found.getInt(4), found.getString(5));
    List<String> values = LabelText.parse(found.getString(6)).stream().map(this::shared).toList();
    return new SeriesRow(
        found.getLong(1),
        found.getLong(2),
        new SeriesKey(family, values),
        shared(found.getString(7)));
  }

  private Family family(String name, int kind, String labelNames) throws SQLException {
    Family known = families.get(name);
    if (known == null) {
      known = new Family(name, KindCode.kind(kind), LabelText.parse(labelNames));
      families.put(name, known);
    }
    return known;
  }

  /** The same object for the same text: routes and methods come again and again. */
  private String shared(String text) {
    @Nullable String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
