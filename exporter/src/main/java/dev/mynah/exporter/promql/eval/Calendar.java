package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.series.Resolution;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where minutes, hours, days and months begin, in UTC. */
final class Calendar {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  private Calendar() {}

  /** The start of the span that a moment is in. */
  static long floor(Resolution grain, long millis) {
    return switch (grain) {
      case MINUTE -> Math.floorDiv(millis, MINUTE) * MINUTE;
      case HOUR -> Math.floorDiv(millis, HOUR) * HOUR;
      case DAY -> Math.floorDiv(millis, DAY) * DAY;
      case MONTH -> millis(date(millis).withDayOfMonth(1));
    };
  }

  /** The end of a span, from its start. */
  static long next(Resolution grain, long start) {
    return switch (grain) {
      case MINUTE -> start + MINUTE;
      case HOUR -> start + HOUR;
      case DAY -> start + DAY;
      case MONTH -> millis(date(start).plusMonths(1));
    };
  }

  /** The moment itself where a span starts, else the end of the span that it is in. */
  static long ceil(Resolution grain, long millis) {
    long floor = floor(grain, millis);
    return floor == millis ? millis : next(grain, floor);
  }

  private static LocalDate date(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static long millis(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
