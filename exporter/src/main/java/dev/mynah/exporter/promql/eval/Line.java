package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.LabelSet;
import java.util.Arrays;

/**
 * A series of a result: a number for each time of the query, or {@link #ABSENT}.
 *
 * @param values owned by whoever holds the line, and changed by them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Line(LabelSet labels, double[] values) {
  private static final long ABSENT_BITS = 0x7ff8_0000_0abc_0001L;

  /** Stands for no number at a time. It is a NaN, told apart from others by its bits. */
  public static final double ABSENT = Double.longBitsToDouble(ABSENT_BITS);

  /** Whether a number stands for none. */
  public static boolean isAbsent(double value) {
    return Double.isNaN(value) && Double.doubleToRawLongBits(value) == ABSENT_BITS;
  }

  /** So many absent numbers. */
  static double[] absent(int steps) {
    double[] values = new double[steps];
    Arrays.fill(values, ABSENT);
    return values;
  }

  boolean isPresent(int step) {
    return !isAbsent(values[step]);
  }

  /** Whether there is a number at any time. */
  boolean isPresentAnywhere() {
    for (double value : values) {
      if (!isAbsent(value)) {
        return true;
      }
    }
    return false;
  }

  Line labelled(LabelSet other) {
    return new Line(other, values);
  }
}
