package dev.mynah.exporter.query.ask;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads moments and spans as people and Grafana write them. */
final class TimeText {
  static final String EXPECTED =
      "RFC 3339 such as 2026-11-28T01:30:00Z, a date, epoch seconds or milliseconds,"
          + " now, or relative such as -1h or now-7d";
  static final String EXPECTED_SPAN = "a number and one of m, h, d, w, such as 24h, up to 3660d";

  private static final Pattern RELATIVE = Pattern.compile("(?:now)?-(\\d{1,6})([smhdwMy])");
  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})([mhdw])");
  private static final Pattern EPOCH = Pattern.compile("\\d{1,15}(?:\\.\\d{1,9})?");
  private static final double MILLIS_FROM = 1e11;
  private static final long LAST_MILLIS = 32_503_680_000_000L;
  private static final long LONGEST_DAYS = 3_660;
  private static final long DAY_MILLIS = 86_400_000L;

  private final ZoneId zone;
  private final long nowMillis;

  TimeText(ZoneId zone, long nowMillis) {
    this.zone = zone;
    this.nowMillis = nowMillis;
  }

  /** A moment; {@code name} is the parameter it stands in. */
  long moment(String name, String text) {
    Matcher relative = RELATIVE.matcher(text);
    try {
      if (text.equals("now")) {
        return nowMillis;
      }
      long millis = relative.matches() ? before(relative) : absolute(text);
      if (millis >= 0 && millis <= LAST_MILLIS) {
        return millis;
      }
    } catch (DateTimeException | NumberFormatException e) {
      throw Refusal.badValue(name, text, EXPECTED);
    }
    throw Refusal.badValue(name, text, EXPECTED);
  }

  /** A span in milliseconds. */
  static long span(String name, String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      throw Refusal.badValue(name, text, EXPECTED_SPAN);
    }
    long millis = Long.parseLong(span.group(1)) * unitMillis(span.group(2));
    if (millis == 0 || millis > LONGEST_DAYS * DAY_MILLIS) {
      throw Refusal.badValue(name, text, EXPECTED_SPAN);
    }
    return millis;
  }

  private long absolute(String text) {
    if (EPOCH.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      return (long) (number < MILLIS_FROM ? number * 1_000 : number);
    }
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
    }
    // A plus sign that was not encoded arrives as a space.
    String clean = text.replace(' ', text.lastIndexOf(' ') > 12 ? '+' : 'T');
    boolean bare = clean.matches(".*T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");
    return bare
        ? LocalDateTime.parse(clean).atZone(zone).toInstant().toEpochMilli()
        : OffsetDateTime.parse(clean).toInstant().toEpochMilli();
  }

  private long before(Matcher relative) {
    long amount = Long.parseLong(relative.group(1));
    ZonedDateTime now = Instant.ofEpochMilli(nowMillis).atZone(zone);
    return switch (relative.group(2)) {
      case "s" -> nowMillis - amount * 1_000;
      case "M" -> now.minusMonths(amount).toInstant().toEpochMilli();
      case "y" -> now.minusYears(amount).toInstant().toEpochMilli();
      default -> nowMillis - amount * unitMillis(relative.group(2));
    };
  }

  private static long unitMillis(String unit) {
    return switch (unit) {
      case "m" -> 60_000L;
      case "h" -> 3_600_000L;
      case "d" -> DAY_MILLIS;
      default -> 7 * DAY_MILLIS;
    };
  }
}
