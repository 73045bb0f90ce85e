package dev.mynah.exporter.store.log;

import dev.mynah.exporter.series.TimeRange;

/** Whole days that hold a range; the last is not part of it. */
record DayRange(long from, long to) {
  static DayRange around(TimeRange range) {
    return new DayRange(
        Days.of(range.fromMillis()),
        Math.max(Days.of(range.fromMillis()), Days.ceil(range.toMillis())));
  }

  TimeRange range() {
    return new TimeRange(
        Math.multiplyExact(from, Days.MILLIS), Math.multiplyExact(to, Days.MILLIS));
  }
}
