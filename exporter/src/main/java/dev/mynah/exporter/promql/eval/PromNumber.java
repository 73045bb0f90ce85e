package dev.mynah.exporter.promql.eval;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Prometheus writes them: the shortest that reads back as the same. */
public final class PromNumber {
  private static final double LARGEST_PLAIN = 1e21;
  private static final double SMALLEST_PLAIN = 1e-6;
  private static final long EXACT_LONGS = 1L << 53;

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
    String text = NumberOutput.toString(value, true);
    if (text.indexOf('E') < 0) {
      return text;
    }
    BigDecimal shortest = shortest(value, text);
    double size = Math.abs(value);
    return size >= LARGEST_PLAIN || size < SMALLEST_PLAIN
        ? withExponent(shortest)
        : shortest.toPlainString();
  }

  /** Java's shortest has at least two digits; one may do. */
  private static BigDecimal shortest(double value, String text) {
    BigDecimal decimal = new BigDecimal(text).stripTrailingZeros();
    if (decimal.precision() == 2) {
      BigDecimal shorter = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
      decimal = shorter.doubleValue() == value ? shorter : decimal;
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
