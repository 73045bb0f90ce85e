package dev.mynah.exporter.promql;

import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Labels;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesSum;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts in memory, by minute; coarser ones are summed when they are asked for. */
public final class MemoryCounts implements CountReader {
  private final Map<List<Object>, Series> series = new LinkedHashMap<>();
  private final Map<Series, TreeMap<Long, long[]>> minutes = new LinkedHashMap<>();
  private final Map<Series, long[]> open = new LinkedHashMap<>();
  private final Map<Series, long[]> baseline = new LinkedHashMap<>();
  private final List<Gauge> gauges = new ArrayList<>();
  private long closedUntil;
  private long minutesFrom;
  private boolean summedUp = true;

  private record Gauge(String name, Labels labels, long time, double value) {}

  /** What was read, and how. */
  public final List<Resolution> reads = new ArrayList<>();

  /** A series with these labels and attributes; the same one each time. */
  public Series series(Family family, Map<String, String> labels, Map<String, String> attributes) {
    return series.computeIfAbsent(
        List.of(family, labels, attributes),
        key -> {
          Series made =
              new Series(series.size() + 1L, family, new Labels(labels), new Labels(attributes));
          minutes.put(made, new TreeMap<>());
          return made;
        });
  }

  /** Adds to what was counted in a minute. */
  public void add(Series to, long minute, long... words) {
    long[] whole = java.util.Arrays.copyOf(words, to.family().kind().words());
    long[] sum = values(to).computeIfAbsent(minute, m -> new long[to.family().kind().words()]);
    SeriesSum.add(to.family().kind(), sum, whole);
    closedUntil = Math.max(closedUntil, minute + 60_000);
  }

  public void addOpen(Series to, long... words) {
    open.put(to, java.util.Arrays.copyOf(words, to.family().kind().words()));
  }

  public void addBaseline(Series to, long... words) {
    baseline.put(to, java.util.Arrays.copyOf(words, to.family().kind().words()));
  }

  public void gauge(String name, Map<String, String> labels, long time, double value) {
    gauges.add(new Gauge(name, new Labels(labels), time, value));
  }

  public void closedUntil(long millis) {
    closedUntil = millis;
  }

  /** Nothing has been summed up to hours yet. */
  public void notSummedUp() {
    summedUp = false;
  }

  /** From here on minutes are kept, before it only hours. */
  public void minutesFrom(long millis) {
    minutesFrom = millis;
  }

  private TreeMap<Long, long[]> values(Series of) {
    TreeMap<Long, long[]> values = minutes.get(of);
    if (values == null) {
      throw new IllegalArgumentException("unknown: " + of);
    }
    return values;
  }

  @Override
  public List<Series> series(Selection selection) {
    return series.values().stream().filter(selection::accepts).toList();
  }

  @Override
  public void read(Selection selection, TimeRange range, Resolution resolution, Sink sink) {
    reads.add(resolution);
    if (resolution != Resolution.MINUTE && !summedUp) {
      return;
    }
    for (Series each : series(selection)) {
      Map<Long, long[]> sums = new TreeMap<>();
      values(each)
          .forEach(
              (minute, words) -> {
                boolean kept = resolution != Resolution.MINUTE || minute >= minutesFrom;
                if (kept) {
                  SeriesSum.add(
                      each.family().kind(),
                      sums.computeIfAbsent(start(resolution, minute), s -> new long[words.length]),
                      words);
                }
              });
      sums.forEach(
          (start, words) -> {
            if (range.contains(start)) {
              sink.value(each, start, words);
            }
          });
    }
  }

  private static long start(Resolution resolution, long millis) {
    LocalDate day = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
    return switch (resolution) {
      case MINUTE -> millis - millis % 60_000;
      case HOUR -> millis - millis % 3_600_000;
      case DAY -> day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      case MONTH -> day.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    };
  }

  @Override
  public void readGauges(GaugeSelection selection, TimeRange range, GaugeSink sink) {
    for (Gauge gauge : gauges) {
      if ((selection.names().isEmpty() || selection.names().contains(gauge.name()))
          && range.contains(gauge.time())
          && selection.matchers().stream().allMatch(m -> m.accepts(gauge.labels().get(m.name())))) {
        sink.value(gauge.name(), gauge.labels(), gauge.time(), gauge.value());
      }
    }
  }

  @Override
  public Coverage coverage() {
    long first =
        minutes.values().stream()
            .filter(v -> !v.isEmpty())
            .mapToLong(TreeMap::firstKey)
            .min()
            .orElse(0);
    long coarse = summedUp ? first : 0;
    return new Coverage(Math.max(first, minutesFrom), coarse, coarse, coarse, closedUntil);
  }

  @Override
  public void readBaseline(Selection selection, Sink sink) {
    baseline.forEach(
        (each, words) -> {
          if (selection.accepts(each)) {
            sink.value(each, 0, words);
          }
        });
  }

  @Override
  public void readOpenMinute(Selection selection, Sink sink) {
    open.forEach(
        (each, words) -> {
          if (selection.accepts(each)) {
            sink.value(each, closedUntil, words);
          }
        });
  }
}
