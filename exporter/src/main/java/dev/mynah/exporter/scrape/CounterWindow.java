package dev.mynah.exporter.scrape;

import dev.mynah.ledger.SeriesKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the counters of one target stood at, minute by minute, over a span. One thread.
 *
 * <p>Memory: 8 bytes per minute and exposed series.
 */
final class CounterWindow {
  private static final long ABSENT = Long.MIN_VALUE;
  private static final double LARGEST = 1L << 62;
  private static final int MOST_SERIES = 20_000;

  private final Steps steps;
  private final double[] ledgerStart;
  private final Map<SeriesKey, long[][]> tracks = new HashMap<>();
  private int series;

  CounterWindow(Steps steps) {
    this.steps = steps;
    this.ledgerStart = new double[steps.count()];
    Arrays.fill(ledgerStart, Double.NaN);
  }

  Steps steps() {
    return steps;
  }

  /** Takes since when the ledger counts, which tells at which steps there was a scrape. */
  void ledgerStart(double[] points) {
    System.arraycopy(points, 0, ledgerStart, 0, points.length);
  }

  /** Takes an exposed series. */
  void put(ExposedFamilies.Place place, double[] points) throws PrometheusFailure {
    if (++series > MOST_SERIES) {
      throw PrometheusFailure.refused("one target has more than " + MOST_SERIES + " series");
    }
    int words = ExposedFamilies.words(place.key().family());
    long[] track = tracks.computeIfAbsent(place.key(), key -> new long[words][])[place.word()];
    if (track == null) {
      track = new long[points.length];
      tracks.get(place.key())[place.word()] = track;
    }
    for (int step = 0; step < points.length; step++) {
      track[step] = whole(points[step] * place.scale());
    }
  }

  /** Whether the target was scraped in the minute before a step. */
  boolean scraped(int step) {
    return !Double.isNaN(ledgerStart[step]);
  }

  /** Since when the ledger counted, as told at a step that was scraped. */
  double ledgerStart(int step) {
    return ledgerStart[step];
  }

  Set<SeriesKey> keys() {
    return tracks.keySet();
  }

  /**
   * The words of a track at a step; none where it was not there. A cumulative count that was not
   * scraped, of an edge that somebody drops, is that of the edge below.
   */
  long[] at(SeriesKey key, int step) {
    long[][] track = tracks.get(key);
    if (track == null) {
      return new long[0];
    }
    long[] words = new long[track.length];
    boolean any = false;
    for (int word = 0; word < words.length; word++) {
      long value = track[word] == null ? ABSENT : track[word][step];
      any |= value != ABSENT;
      words[word] = value == ABSENT ? below(words, word) : value;
    }
    return any ? words : new long[0];
  }

  private static long below(long[] words, int word) {
    return word >= 2 ? words[word - 1] : 0;
  }

  private static long whole(double value) {
    return Double.isNaN(value) || value < 0 || value > LARGEST ? ABSENT : Math.round(value);
  }
}
