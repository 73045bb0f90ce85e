package dev.mynah.settings.declare;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses numbers with and without a unit. */
final class Quantities {
  static final String DURATION = "-?([0-9]+(\\.[0-9]+)?(us|ms|s|m|h|d))+";
  static final String SIZE = "-?[0-9]+(\\.[0-9]+)? ?([kKMGT]?B|[KMGT]iB?)";
  private static final Pattern DURATION_PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([a-z]+)");
  private static final Pattern WHOLE_DURATION = Pattern.compile(DURATION);
  private static final Pattern SIZE_PARTS =
      Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?) ?([a-z]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
  private static final Map<String, Long> NANOS =
      Map.of(
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);
  private static final Map<String, Long> BYTES =
      Map.ofEntries(
          Map.entry("b", 1L),
          Map.entry("kb", 1_000L),
          Map.entry("mb", 1_000_000L),
          Map.entry("gb", 1_000_000_000L),
          Map.entry("tb", 1_000_000_000_000L),
          Map.entry("kib", 1L << 10),
          Map.entry("mib", 1L << 20),
          Map.entry("gib", 1L << 30),
          Map.entry("tib", 1L << 40),
          Map.entry("ki", 1L << 10),
          Map.entry("mi", 1L << 20),
          Map.entry("gi", 1L << 30),
          Map.entry("ti", 1L << 40));

  private Quantities() {}

  /** A whole number as the YAML 1.2 core schema writes it, also {@code 0x1F} and {@code 0o17}. */
  static long integer(String text) {
    token(text);
    if (text.startsWith("0x")) {
      return Long.parseLong(text, 2, text.length(), 16);
    }
    if (text.startsWith("0o")) {
      return Long.parseLong(text, 2, text.length(), 8);
    }
    if (!INTEGER.matcher(text).matches()) {
      throw new IllegalArgumentException("not a number");
    }
    return Long.parseLong(text);
  }

  static BigDecimal decimal(String text) {
    token(text);
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException("not a number");
    }
    return new BigDecimal(text);
  }

  /** {@code 1h30m}; only zero may stand without a unit. */
  static Duration duration(String text) {
    token(text);
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (!WHOLE_DURATION.matcher(text).matches()) {
      throw new IllegalArgumentException("not a duration");
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = DURATION_PART.matcher(text);
    while (part.find()) {
      BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L));
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
    }
    if (nanos.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException("finer than a nanosecond");
    }
    BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
    Duration amount = Duration.ofSeconds(seconds[0].longValueExact(), seconds[1].longValueExact());
    return text.startsWith("-") ? amount.negated() : amount;
  }

  /** {@code 32MiB}, {@code 10MB}, {@code 1.5GiB}, {@code 1024} for bytes. */
  static long size(String text) {
    token(text);
    if (INTEGER.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    Matcher parts = SIZE_PARTS.matcher(text);
    Long unit = parts.matches() ? BYTES.get(parts.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("not a size");
    }
    return new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)).longValueExact();
  }

  /** Keeps what is handed to number parsers short: their time grows with the square of it. */
  private static void token(String text) {
    if (text.length() > ScalarType.LONGEST_TOKEN) {
      throw new IllegalArgumentException("too long");
    }
  }
}
