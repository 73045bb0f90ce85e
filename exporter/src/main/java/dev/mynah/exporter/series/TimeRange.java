package dev.mynah.exporter.series;

/**
 * From a moment up to another, which is not part of it.
 *
 * @param fromMillis wall clock, UTC
 */
public record TimeRange(long fromMillis, long toMillis) {
  public TimeRange {
    if (toMillis < fromMillis) {
      throw new IllegalArgumentException("a range that ends before it begins");
    }
  }

  /** Whether a moment is in it. */
  public boolean contains(long millis) {
    return millis >= fromMillis && millis < toMillis;
  }
}
