package dev.mynah.exporter.store.log;

import java.util.concurrent.TimeUnit;

/** Days since 1970 in UTC. */
final class Days {
  static final long MILLIS = TimeUnit.DAYS.toMillis(1);

  private Days() {}

  static long of(long millis) {
    return Math.floorDiv(millis, MILLIS);
  }

  /** The first day that begins no earlier. */
  static long ceil(long millis) {
    return -Math.floorDiv(-millis, MILLIS);
  }
}
