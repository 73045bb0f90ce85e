package dev.mynah.ledger.journal;

import dev.mynah.ledger.SeriesKey;
import java.util.List;

/**
 * What the counts had come to at a moment: cumulative values of the series that changed since the
 * frame before, or of all series where it is complete. Never sampled.
 *
 * <p>{@code from} and {@code to} are wall clock; within a process their distance is measured by the
 * monotonic clock, so that a step of the wall clock makes no span longer than it was. Without such
 * steps a frame begins where the one before ended, and frames end at full minutes of the wall clock
 * but for the last of a process and the first of a file. After a step forward there is a hole
 * between two frames, after a step back they overlap.
 *
 * <p>The first frame of a process reaches back to the last frame of the one before, and to no later
 * than the last hit that it found counted; the next begins when the process did, so that the time
 * between belongs to neither. A frame is written every minute, also when no count changed.
 *
 * <p><b>Unwatched</b>: for a while there was nobody to write for ({@code journal.mode: auto}), or
 * the first frame there ever was found counts. Then {@code from} is when counts were last written,
 * or since when is counted; what was added since is in no known minute. Such a frame is complete.
 * Totals take it as any other; minutes must not.
 *
 * <p>Of a series that is in no frame nothing changed. The route {@code _removed} is in none: counts
 * move there from routes that are long gone, whose series then come no more.
 *
 * @param ledgerId of the counts; another id means that they began anew
 * @param sequence of frames in this data directory from 1, without gaps but for a lost journal
 * @param complete whether every series is in it, or in the frames of the same span next to it where
 *     there are more than fit one
 * @param unwatched whether part of the span went by without frames
 * @param gauges values now, of the gauges whose history is kept
 */
public record Frame(
    long ledgerId,
    long sequence,
    long fromMillis,
    long toMillis,
    boolean complete,
    boolean unwatched,
    List<Value> values,
    List<GaugeValue> gauges) {

  /** Keeps its own copies. */
  public Frame {
    values = List.copyOf(values);
    gauges = List.copyOf(gauges);
  }

  /** A series and its cumulative words, in the layout of its family's kind. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; the array is not changed
  public record Value(SeriesKey key, long[] words) {}

  /** A gauge as {@code /metrics} would show it. */
  public record GaugeValue(
      String name, List<String> labelNames, List<String> labelValues, double value) {
    /** Keeps its own copies. */
    public GaugeValue {
      labelNames = List.copyOf(labelNames);
      labelValues = List.copyOf(labelValues);
    }
  }
}
