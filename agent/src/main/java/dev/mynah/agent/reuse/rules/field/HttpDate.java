package dev.mynah.agent.reuse.rules.field;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Dates of HTTP (RFC 9110 section 5.6.7) as milliseconds since 1970: the fixed format that is sent,
 * and the two older ones that a recipient must still read.
 *
 * <p>Letters are read in any case, as RFC 9111 section 4.2 asks of caches; any zone but GMT, any
 * other blank and any date that no calendar has are malformed. The name of the day must be one, but
 * it may be the wrong one.
 */
public final class HttpDate {
  /** What a malformed date is read as; before every date there is. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final int DAY_NAME = 3;
  private static final int FIXDATE_LENGTH = 29;
  private static final int ASCTIME_LENGTH = 24;
  private static final int RFC850_REST = 24;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long MILLIS = 1_000;
  private static final int YEARS_AHEAD = 50;
  private static final int CENTURY = 100;
  private static final long LAST_SECOND = 253_402_300_799L;
  private static final long FIRST_SECOND = -62_167_219_200L;

  private HttpDate() {}

  /**
   * Reads a date.
   *
   * @param nowMillis decides the century of a date with a year of two digits: the latest that is
   *     not over 50 years ahead
   * @return milliseconds, or {@link #INVALID}
   */
  public static long parse(String text, long nowMillis) {
    int comma = text.indexOf(',');
    if (comma < 0) {
      return asctime(text);
    }
    return comma == DAY_NAME ? fixdate(text) : rfc850(text, comma, nowMillis);
  }

  /** {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
  private static long fixdate(String text) {
    boolean formed =
        text.length() == FIXDATE_LENGTH
            && isShortDay(text)
            && text.charAt(4) == ' '
            && text.charAt(7) == ' '
            && text.charAt(11) == ' '
            && text.charAt(16) == ' '
            && endsInGmt(text);
    if (!formed) {
      return INVALID;
    }
    return millis(digits(text, 12, 16), month(text, 8), digits(text, 5, 7), seconds(text, 17));
  }

  /** {@code Sun Nov 6 08:49:37 1994}. */
  private static long asctime(String text) {
    boolean formed =
        text.length() == ASCTIME_LENGTH
            && isShortDay(text)
            && text.charAt(3) == ' '
            && text.charAt(7) == ' '
            && text.charAt(10) == ' '
            && text.charAt(19) == ' ';
    if (!formed) {
      return INVALID;
    }
    int day = text.charAt(8) == ' ' ? digits(text, 9, 10) : digits(text, 8, 10);
    return millis(digits(text, 20, 24), month(text, 4), day, seconds(text, 11));
  }

  /** {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
  private static long rfc850(String text, int comma, long nowMillis) {
    int at = comma + 2;
    boolean formed =
        text.length() == comma + RFC850_REST
            && isLongDay(text, comma)
            && text.charAt(comma + 1) == ' '
            && text.charAt(at + 2) == '-'
            && text.charAt(at + 6) == '-'
            && text.charAt(at + 9) == ' '
            && endsInGmt(text);
    if (!formed) {
      return INVALID;
    }
    int year = digits(text, at + 7, at + 9);
    int month = month(text, at + 3);
    int day = digits(text, at, at + 2);
    int second = seconds(text, at + 10);
    return year < 0 ? INVALID : nearest(year, month, day, second, nowMillis);
  }

  private static long nearest(int twoDigits, int month, int day, int second, long nowMillis) {
    long bounded = Math.max(FIRST_SECOND, Math.min(LAST_SECOND, nowMillis / MILLIS));
    var ahead = Instant.ofEpochSecond(bounded).atOffset(ZoneOffset.UTC).plusYears(YEARS_AHEAD);
    int year = ahead.getYear() - Math.floorMod(ahead.getYear() - twoDigits, CENTURY);
    long read = millis(year, month, day, second);
    boolean tooFar = read > ahead.toEpochSecond() * MILLIS;
    return tooFar ? millis(year - CENTURY, month, day, second) : read;
  }

  private static boolean isShortDay(String text) {
    for (String day : DAYS) {
      if (text.regionMatches(true, 0, day, 0, DAY_NAME)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLongDay(String text, int length) {
    for (String day : DAYS) {
      if (day.length() == length && text.regionMatches(true, 0, day, 0, length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsInGmt(String text) {
    return text.regionMatches(true, text.length() - 4, " GMT", 0, 4);
  }

  private static int month(String text, int at) {
    for (int i = 0; i < MONTHS.size(); i++) {
      if (text.regionMatches(true, at, MONTHS.get(i), 0, DAY_NAME)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** The number that stands there, or -1. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  /** The second of the day in {@code 08:49:37}, or -1; a leap second counts as the one before. */
  private static int seconds(String text, int at) {
    int hour = digits(text, at, at + 2);
    int minute = digits(text, at + 3, at + 5);
    int second = digits(text, at + 6, at + 8);
    boolean formed = text.charAt(at + 2) == ':' && text.charAt(at + 5) == ':';
    boolean inRange =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
    return formed && inRange ? (hour * 60 + minute) * 60 + Math.min(second, 59) : -1;
  }

  private static long millis(int year, int month, int day, int second) {
    if (year < 0 || month < 0 || second < 0 || day < 1) {
      return INVALID;
    }
    if (day > Month.of(month).length(Year.isLeap(year))) {
      return INVALID;
    }
    return (LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY + second) * MILLIS;
  }

  /**
   * The date as it is sent, to the second before; times outside the years 0 to 9999 are sent as the
   * nearest that is inside.
   */
  public static String format(long millis) {
    long bounded = Math.max(FIRST_SECOND, Math.min(LAST_SECOND, Math.floorDiv(millis, MILLIS)));
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(bounded, SECONDS_PER_DAY));
    int second = (int) Math.floorMod(bounded, SECONDS_PER_DAY);
    return String.format(
        Locale.ROOT,
        "%s, %02d %s %04d %02d:%02d:%02d GMT",
        DAYS.get(date.getDayOfWeek().getValue() - 1).substring(0, DAY_NAME),
        date.getDayOfMonth(),
        MONTHS.get(date.getMonthValue() - 1),
        date.getYear(),
        second / 3600,
        second / 60 % 60,
        second % 60);
  }
}
