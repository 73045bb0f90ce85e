package dev.mynah.exporter.query.count;

import dev.mynah.ledger.Buckets;
import org.jspecify.annotations.Nullable;

/** A histogram of durations over {@link Buckets}. Whole numbers or weighted sums. One thread. */
public final class Durations {
  private static final double NANOS = 1e9;

  /** Whole numbers where they come from counts, which is what is added most; else weighted sums. */
  private long @Nullable [] counted;

  private double @Nullable [] weighted;
  private double weight;
  private double seconds;

  /**
   * A percentile.
   *
   * @param value in seconds, interpolated in its bucket
   * @param low what it is above, in seconds
   * @param high what it is at most; null when it lies above the last edge
   */
  public record Percentile(double value, double low, @Nullable Double high) {}

  /** Adds a value of a histogram family: a sum of nanoseconds, then the buckets. */
  void add(long[] words) {
    seconds += words[0] / NANOS;
    long[] into = counted == null ? new long[Buckets.COUNT] : counted;
    counted = into;
    for (int i = 0; i < into.length; i++) {
      into[i] += words[i + 1];
    }
  }

  /** Adds a sample. */
  void add(long nanos, double each) {
    seconds += nanos / NANOS * each;
    weighted()[Buckets.indexOf(nanos)] += each;
    weight += each;
  }

  /** Adds samples that were counted elsewhere. */
  void add(double[] samples, double sumSeconds) {
    seconds += sumSeconds;
    double[] into = weighted();
    for (int i = 0; i < into.length && i < samples.length; i++) {
      into[i] += samples[i];
      weight += samples[i];
    }
  }

  /** Adds another. */
  public void add(Durations other) {
    seconds += other.seconds;
    weight += other.weight;
    if (other.counted != null) {
      long[] into = counted == null ? new long[Buckets.COUNT] : counted;
      counted = into;
      for (int i = 0; i < into.length; i++) {
        into[i] += other.counted[i];
      }
    }
    if (other.weighted != null) {
      double[] into = weighted();
      for (int i = 0; i < into.length; i++) {
        into[i] += other.weighted[i];
      }
    }
  }

  private double[] weighted() {
    double[] into = weighted == null ? new double[Buckets.COUNT] : weighted;
    weighted = into;
    return into;
  }

  public double count() {
    if (counted == null) {
      return weight;
    }
    long whole = 0;
    for (long each : counted) {
      whole += each;
    }
    return weight + whole;
  }

  private double in(int bucket) {
    double all = weighted == null ? 0 : weighted[bucket];
    return counted == null ? all : all + counted[bucket];
  }

  /** All of them together. */
  public double seconds() {
    return seconds;
  }

  /** The mean; null without any. */
  public @Nullable Double mean() {
    double count = count();
    return count == 0 ? null : seconds / count;
  }

  /** None was shorter; null without any. */
  public @Nullable Double shortest() {
    for (int i = 0; i < Buckets.COUNT; i++) {
      if (in(i) > 0) {
        return low(i);
      }
    }
    return null;
  }

  /** None was longer; null without any, and when one was above the last edge. */
  public @Nullable Double longest() {
    for (int i = Buckets.COUNT - 1; i >= 0; i--) {
      if (in(i) > 0) {
        return high(i);
      }
    }
    return null;
  }

  /**
   * The value that a share of all stays at or below (nearest rank): it lies in a bucket, whose
   * edges are its bounds, at most 12.5 % apart above 15.625 us.
   *
   * @param share above 0, up to 1
   * @return null without any
   */
  public @Nullable Percentile percentile(double share) {
    double count = count();
    if (count == 0) {
      return null;
    }
    // Weights are no whole numbers, and sums of them are not exact to the last bit.
    double rank = count * share * (1 - 1e-12);
    double below = 0;
    int last = 0;
    for (int i = 0; i < Buckets.COUNT; i++) {
      double here = in(i);
      if (here > 0) {
        last = i;
        if (below + here >= rank) {
          return inBucket(i, (rank - below) / here);
        }
        below += here;
      }
    }
    return inBucket(last, 1);
  }

  private static Percentile inBucket(int bucket, double part) {
    double low = low(bucket);
    Double high = high(bucket);
    double value = high == null ? low : low + (high - low) * Math.min(1, Math.max(0, part));
    return new Percentile(value, low, high);
  }

  private static double low(int bucket) {
    return bucket == 0 ? 0 : Buckets.upperEdgeSeconds(bucket - 1);
  }

  private static @Nullable Double high(int bucket) {
    double edge = Buckets.upperEdgeSeconds(bucket);
    return Double.isInfinite(edge) ? null : edge;
  }
}
