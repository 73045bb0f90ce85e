package dev.mynah.exporter.query.ask;

import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.TimeRange;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * The spans of a series.
 *
 * @param edges where each span begins, and where the last one ends; the first and the last are
 *     those of the range asked for
 * @param times how each span is called: where the calendar says that it begins
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the arrays are not changed
public record Spans(long[] edges, long[] times) {
  /** Most spans of one answer. */
  public static final int MOST = 10_000;

  /** One span. */
  public static Spans whole(TimeRange range) {
    return new Spans(
        new long[] {range.fromMillis(), range.toMillis()}, new long[] {range.fromMillis()});
  }

  /**
   * The spans of a step in a range.
   *
   * @throws QueryRefused when there are too many
   */
  public static Spans of(TimeRange range, Step step, ZoneId zone) {
    long[] edges = new long[MOST + 1];
    long[] times = new long[MOST + 1];
    int count = 0;
    long at = step.floor(range.fromMillis(), zone);
    while (at < range.toMillis() || count == 0) {
      if (count == MOST) {
        throw new QueryRefused(
            QueryRefused.Kind.TOO_LARGE,
            "step: more than " + MOST + " rows in this range; take a longer step");
      }
      times[count] = at;
      edges[count] = Math.max(at, range.fromMillis());
      count++;
      at = step.next(at, zone);
    }
    edges[count] = Math.max(range.toMillis(), edges[count - 1]);
    return new Spans(Arrays.copyOf(edges, count + 1), Arrays.copyOf(times, count));
  }

  /** How many there are. */
  public int count() {
    return times.length;
  }

  /** The span that a moment lies in; the first or the last for what lies outside. */
  public int indexOf(long millis) {
    int found = Arrays.binarySearch(edges, millis);
    int index = found >= 0 ? found : -found - 2;
    return Math.min(Math.max(index, 0), times.length - 1);
  }

  /** How long a span is, in seconds. */
  public double seconds(int index) {
    return (edges[index + 1] - edges[index]) / 1_000.0;
  }
}
