package dev.mynah.ledger;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The edges of every histogram: 22 octaves from 15.625 us to 65.536 s, each in 8 linear steps, and
 * one bucket below and one above. All edges stand at 0.5 ms x 2^k x (8 + step)/8, so histograms of
 * different slots, files and machines add up, and no bucket is wider than 12.5 % of its value.
 *
 * <pre>
 *   bucket 0            (0, 15.625 us]
 *   bucket 1 + 8k + j   (15.625 us x 2^k x (8+j)/8, 15.625 us x 2^k x (9+j)/8]
 *   bucket COUNT - 1    (65.536 s, infinity)
 * </pre>
 *
 * <p>An upper edge belongs to its bucket, as Prometheus' {@code le} wants it. Edges are multiples
 * of 1953.125 ns, so all arithmetic is in eighths of a nanosecond, where they are whole numbers.
 */
public final class Buckets {
  private static final int STEPS = 8;
  private static final int STEP_BITS = 3;
  private static final int OCTAVES = 22;

  /** Eighths of a nanosecond in one step of the lowest octave. */
  private static final long UNIT = 15_625;

  /** How many buckets a histogram has. */
  public static final int COUNT = 1 + OCTAVES * STEPS + 1;

  private static final int FIRST_EXPOSED_OCTAVE = 4;
  private static final int LAST_EXPOSED_OCTAVE = 18;

  /**
   * The buckets whose upper edges are shown as {@code le}: .0005 .001 .002 .004 ... 8.192 seconds.
   * The cumulative count at an edge is the sum of all buckets up to and including it.
   */
  public static final List<Integer> EXPOSED =
      IntStream.rangeClosed(FIRST_EXPOSED_OCTAVE, LAST_EXPOSED_OCTAVE)
          .mapToObj(octave -> octave * STEPS + STEPS)
          .toList();

  private Buckets() {}

  /** The bucket of a duration; a negative one (a clock that went back) counts as 0. */
  public static int indexOf(long nanos) {
    if (nanos <= 0) {
      return 0;
    }
    if (nanos > Long.MAX_VALUE / STEPS) {
      return COUNT - 1;
    }
    long steps = (nanos * STEPS - 1) / UNIT;
    if (steps < STEPS) {
      return 0;
    }
    int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(steps);
    int octave = exponent - STEP_BITS;
    if (octave >= OCTAVES) {
      return COUNT - 1;
    }
    return 1 + octave * STEPS + (int) ((steps >>> octave) & (STEPS - 1));
  }

  /** The upper edge of a bucket in seconds; positive infinity for the last. */
  public static double upperEdgeSeconds(int bucket) {
    if (bucket >= COUNT - 1) {
      return Double.POSITIVE_INFINITY;
    }
    return edgeUnits(bucket) * UNIT / (STEPS * 1e9);
  }

  /** The upper edge of a bucket in whole nanoseconds, rounded down: the largest value it takes. */
  public static long largestNanos(int bucket) {
    return bucket >= COUNT - 1 ? Long.MAX_VALUE : edgeUnits(bucket) * UNIT / STEPS;
  }

  private static long edgeUnits(int bucket) {
    int octave = bucket / STEPS;
    int step = bucket % STEPS;
    return (long) (STEPS + step) << octave;
  }
}
