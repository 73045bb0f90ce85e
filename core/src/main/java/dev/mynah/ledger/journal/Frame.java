package dev.mynah.ledger.journal;

import dev.mynah.ledger.SeriesKey;
import java.util.List;

/**
 * What the counts had come to at a moment: cumulative values of the series that changed since the
 * frame before, or of all series where it is complete. Never sampled.
 *
 * <p>{@code from} and {@code to} are wall clock; within a process their distance is measured by the
 * monotonic clock, so that a step of the wall clock makes no span longer than it was. The first
 * frame of a process reaches back to the last frame of the one before, and to no later than the
 * last hit that it found counted.
 *
 * @param ledgerId of the counts; another id means that they began anew
 * @param sequence of frames in this data directory, without gaps but for those of a lost journal
 * @param complete whether every series is in it
 * @param gauges values now, of the gauges whose history is kept
 */
public record Frame(
    long ledgerId,
    long sequence,
    long fromMillis,
    long toMillis,
    boolean complete,
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
