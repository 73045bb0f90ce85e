package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Labels;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.counts.Reading.Grain;
import dev.mynah.exporter.store.counts.SeriesCatalogue.Chosen;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.exporter.store.sql.StoreFailure;
import dev.mynah.ledger.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads counts from a database. Any worker thread. */
final class StoredCounts implements CountReader {
  /** A source that is silent for longer holds up nobody's minutes. */
  private static final long SILENT_MILLIS = 5 * Level.MINUTE_MILLIS;

  private final Database database;
  private final Dialect dialect;
  private final SeriesCatalogue catalogue;
  private final ReadLimits limits;
  private final Clock clock;

  StoredCounts(Database database, SeriesCatalogue catalogue, ReadLimits limits, Clock clock) {
    this.database = database;
    this.dialect = database.dialect();
    this.catalogue = catalogue;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public List<Series> series(Selection selection) {
    return database.reading(
        connection -> {
          Chosen chosen = catalogue.choose(connection, selection, limits.maxSeries());
          return chosen.rows().stream().map(row -> row.series(chosen.source(row))).toList();
        });
  }

  @Override
  public void read(Selection selection, TimeRange range, Resolution resolution, Sink sink) {
    readAll(selection, List.of(new Piece(range, resolution)), sink);
  }

  @Override
  public void readAll(Selection selection, List<Piece> pieces, Sink sink) {
    List<Grain> grains =
        pieces.stream().map(each -> new Grain(Level.of(each.resolution()), each.range())).toList();
    database.<Integer>reading(c -> read(c, selection, grains, sink));
  }

  @Override
  public void readMinutes(
      String sourceId, MarkSink mark, Selection selection, TimeRange range, Sink sink) {
    database.<Integer>reading(
        connection -> {
          Optional<SourceState> source = new Sources(dialect).look(connection, sourceId);
          mark.at(
              source.map(StoredCounts::mark).orElse(Mark.NONE),
              () -> lastFrame(connection, source));
          return read(connection, selection, List.of(new Grain(Level.MINUTE, range)), sink);
        });
  }

  private int read(Connection connection, Selection selection, List<Grain> grains, Sink sink)
      throws SQLException {
    Chosen chosen = catalogue.choose(connection, selection, limits.maxSeries());
    DirtyHours dirty = DirtyHours.load(connection, dialect);
    new Reading(connection, dialect, dirty, new Budget(limits))
        .read(chosen.rows(), grains, new InRuns(chosen, sink));
    return chosen.rows().size();
  }

  /** The values of a series follow each other: its face is looked up once for all of them. */
  private static final class InRuns implements Reading.Cells {
    private final Chosen chosen;
    private final Sink sink;
    private @Nullable SeriesRow last;
    private @Nullable Series series;
    private @Nullable SourceRow source;

    InRuns(Chosen chosen, Sink sink) {
      this.chosen = chosen;
      this.sink = sink;
    }

    @Override
    public @Nullable Object sumOf(SeriesRow row) {
      return sink.sumOf(face(row));
    }

    @Override
    public boolean wholeRange() {
      return sink.wholeRange();
    }

    @Override
    public int wordsRead() {
      return sink.wordsRead();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // another object may be the same row, and costs little
    public void value(SeriesRow row, long start, long[] words) {
      Series face = series;
      if (face == null || row != last) {
        face = face(row);
        last = row;
        series = face;
      }
      sink.value(face, start, words);
    }

    private Series face(SeriesRow row) {
      SourceRow of = source;
      if (of == null || of.id() != row.source()) {
        of = chosen.source(row);
        source = of;
      }
      return row.series(of);
    }
  }

  @Override
  public void readTotals(Selection selection, Sink sink) {
    last(
        selection,
        (row, last, series) -> {
          long[] total = LastValues.sum(row.kind(), last.before(), last.words());
          sink.value(series, 0, total == null ? last.words() : total);
        });
  }

  @Override
  public void readBaseline(Selection selection, Sink sink) {
    last(
        selection,
        (row, last, series) -> {
          long[] baseline = last.baseline();
          if (baseline != null) {
            sink.value(series, 0, baseline);
          }
        });
  }

  /** What became of one series. */
  private interface LastSink {
    void value(SeriesRow row, LastValues.Last last, Series series);
  }

  private void last(Selection selection, LastSink sink) {
    database.<Integer>reading(
        connection -> {
          Chosen chosen = catalogue.choose(connection, selection, limits.maxSeries());
          Budget budget = new Budget(limits);
          eachLast(
              connection,
              chosen.rows(),
              (row, last) -> {
                budget.step();
                sink.value(row, last, row.series(chosen.source(row)));
              });
          return chosen.rows().size();
        });
  }

  private void eachLast(
      Connection connection, List<SeriesRow> rows, BiConsumer<SeriesRow, LastValues.Last> sink)
      throws SQLException {
    Map<Long, SeriesRow> byId = new HashMap<>();
    rows.forEach(row -> byId.put(row.id(), row));
    long[] ids = rows.stream().mapToLong(SeriesRow::id).toArray();
    try (PreparedStatement statement = connection.prepareStatement(Sql.FIND_LAST.text(dialect))) {
      dialect.setIds(statement, 1, ids);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          SeriesRow row = byId.get(found.getLong(1));
          if (row != null) {
            sink.accept(row, LastValues.last(row.kind(), found));
          }
        }
      }
    }
  }

