package dev.mynah.exporter.series;

import java.util.List;

/** Reads what was asked for at each hour of each day, which is kept longer than hours are. */
public interface PatternReader {
  /**
   * Hands over one value per source, route and day. Closed hours only.
   *
   * @param matchers on {@code route}, and the target labels and attributes of the source
   */
  void read(List<Matcher> matchers, TimeRange range, Sink sink);

  /** Takes days. */
  @FunctionalInterface
  interface Sink {
    /**
     * One day of one route.
     *
     * @param source labels and attributes of the source
     * @param startMillis of the day, UTC
     * @param requests by hour, 24 of them. Valid during the call only.
     * @param errors of those, answered with a status from 500 on or not at all
     */
    void day(Labels source, String route, long startMillis, long[] requests, long[] errors);
  }
}
