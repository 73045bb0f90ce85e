package dev.mynah.exporter.store.counts;

import java.util.ArrayList;
import java.util.List;

/**
 * How counts of a span are shared out among the minutes that it touches: in proportion to time, in
 * whole numbers, and so that the shares add up to what there was. A sliver of a minute at either
 * end, which comes from frames that are written a moment after the minute, is given to its
 * neighbour.
 */
final class Spread {
  private static final long SLIVER_MILLIS = 2_000;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** No minute is known to have had it. */
  static final Spread UNKNOWN = new Spread();

  private final List<Long> minutes = new ArrayList<>();

  /** For every minute, how much of the span has passed at its end. */
  private final List<Long> passed = new ArrayList<>();

  private final long whole;

  private Spread() {
    whole = 1;
  }

  private Spread(long from, long to) {
    long first = from;
    long last = to;
    long end = Level.MINUTE.next(Level.MINUTE.start(from));
    if (to - end >= Level.MINUTE_MILLIS / 2 && end - from <= SLIVER_MILLIS) {
      first = end;
    }
    long lastMinute = Level.MINUTE.start(to);
    if (lastMinute - first >= Level.MINUTE_MILLIS / 2 && to - lastMinute <= SLIVER_MILLIS) {
      last = lastMinute;
    }
    whole = Math.max(1, last - first);
    long minute = Level.MINUTE.start(first);
    do {
      long next = Level.MINUTE.next(minute);
      minutes.add(minute);
      passed.add(Math.min(whole, next - first));
      minute = next;
    } while (minute < last);
    passed.set(passed.size() - 1, whole);
  }

  /** A span; one that ends before it begins is the moment of its end. */
  static Spread over(long fromMillis, long toMillis) {
    return new Spread(Math.min(fromMillis, toMillis), toMillis);
  }

  boolean isUnknown() {
    return minutes.isEmpty();
  }

  int size() {
    return minutes.size();
  }

  /** The start of a minute. */
  long minute(int i) {
    return minutes.get(i);
  }

  /**
   * The share of a minute.
   *
   * @param salt shifts where small numbers land, so that the ones of different words do not all
   *     fall into the same minute
   */
  long share(int i, long amount, long salt) {
    if (minutes.size() == 1) {
      return amount;
    }
    long offset = Math.floorMod(salt * GOLDEN, whole);
    return upTo(passed.get(i), amount, offset)
        - (i == 0 ? 0 : upTo(passed.get(i - 1), amount, offset));
  }

  /** amount x passed / whole, rounded by the offset; whole is at most some days of milliseconds. */
  private long upTo(long passedMillis, long amount, long offset) {
    if (passedMillis == whole) {
      return amount;
    }
    long times = amount / whole;
    long rest = amount % whole;
    return times * passedMillis + (rest * passedMillis + offset) / whole;
  }
}
