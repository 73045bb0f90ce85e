package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.Resolution;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A grain of stored counts, and the span that one block of it covers: an hour of minutes, a day of
 * hours, a month of days, a year of months. All in UTC.
 */
enum Level {
  MINUTE("minute_block"),
  HOUR("hour_block"),
  DAY("day_block"),
  MONTH("month_block");

  static final long MINUTE_MILLIS = 60_000;
  static final long HOUR_MILLIS = 3_600_000;
  static final long DAY_MILLIS = 86_400_000;

  private final String table;

  Level(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }

  static Level of(Resolution resolution) {
    return switch (resolution) {
      case MINUTE -> MINUTE;
      case HOUR -> HOUR;
      case DAY -> DAY;
      case MONTH -> MONTH;
    };
  }

  /** The next finer one; of minutes, minutes. */
  Level finer() {
    return switch (this) {
      case MONTH -> DAY;
      case DAY -> HOUR;
      case HOUR, MINUTE -> MINUTE;
    };
  }

  /** The start of the value's span that a moment is in. */
  long start(long millis) {
    return switch (this) {
      case MINUTE -> Math.floorDiv(millis, MINUTE_MILLIS) * MINUTE_MILLIS;
      case HOUR -> Math.floorDiv(millis, HOUR_MILLIS) * HOUR_MILLIS;
      case DAY -> Math.floorDiv(millis, DAY_MILLIS) * DAY_MILLIS;
      case MONTH -> millis(date(millis).withDayOfMonth(1));
    };
  }

  /** The start of the span after the one that begins at a moment. */
  long next(long start) {
    return switch (this) {
      case MINUTE -> start + MINUTE_MILLIS;
      case HOUR -> start + HOUR_MILLIS;
      case DAY -> start + DAY_MILLIS;
      case MONTH -> millis(date(start).plusMonths(1));
    };
  }

  /** The start of the block that a moment is in. */
  long blockStart(long millis) {
    return this == MONTH ? millis(date(millis).withDayOfYear(1)) : coarser().start(millis);
  }

  /** The start of the block after the one that begins at a moment. */
  long nextBlock(long blockStart) {
    return this == MONTH ? millis(date(blockStart).plusYears(1)) : coarser().next(blockStart);
  }

  /** The place of a moment's span in its block, from 0. */
  int slot(long millis) {
    return switch (this) {
      case MINUTE -> (int) (Math.floorMod(millis, HOUR_MILLIS) / MINUTE_MILLIS);
      case HOUR -> (int) (Math.floorMod(millis, DAY_MILLIS) / HOUR_MILLIS);
      case DAY -> date(millis).getDayOfMonth() - 1;
      case MONTH -> date(millis).getMonthValue() - 1;
    };
  }

  /** Where the span at a place of a block begins. */
  long slotStart(long blockStart, int slot) {
    return switch (this) {
      case MINUTE -> blockStart + slot * MINUTE_MILLIS;
      case HOUR -> blockStart + slot * HOUR_MILLIS;
      case DAY -> blockStart + slot * DAY_MILLIS;
      case MONTH -> Year.of(blockStart).months()[slot];
    };
  }

  /**
   * Where the months of a year begin: asked for every value of a block, mostly of the same year.
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; the array is not changed
  private record Year(long start, long[] months) {
    private static volatile Year last = from(0);

    static Year of(long start) {
      Year known = last;
      if (known.start() != start) {
        known = from(start);
        last = known;
      }
      return known;
    }

    private static Year from(long start) {
      long[] months = new long[Long.SIZE];
      for (int i = 0; i < months.length; i++) {
        months[i] = millis(date(start).plusMonths(i));
      }
      return new Year(start, months);
    }
  }

  private Level coarser() {
    return switch (this) {
      case MINUTE -> HOUR;
      case HOUR -> DAY;
      case DAY, MONTH -> MONTH;
    };
  }

  private static LocalDate date(long millis) {
    return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static long millis(LocalDate date) {
    return date.toEpochDay() * DAY_MILLIS;
  }
}
