package dev.mynah.exporter.series;

import java.util.List;

/** Reads stored counts. Any worker thread. */
public interface CountReader {
  /** The series there are, whatever their time. */
  List<Series> series(Selection selection);

  /**
   * Hands over every value whose time is in a range, in no particular order.
   *
   * @param resolution the grain of the values; a value's time is the start of its minute, hour ...
   * @throws QueryRefused when it would read more than a query may, or the sink throws it
   */
  void read(Selection selection, TimeRange range, Resolution resolution, Sink sink);

  /** Hands over every stored value of gauges, as {@link #read} does; they are kept by minute. */
  void readGauges(GaugeSelection selection, TimeRange range, GaugeSink sink);

  /** What may be asked for. */
  Coverage coverage();

  /**
   * What the ledger counted since the last frame, per series, for answers that reach up to now;
   * empty words where nothing is known. The time of its values is the minute after the last closed.
   */
  default void readOpenMinute(Selection selection, Sink sink) {}

  /**
   * Hands over what each series ever came to, over all ledgers of its source and with what belongs
   * to no minute; the time of its values is 0.
   */
  default void readTotals(Selection selection, Sink sink) {}

  /** Takes values. */
  @FunctionalInterface
  interface Sink {
    /**
     * One value: what was counted in its span.
     *
     * @param startMillis of the span
     * @param words in the layout of the family's kind, as differences; first and last hit of {@code
     *     REQUESTS} are moments. Valid during the call only.
     */
    void value(Series series, long startMillis, long[] words);
  }

  /** Which gauges: names, empty for all, and conditions on labels. */
  record GaugeSelection(java.util.Set<String> names, List<Matcher> matchers) {
    /** Keeps its own copies. */
    public GaugeSelection {
      names = java.util.Set.copyOf(names);
      matchers = List.copyOf(matchers);
    }
  }

  /** Takes gauges; labels include the target labels. */
  @FunctionalInterface
  interface GaugeSink {
    void value(String name, Labels labels, long timeMillis, double value);
  }

  /**
   * From when on there are values of a resolution, and until when minutes are closed.
   *
   * @param closedUntilMillis the end of the last closed minute; 0 when there is none
   */
  record Coverage(
      long minutesFromMillis,
      long hoursFromMillis,
      long daysFromMillis,
      long monthsFromMillis,
      long closedUntilMillis) {}
}
