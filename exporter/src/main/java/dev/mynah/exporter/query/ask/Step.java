package dev.mynah.exporter.query.ask;

import dev.mynah.exporter.series.Resolution;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the spans of a series are. They begin where the calendar of a time zone says: spans of
 * hours and minutes are counted from midnight, weeks from Monday, days and months are those of the
 * zone, so that a day on which clocks change has 23 or 25 hours.
 */
public record Step(int amount, Unit unit) {
  static final String EXPECTED =
      "seconds, or a number and one of s, m, h, d, w, M, such as 5m;"
          + " below a day it must divide a day";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,7})(s|m|h|d|w|M|mo)?");
  private static final int DAY_MINUTES = 1_440;
  private static final int HOUR_MINUTES = 60;
  private static final int LONGEST = 1_000;

  /** What is counted. */
  public enum Unit {
    MINUTE,
    DAY,
    WEEK,
    MONTH
  }

  static Step parse(String name, String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw Refusal.badValue(name, text, EXPECTED);
    }
    int amount = Integer.parseInt(matcher.group(1));
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    Step step =
        switch (unit) {
          case "s" -> minutes((amount + 59) / 60);
          case "m" -> minutes(amount);
          case "h" -> minutes(amount * HOUR_MINUTES);
          case "d" -> new Step(amount, Unit.DAY);
          case "w" -> new Step(amount, Unit.WEEK);
          default -> new Step(amount, Unit.MONTH);
        };
    boolean divides = step.unit != Unit.MINUTE || DAY_MINUTES % Math.max(1, step.amount) == 0;
    if (amount == 0 || !divides || step.unit != Unit.MINUTE && amount > LONGEST) {
      throw Refusal.badValue(name, text, EXPECTED);
    }
    return step;
  }

  private static Step minutes(int minutes) {
    return minutes > 0 && minutes % DAY_MINUTES == 0
        ? new Step(minutes / DAY_MINUTES, Unit.DAY)
        : new Step(minutes, Unit.MINUTE);
  }

  /** Nothing coarser than this fits between its edges in UTC. */
  public Resolution coarsest() {
    return unit == Unit.MONTH ? Resolution.MONTH : Resolution.DAY;
  }

  /** Where the span begins that a moment lies in. */
  public long floor(long millis, ZoneId zone) {
    LocalDate date = Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
    return switch (unit) {
      case MINUTE -> floorInDay(millis, date, zone);
      case DAY -> start(LocalDate.ofEpochDay(floorTo(date.toEpochDay())), zone);
      case WEEK -> start(monday(date), zone);
      case MONTH -> start(month(floorTo(date.getYear() * 12L + date.getMonthValue() - 1)), zone);
    };
  }

  /** Where the next span begins after the one that begins at a moment. */
  public long next(long start, ZoneId zone) {
    LocalDate date = Instant.ofEpochMilli(start).atZone(zone).toLocalDate();
    return switch (unit) {
      case MINUTE -> nextInDay(start, date, zone);
      case DAY -> start(date.plusDays(amount), zone);
      case WEEK -> start(date.plusWeeks(amount), zone);
      case MONTH -> start(date.plusMonths(amount), zone);
    };
  }

  private long floorInDay(long millis, LocalDate date, ZoneId zone) {
    long at = start(date, zone);
    for (long next = nextInDay(at, date, zone); next <= millis; next = nextInDay(at, date, zone)) {
      at = next;
    }
    return at;
  }

  /** Up to an hour by the time that passes, beyond by what clocks show. */
  private long nextInDay(long start, LocalDate date, ZoneId zone) {
    long tomorrow = start(date.plusDays(1), zone);
    if (amount <= HOUR_MINUTES) {
      return Math.min(start + amount * 60_000L, tomorrow);
    }
    for (int minute = amount; minute < DAY_MINUTES; minute += amount) {
      LocalTime time = LocalTime.of(minute / HOUR_MINUTES, minute % HOUR_MINUTES);
      long at = date.atTime(time).atZone(zone).toInstant().toEpochMilli();
      if (at > start) {
        return at;
      }
    }
    return tomorrow;
  }

  private LocalDate monday(LocalDate date) {
    LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    long week = Math.floorDiv(monday.toEpochDay() - MONDAY_EPOCH_DAY, 7L);
    return LocalDate.ofEpochDay(floorTo(week) * 7 + MONDAY_EPOCH_DAY);
  }

  private static final long MONDAY_EPOCH_DAY = LocalDate.of(1970, 1, 5).toEpochDay();

  private static LocalDate month(long count) {
    return LocalDate.of((int) (count / 12), (int) (count % 12) + 1, 1);
  }

  private long floorTo(long count) {
    return Math.floorDiv(count, (long) amount) * amount;
  }

  private static long start(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
