package dev.mynah.exporter.store.counts;

import java.util.Arrays;

/**
 * The values of one word over the spans of a block. Counts of a steady load scatter a little around
 * their middle, so a column is a base and Rice codes of the distances from it: within a quarter of
 * a bit of what such numbers hold.
 *
 * <pre>
 *   2 bits  0 all the same | 1 base is the least | 2 base is the middle, distances are zigzag
 *   gamma   zigzag of the base, + 1
 *   6 bits  width of the low part       (not where all are the same)
 *   Rice    a distance for every value  (not where all are the same)
 * </pre>
 */
final class Column {
  private static final int SAME = 0;
  private static final int FROM_LEAST = 1;
  private static final int AROUND_MIDDLE = 2;
  private static final int MAX_LOW = 63;

  private Column() {}

  static void write(BitWriter out, long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    long least = sorted[0];
    if (least == sorted[sorted.length - 1]) {
      out.bits(SAME, 2);
      base(out, least);
      return;
    }
    long middle = sorted[sorted.length / 2];
    long[] fromLeast = new long[values.length];
    long[] aroundMiddle = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      fromLeast[i] = values[i] - least;
      aroundMiddle[i] = zigzag(values[i] - middle);
    }
    int lowLeast = bestLow(fromLeast);
    int lowMiddle = bestLow(aroundMiddle);
    if (cost(fromLeast, lowLeast) <= cost(aroundMiddle, lowMiddle)) {
      distances(out, FROM_LEAST, least, fromLeast, lowLeast);
    } else {
      distances(out, AROUND_MIDDLE, middle, aroundMiddle, lowMiddle);
    }
  }

  private static void distances(BitWriter out, int mode, long base, long[] distances, int low) {
    out.bits(mode, 2);
    base(out, base);
    out.bits(low, 6);
    for (long distance : distances) {
      out.rice(distance, low);
    }
  }

  /** The smallest and largest number have no zigzag that can be raised by one. */
  private static void base(BitWriter out, long base) {
    long zigzag = zigzag(base);
    boolean escaped = zigzag == -1L;
    out.bits(escaped ? 1 : 0, 1);
    if (!escaped) {
      out.gamma(zigzag + 1);
    }
  }

  static void read(BitReader in, long[] values) {
    read(in, values, values.length);
  }

  /** Reads so many into the first places. */
  static void read(BitReader in, long[] values, int count) {
    int mode = (int) in.bits(2);
    long base = in.bits(1) == 1 ? unzigzag(-1L) : unzigzag(in.gamma() - 1);
    if (mode == SAME) {
      Arrays.fill(values, 0, count, base);
      return;
    }
    int low = (int) in.bits(6);
    in.rice(low, values, count);
    if (mode == FROM_LEAST) {
      for (int i = 0; i < count; i++) {
        values[i] += base;
      }
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = base + unzigzag(values[i]);
      }
    }
  }

  private static int bestLow(long[] distances) {
    double sum = 0;
    for (long distance : distances) {
      sum += distance < 0 ? 0x1p63 : distance;
    }
    double mean = sum / distances.length;
    int guess = mean < 1 ? 0 : Math.min(MAX_LOW, Math.getExponent(mean));
    int best = guess;
    for (int low = Math.max(0, guess - 2); low <= Math.min(MAX_LOW, guess + 1); low++) {
      if (cost(distances, low) < cost(distances, best)) {
        best = low;
      }
    }
    return best;
  }

  private static long cost(long[] distances, int low) {
    long cost = 0;
    for (long distance : distances) {
      long high = distance >>> low;
      cost += high < 0 || high >= BitWriter.ESCAPE ? BitWriter.ESCAPE + Long.SIZE : high + 1 + low;
    }
    return cost;
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