  @Override
  public Optional<LastFrame> lastFrame(String sourceId) {
    return database.readingCurrent(c -> lastFrame(c, new Sources(dialect).look(c, sourceId)));
  }

  private Optional<LastFrame> lastFrame(Connection connection, Optional<SourceState> of) {
    SourceState source = of.orElse(null);
    if (source == null || source.countedTo == 0) {
      return Optional.empty();
    }
    Map<SeriesKey, long[]> words = new HashMap<>();
    try {
      eachLast(
          connection,
          catalogue.of(connection, source.id),
          (row, last) -> {
            if (last.ledgerId() == source.ledgerId) {
              words.put(row.key(), last.words());
            }
          });
    } catch (SQLException e) {
      throw StoreFailure.of(dialect, e);
    }
    return Optional.of(new LastFrame(mark(source), source.countedTo, words));
  }

  private static Mark mark(SourceState source) {
    return source.countedTo == 0 ? Mark.NONE : new Mark(source.ledgerId, source.sequence);
  }

  @Override
  public void readGauges(GaugeSelection selection, TimeRange range, GaugeSink sink) {
    database.<Integer>reading(
        connection -> {
          Map<Long, Gauge> chosen = gauges(connection, selection);
          if (!chosen.isEmpty()) {
            readGauges(connection, chosen, range, sink);
          }
          return chosen.size();
        });
  }

  private record Gauge(String name, Labels labels) {}

  private void readGauges(
      Connection connection, Map<Long, Gauge> chosen, TimeRange range, GaugeSink sink)
      throws SQLException {
    Budget budget = new Budget(limits);
    long first = Rows.number(connection, Sql.FIRST_GAUGE.text(dialect));
    long last = Rows.number(connection, Sql.LAST_GAUGE.text(dialect));
    long[] ids = chosen.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    long from = Math.max(first, Level.MINUTE.blockStart(Math.max(0, range.fromMillis())));
    String sql = Sql.READ_GAUGES.text(dialect);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (long hour = from; hour <= last && hour < range.toMillis(); ) {
        statement.setLong(1, hour);
        dialect.setIds(statement, 2, ids);
        try (ResultSet found = statement.executeQuery()) {
          while (found.next()) {
            budget.step();
            Gauge gauge = chosen.get(found.getLong(1));
            if (gauge != null) {
              values(gauge, hour, GaugeBlock.decode(found.getBytes(2)), range, sink, budget);
            }
          }
        }
        hour = Level.MINUTE.nextBlock(hour);
      }
    }
  }

  private static void values(
      Gauge gauge, long hour, GaugeBlock block, TimeRange range, GaugeSink sink, Budget budget) {
    for (int slot = 0; slot < Long.SIZE; slot++) {
      Double value = block.get(slot);
      long minute = Level.MINUTE.slotStart(hour, slot);
      if (value != null && range.contains(minute)) {
        budget.value();
        sink.value(gauge.name(), gauge.labels(), minute, value);
      }
    }
  }

  private Map<Long, Gauge> gauges(Connection connection, GaugeSelection selection)
      throws SQLException {
    Map<Long, SourceRow> sources = catalogue.sources(connection);
    Map<Long, Gauge> chosen = new HashMap<>();
    String sql = Sql.GAUGES_FROM.text(dialect);
    try (PreparedStatement statement = Rows.prepare(connection, sql, 0L);
        ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        SourceRow source = sources.get(found.getLong(2));
        String name = found.getString(3);
        if (source == null || !(selection.names().isEmpty() || selection.names().contains(name))) {
          continue;
        }
        Map<String, String> labels = new HashMap<>(source.names().target());
        List<String> names = LabelText.parse(found.getString(4));
        List<String> values = LabelText.parse(found.getString(5));
        for (int i = 0; i < names.size(); i++) {
          labels.put(names.get(i), values.get(i));
        }
        Gauge gauge = new Gauge(name, new Labels(labels));
        if (isMeant(selection.matchers(), gauge.labels(), source)) {
          chosen.put(found.getLong(1), gauge);
        }
      }
    }
    return chosen;
  }

  private static boolean isMeant(List<Matcher> matchers, Labels labels, SourceRow source) {
    for (Matcher matcher : matchers) {
      String label = labels.get(matcher.name());
      if (!matcher.accepts(label.isEmpty() ? source.get(matcher.name()) : label)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Coverage coverage() {
    return database.reading(
        connection -> {
          List<Long> from = new ArrayList<>();
          for (Level level : Level.values()) {
            from.add(Rows.number(connection, Sql.FIRST_BLOCK.text(dialect, level)));
          }
          return new Coverage(
              from.get(0),
              from.get(1),
              from.get(2),
              from.get(3),
              closedUntil(new Sources(dialect).all(connection)));
        });
  }

  /** Of the sources that still tell, the one that has told least; a clock ahead is not believed. */
  private long closedUntil(Collection<SourceRow> sources) {
    long now = clock.millis();
    long newest =
        sources.stream().mapToLong(SourceRow::countedTo).filter(to -> to <= now).max().orElse(0);
    long least =
        sources.stream()
            .mapToLong(SourceRow::countedTo)
            .filter(to -> to <= newest && to >= newest - SILENT_MILLIS)
            .min()
            .orElse(0);
    return Level.MINUTE.start(least);
  }
}
