package dev.mynah.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What it means to add up the words of one series over slots. */
public final class SeriesSum {
  private SeriesSum() {}

  /** Adds a slot's words of a series to its sum. */
  public static void add(Family.Kind kind, long[] sum, Words words) {
    long[] read = new long[sum.length];
    for (int i = 0; i < read.length; i++) {
      read[i] = words.read(i);
    }
    add(kind, sum, read);
  }

  /** Adds one sum to another. */
  public static void add(Family.Kind kind, long[] sum, long[] other) {
    for (int i = 0; i < sum.length; i++) {
      if (kind == Family.Kind.REQUESTS && i == HitSeries.FIRST_HIT) {
        sum[i] = earliest(sum[i], other[i]);
      } else if (kind == Family.Kind.REQUESTS && i == HitSeries.LAST_HIT) {
        sum[i] = Math.max(sum[i], other[i]);
      } else {
        sum[i] += other[i];
      }
    }
  }

  /** Adds a sum to the words of a series. Only for the words' writer. */
  public static void add(Family.Kind kind, Words words, long[] sum) {
    long[] total = sum.clone();
    add(kind, total, words);
    for (int i = 0; i < total.length; i++) {
      words.write(i, total[i]);
    }
  }

  static LedgerSnapshot snapshot(long ledgerId, Instant startTime, Map<SeriesKey, long[]> sums) {
    List<LedgerSnapshot.Hits> hits = new ArrayList<>();
    List<LedgerSnapshot.Count> counts = new ArrayList<>();
    List<LedgerSnapshot.Histogram> histograms = new ArrayList<>();
    sums.forEach(
        (key, words) -> {
          switch (key.family().kind()) {
            case COUNTER ->
                counts.add(new LedgerSnapshot.Count(key.family(), key.labelValues(), words[0]));
            case HISTOGRAM -> histograms.add(new LedgerSnapshot.Histogram(key, words));
            case REQUESTS -> hits.add(hits(key, words));
          }
        });
    return new LedgerSnapshot(true, ledgerId, startTime, hits, counts, histograms);
  }

  private static LedgerSnapshot.Hits hits(SeriesKey key, long[] words) {
    return new LedgerSnapshot.Hits(
        key.label(Family.ROUTE),
        key.label("method"),
        key.label("code"),
        key.label("outcome"),
        key.label("protocol"),
        words[HitSeries.REQUESTS],
        words[HitSeries.BYTES_IN],
        words[HitSeries.BYTES_OUT],
        words[HitSeries.FIRST_HIT],
        words[HitSeries.LAST_HIT]);
  }

  private static long earliest(long one, long other) {
    if (one == 0 || other == 0) {
      return Math.max(one, other);
    }
    return Math.min(one, other);
  }
}
