package dev.mynah.exporter.series;

import dev.mynah.ledger.SeriesKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  /**
   * The same over several ranges, each in a resolution of its own, of one state of the store.
   *
   * @see Sink#wholeRange all of them together are the range then
   */
  default void readAll(Selection selection, List<Piece> pieces, Sink sink) {
    for (Piece piece : pieces) {
      read(selection, piece.range(), piece.resolution(), sink);
    }
  }

  /** A range and what it is read in; it begins and ends where values of that do. */
  record Piece(TimeRange range, Resolution resolution) {}

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
   * Hands over stored minutes of a range and, with them, what {@link #readOpenMinute} tells: what
   * is stored meanwhile is neither in both nor in neither.
   */
  default void readUpToNow(Selection selection, TimeRange minutes, Sink sink) {
    read(selection, minutes, Resolution.MINUTE, sink);
    readOpenMinute(selection, sink);
  }

  /**
   * Hands over stored minutes of a range, and before them where the same state of the store leaves
   * a source.
   */
  default void readMinutes(
      String sourceId, MarkSink mark, Selection selection, TimeRange range, Sink sink) {
    read(selection, range, Resolution.MINUTE, sink);
  }

  /**
   * Hands over what series came to that belongs to no minute, such as what was counted while no
   * journal was written; the time of its values is 0.
   */
  default void readBaseline(Selection selection, Sink sink) {}

  /** What the series of a source had come to in the last frame stored; none before the first. */
  default Optional<LastFrame> lastFrame(String sourceId) {
    return Optional.empty();
  }

  /**
   * Hands over what each series ever came to, over all ledgers of its source and with what belongs
   * to no minute; the time of its values is 0.
   */
  default void readTotals(Selection selection, Sink sink) {}

  /** Takes values. */
  @FunctionalInterface
  interface Sink {
    /**
     * What a series is summed into: values of one family over the same span whose series have equal
     * answers may be handed over added up, with one of these series. Null keeps it to itself.
     *
     * <p>A sum over many series is several times as fast to read that way.
     */
    default @Nullable Object sumOf(Series series) {
      return null;
    }

    /**
     * Whether it is all the same when in the range something was counted: values of a series may
     * then be handed over added up, with the start of one of them.
     */
    default boolean wholeRange() {
      return false;
    }

    /** How many words are looked at, from the first on: others may be left 0. */
    default int wordsRead() {
      return Integer.MAX_VALUE;
    }

    /**
     * One value: what was counted in its span.
     *
     * @param startMillis of the span
     * @param words in the layout of the family's kind, as differences; first and last hit of {@code
     *     REQUESTS} are moments. Valid during the call only.
     */
    void value(Series series, long startMillis, long[] words);
  }

  /** The last frame of a source that is stored. */
  record Mark(long ledgerId, long sequence) {
    /** There is none. */
    public static final Mark NONE = new Mark(0, 0);
  }

  /** Takes a mark. */
  @FunctionalInterface
  interface MarkSink {
    /**
     * The mark of what is being read.
     *
     * @param lastFrame reads the frame; to be asked during the call only
     */
    void at(Mark mark, Supplier<Optional<LastFrame>> lastFrame);
  }

  /**
   * Where the last stored frame left the series of its ledger.
   *
   * @param words cumulative
   */
  record LastFrame(Mark mark, long toMillis, Map<SeriesKey, long[]> words) {
    /** Keeps its own copy of the map. */
    public LastFrame {
      words = Map.copyOf(words);
    }
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
