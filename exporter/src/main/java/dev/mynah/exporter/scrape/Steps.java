package dev.mynah.exporter.scrape;

/**
 * The moments that a query asks for, a minute apart.
 *
 * @param firstSeconds since 1970, a full minute
 * @param count at least 1
 */
record Steps(long firstSeconds, int count) {
  static final long MINUTE_SECONDS = 60;

  /** All full minutes from one to another, both included. */
  static Steps between(long firstSeconds, long lastSeconds) {
    return new Steps(firstSeconds, (int) ((lastSeconds - firstSeconds) / MINUTE_SECONDS) + 1);
  }

  long seconds(int step) {
    return firstSeconds + step * MINUTE_SECONDS;
  }

  long lastSeconds() {
    return seconds(count - 1);
  }

  /** The step of a moment, or -1 when it is none. */
  int indexOf(double seconds) {
    long step = Math.round((seconds - firstSeconds) / MINUTE_SECONDS);
    return step >= 0 && step < count ? (int) step : -1;
  }
}
