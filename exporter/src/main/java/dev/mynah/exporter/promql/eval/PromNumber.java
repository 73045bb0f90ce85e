package dev.mynah.exporter.promql.eval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Prometheus writes them: the shortest that reads back as the same. */
public final class PromNumber {
  private static final double LARGEST_PLAIN = 1e21;
  private static final double SMALLEST_PLAIN = 1e-6;
  private static final long EXACT_LONGS = 1L << 53;
  private static final int MOST_DIGITS = 17;

  private PromNumber() {}

  /** Without exponent unless the number is below 1e-6 or from 1e21 on. */
  public static String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == (long) value && Math.abs(value) < EXACT_LONGS) {
      return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
    }
    BigDecimal shortest = shortest(value);
    double size = Math.abs(value);
    return size >= LARGEST_PLAIN || size < SMALLEST_PLAIN
        ? withExponent(shortest)
        : shortest.toPlainString();
  }

  /** Java 17 writes a digit too many now and then. */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    while (decimal.precision() > 1 && decimal.precision() >= MOST_DIGITS - 1) {
      BigDecimal shorter =
          new BigDecimal(value)
              .round(new MathContext(decimal.precision() - 1, RoundingMode.HALF_EVEN))
              .stripTrailingZeros();
      if (shorter.doubleValue() != value) {
        break;
      }
      decimal = shorter;
    }
    return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
  }

  private static String withExponent(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    int exponent = bare.precision() - bare.scale() - 1;
    String digits = bare.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    String size = Integer.toString(Math.abs(exponent));
    return digits + (exponent < 0 ? "e-" : "e+") + (size.length() < 2 ? "0" + size : size);
  }
}
