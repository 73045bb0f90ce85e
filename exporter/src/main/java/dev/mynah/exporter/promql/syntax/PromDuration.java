package dev.mynah.exporter.promql.syntax;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 1h30m}, {@code 90s}, {@code 1d}, {@code 500ms}. */
public final class PromDuration {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,9})y)?(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?"
              + "(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
  private static final long[] UNITS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };

  /** Longest that is taken: a hundred years. */
  private static final long LONGEST_MILLIS = 100L * 365 * 86_400_000;

  private PromDuration() {}

  /** Milliseconds; empty when it is no duration, or a longer one than a hundred years. */
  public static OptionalLong parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return OptionalLong.empty();
    }
    long millis = 0;
    for (int i = 0; i < UNITS.length; i++) {
      String digits = parts.group(i + 1);
      if (digits != null) {
        long count = Long.parseLong(digits);
        if (count > LONGEST_MILLIS / UNITS[i]) {
          return OptionalLong.empty();
        }
        millis += count * UNITS[i];
      }
    }
    return millis > LONGEST_MILLIS ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  /** Milliseconds of a number of seconds; empty when it is not one within a hundred years. */
  public static OptionalLong ofSeconds(double seconds) {
    double millis = seconds * 1e3;
    return Math.abs(millis) <= LONGEST_MILLIS
        ? OptionalLong.of(Math.round(millis))
        : OptionalLong.empty();
  }

  /** As Prometheus would write it. */
  public static String format(long millis) {
    if (millis == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    String[] names = {"d", "h", "m", "s", "ms"};
    long left = millis;
    for (int i = 0; i < names.length; i++) {
      long unit = UNITS[i + 2];
      if (left >= unit) {
        text.append(left / unit).append(names[i]);
        left %= unit;
      }
    }
    return text.toString();
  }
}
