package dev.mynah.exporter.fake;

import dev.mynah.exporter.query.plan.Grid;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Labels;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesSum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts by minute in a map; coarser values are summed when they are asked for. */
public final class HeldCounts implements CountReader {
  private final Map<List<Object>, Series> byKey = new LinkedHashMap<>();
  private final Map<Long, TreeMap<Long, long[]>> minutes = new LinkedHashMap<>();
  private final Map<Long, long[]> open = new LinkedHashMap<>();
  private Coverage coverage = new Coverage(0, 0, 0, 0, 0);
  private long valuesRead;

  /** Says what is stored. */
  public HeldCounts covering(Coverage stored) {
    coverage = stored;
    return this;
  }

  /** A series, made when it is not there. */
  public Series series(Family family, Map<String, String> labels, Map<String, String> attributes) {
    return byKey.computeIfAbsent(
        List.of(family, labels, attributes),
        key -> new Series(byKey.size() + 1L, family, new Labels(labels), new Labels(attributes)));
  }

  /** Adds to the minute of a moment. */
  public void add(Series series, long millis, long... words) {
    TreeMap<Long, long[]> values = minutes.computeIfAbsent(series.id(), id -> new TreeMap<>());
    sum(series, values, Grid.floor(Resolution.MINUTE, millis), words);
  }

  /** Adds to the minute that is not closed yet. */
  public void addOpen(Series series, long... words) {
    open.put(series.id(), words.clone());
  }

  /** The words of a duration in a histogram. */
  public static long[] duration(long nanos) {
    long[] words = new long[Family.Kind.HISTOGRAM.words()];
    words[0] = nanos;
    words[1 + Buckets.indexOf(nanos)] = 1;
    return words;
  }

  /** How many values were handed over. */
  public long valuesRead() {
    return valuesRead;
  }

  @Override
  public List<Series> series(Selection selection) {
    return byKey.values().stream().filter(selection::accepts).toList();
  }

  @Override
  public void read(Selection selection, TimeRange range, Resolution resolution, Sink sink) {
    for (Series series : series(selection)) {
      TreeMap<Long, long[]> values = new TreeMap<>();
      minutes
          .getOrDefault(series.id(), new TreeMap<>())
          .subMap(range.fromMillis(), range.toMillis())
          .forEach((time, words) -> sum(series, values, Grid.floor(resolution, time), words));
      values.forEach(
          (time, words) -> {
            valuesRead++;
            sink.value(series, time, words);
          });
    }
  }

  @Override
  public void readOpenMinute(Selection selection, Sink sink) {
    for (Series series : series(selection)) {
      long[] words = open.get(series.id());
      if (words != null) {
        sink.value(series, coverage.closedUntilMillis(), words);
      }
    }
  }

  @Override
  public void readGauges(GaugeSelection selection, TimeRange range, GaugeSink sink) {
    // None are held.
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }

  private static void sum(Series series, TreeMap<Long, long[]> values, long time, long... words) {
    long[] sum = values.computeIfAbsent(time, key -> new long[series.family().kind().words()]);
    SeriesSum.add(series.family().kind(), sum, words);
  }

  /** All series. */
  public List<Series> all() {
    return new ArrayList<>(byKey.values());
  }
}
