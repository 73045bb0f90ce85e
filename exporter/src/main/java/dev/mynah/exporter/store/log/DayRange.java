package dev.mynah.exporter.store.log;

import dev.mynah.exporter.series.TimeRange;

/** Whole days that hold a range; the last is not part of it. */
record DayRange(long from, long to) {
  static DayRange around(TimeRange range) {
    return new DayRange(
        Days.of(range.fromMillis()),
        Math.max(Days.of(range.fromMillis()), Days.ceil(range.toMillis())));
  }

  /** The same in milliseconds; days beyond what those can say end with them. */
  TimeRange range() {
    return new TimeRange(millis(from), millis(to));
  }

  private static long millis(long day) {
    return day > Long.MAX_VALUE / Days.MILLIS ? Long.MAX_VALUE : day * Days.MILLIS;
  }
}
