package dev.mynah.settings.declare;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Values and types as an operator writes them. */
public final class Words {
  private static final long KI = 1024;
  private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB");

  private Words() {}

  static String withArticle(String words) {
    return ("aeio".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
  }

  /** {@code 32MiB}, in the largest unit that leaves no fraction. */
  public static String size(long bytes) {
    int unit = 0;
    long value = bytes;
    while (value != 0 && value % KI == 0 && unit < BINARY.size() - 1) {
      value /= KI;
      unit++;
    }
    return value + BINARY.get(unit);
  }

  /** {@code 1h30m}, {@code 200ms}, {@code 1.5ms}. */
  public static String duration(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.isNegative()) {
      return "-" + duration(duration.negated());
    }
    StringBuilder out = new StringBuilder();
    append(out, duration.toDaysPart(), "d");
    append(out, duration.toHoursPart(), "h");
    append(out, duration.toMinutesPart(), "m");
    append(out, duration.toSecondsPart(), "s");
    if (duration.toNanosPart() != 0) {
      BigDecimal millis = BigDecimal.valueOf(duration.toNanosPart(), 6).stripTrailingZeros();
      out.append(millis.toPlainString()).append("ms");
    }
    return out.toString();
  }

  private static void append(StringBuilder out, long count, String unit) {
    if (count != 0) {
      out.append(count).append(unit);
    }
  }
}
