package dev.mynah.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The counts of all slots, summed per series. A snapshot is taken while counting goes on: each
 * number is exact for some moment during the read, and none is below that of an earlier snapshot of
 * the same ledger.
 *
 * @param present false when there is no ledger to read, or its families are to be left out
 * @param ledgerId names the counts; another id means that counting started anew
 * @param startTime since when is counted
 */
public record LedgerSnapshot(
    boolean present,
    long ledgerId,
    Instant startTime,
    List<Hits> hits,
    List<Count> counts,
    List<Histogram> histograms) {

  /** Requests that were answered alike. Hit times are wall clock milliseconds, 0 for none yet. */
  public record Hits(
      String route,
      String method,
      String code,
      String outcome,
      String protocol,
      long requests,
      long bytesIn,
      long bytesOut,
      long firstHitMillis,
      long lastHitMillis) {}

  /** One counter; label values stand in the order of the family's label names. */
  public record Count(Family family, List<String> labelValues, long value) {
    private String route() {
      int at = family.labelNames().indexOf(Family.ROUTE);
      return at < 0 ? "" : labelValues.get(at);
    }
  }

  /** One histogram; its buckets are those of {@link Buckets} and not cumulative. */
  public static final class Histogram {
    private final Family family;
    private final List<String> labelValues;
    private final long[] words;

    Histogram(SeriesKey key, long[] words) {
      this.family = key.family();
      this.labelValues = key.labelValues();
      this.words = words;
    }

    /** The family it belongs to. */
    public Family family() {
      return family;
    }

    /** Label values, in the order of the family's label names. */
    public List<String> labelValues() {
      return labelValues;
    }

    /** All durations together. */
    public long sumNanos() {
      return words[LedgerHistogram.SUM];
    }

    /** How many durations were counted in one bucket. */
    public long bucket(int bucket) {
      return words[LedgerHistogram.FIRST_BUCKET + bucket];
    }

    /** How many durations were counted: the sum of the buckets. */
    public long count() {
      return countUpTo(Buckets.COUNT - 1);
    }

    /** How many durations were counted in this bucket and all below it. */
    public long countUpTo(int bucket) {
      long count = 0;
      for (int i = 0; i <= bucket; i++) {
        count += bucket(i);
      }
      return count;
    }

    private String route() {
      int at = family.labelNames().indexOf(Family.ROUTE);
      return at < 0 ? "" : labelValues.get(at);
    }
  }

  public LedgerSnapshot {
    hits = List.copyOf(hits);
    counts = List.copyOf(counts);
    histograms = List.copyOf(histograms);
  }

  /** No ledger, or one whose families are to be left out of scrapes. */
  public static LedgerSnapshot absent() {
    return new LedgerSnapshot(false, 0, Instant.EPOCH, List.of(), List.of(), List.of());
  }

  /** The same without the routes that are not wanted; series without a route have an empty one. */
  public LedgerSnapshot ofRoutes(Predicate<String> wanted) {
    return new LedgerSnapshot(
        present,
        ledgerId,
        startTime,
        hits.stream().filter(h -> wanted.test(h.route())).toList(),
        counts.stream().filter(c -> wanted.test(c.route())).toList(),
        histograms.stream().filter(h -> wanted.test(h.route())).toList());
  }

  /** Is told of a series and its words, in the layout of its family's kind; keep neither. */
  @FunctionalInterface
  public interface SeriesVisitor {
    void visit(SeriesKey key, long[] words);
  }

  /** Tells of every series, one after the other. The words are not to be changed. */
  public void eachSeries(SeriesVisitor visitor) {
    for (Hits h : hits) {
      long[] words = {
        h.requests(), h.bytesIn(), h.bytesOut(), h.firstHitMillis(), h.lastHitMillis()
      };
      visitor.visit(
          SeriesKey.of(Family.REQUESTS, h.route(), h.method(), h.code(), h.outcome(), h.protocol()),
          words);
    }
    for (Count count : counts) {
      visitor.visit(new SeriesKey(count.family(), count.labelValues()), new long[] {count.value()});
    }
    for (Histogram histogram : histograms) {
      visitor.visit(new SeriesKey(histogram.family(), histogram.labelValues()), histogram.words);
    }
  }

  /** When the last request was counted, wall clock milliseconds; 0 for never. */
  public long lastHitMillis() {
    return hits.stream().mapToLong(Hits::lastHitMillis).max().orElse(0);
  }

  /** All requests of a route, however they were answered. */
  public long requests(String route) {
    return hits.stream().filter(h -> h.route().equals(route)).mapToLong(Hits::requests).sum();
  }

  /** The value of one counter, 0 when it never was. */
  public long count(Family family, String... labelValues) {
    List<String> wanted = List.of(labelValues);
    return counts.stream()
        .filter(c -> c.family().name().equals(family.name()) && c.labelValues().equals(wanted))
        .mapToLong(Count::value)
        .sum();
  }

  /** Sums the words of all slots. */
  public static LedgerSnapshot of(
      long ledgerId, Instant startTime, Collection<SeriesBook.Entry> entries) {
    Map<SeriesKey, long[]> sums = new LinkedHashMap<>();
    for (SeriesBook.Entry entry : entries) {
      long[] sum = sums.computeIfAbsent(entry.key(), key -> new long[key.family().kind().words()]);
      SeriesSum.add(entry.key().family().kind(), sum, entry.words());
    }
    return SeriesSum.snapshot(ledgerId, startTime, sums);
  }
}
