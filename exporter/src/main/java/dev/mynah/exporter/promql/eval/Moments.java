package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.syntax.Expr.Pinned;
import dev.mynah.exporter.promql.syntax.Expr.Selector;
import dev.mynah.exporter.series.Resolution;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The times that a selector is looked at: those of the query, moved by its offset or replaced by
 * the one after {@code @}.
 *
 * @param windowMillis that end at these times; 0 for an instant selector
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Moments(long[] ends, long stepMillis, long windowMillis) {

  static Moments of(Selector selector, long windowMillis, Grid grid) {
    Pinned pinned = selector.pinned();
    long[] ends =
        IntStream.range(0, grid.steps())
            .mapToLong(step -> at(pinned, grid, step) - selector.offsetMillis())
            .toArray();
    return new Moments(ends, pinned == null ? grid.stepMillis() : 0, windowMillis);
  }

  private static long at(@org.jspecify.annotations.Nullable Pinned pinned, Grid grid, int step) {
    if (pinned == null) {
      return grid.time(step);
    }
    return switch (pinned.anchor()) {
      case EPOCH -> pinned.millis();
      case START -> grid.startMillis();
      case END -> grid.endMillis();
    };
  }

  int count() {
    return ends.length;
  }

  long first() {
    return ends[0];
  }

  long last() {
    return ends[ends.length - 1];
  }

  long[] starts() {
    return Arrays.stream(ends).map(end -> end - windowMillis).toArray();
  }

  /**
   * How finely times have to be told apart: coarsely where all of them are whole hours or days and
   * windows are no shorter. A window that is longer than its step by a minute, as {@code
   * $__rate_interval} makes them, begins within an hour, of which its share counts.
   */
  Resolution grain() {
    if (stepMillis == 0) {
      return Resolution.MINUTE;
    }
    for (Resolution grain : List.of(Resolution.DAY, Resolution.HOUR)) {
      long span = grain == Resolution.DAY ? Calendar.DAY : Calendar.HOUR;
      boolean aligned = Math.floorMod(first(), span) == 0 && stepMillis % span == 0;
      if (aligned && (windowMillis == 0 || windowMillis >= span)) {
        return grain;
      }
    }
    return Resolution.MINUTE;
  }
}
