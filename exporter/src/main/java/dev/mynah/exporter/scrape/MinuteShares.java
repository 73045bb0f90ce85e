package dev.mynah.exporter.scrape;

import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was counted over a span, shared out evenly over its minutes in the layout of the store. The
 * shares add up to the whole.
 *
 * <p>Counts between two exposed edges go to the ledger's bucket below the upper one: what is
 * cumulative at an exposed edge stays exact, and a percentile is never too low, but up to twice
 * what it was.
 */
final class MinuteShares {
  private static final int FIRST_HIT = 3;
  private static final int LAST_HIT = 4;
  private static final long MINUTE_MILLIS = 60_000;

  private final Map<SeriesKey, long[]> grown;
  private final long fromSeconds;
  private final int minutes;

  /**
   * @param grown words of tracks, those of requests with all words of their kind
   * @param minutes how many; none where it is not known when the counts were made
   */
  MinuteShares(Map<SeriesKey, long[]> grown, long fromSeconds, int minutes) {
    this.grown = grown;
    this.fromSeconds = fromSeconds;
    this.minutes = minutes;
  }

  int minutes() {
    return minutes;
  }

  long startMillis(int minute) {
    return fromSeconds * 1_000 + minute * MINUTE_MILLIS;
  }

  /** The values of one minute; series without any are left out. */
  List<MinuteSink.Value> values(int minute) {
    List<MinuteSink.Value> values = new ArrayList<>();
    grown.forEach(
        (key, words) -> {
          long[] share = share(words, minute);
          if (isAny(share)) {
            values.add(new MinuteSink.Value(key, stored(key.family().kind(), share, minute)));
          }
        });
    return values;
  }

  private long[] share(long[] words, int minute) {
    long[] share = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      long rest = words[i] % minutes;
      share[i] = words[i] / minutes + rest * (minute + 1) / minutes - rest * minute / minutes;
    }
    return share;
  }

  private long[] stored(Family.Kind kind, long[] share, int minute) {
    return switch (kind) {
      case COUNTER -> share;
      case HISTOGRAM -> histogram(share);
      case REQUESTS -> {
        if (share[0] > 0) {
          share[FIRST_HIT] = startMillis(minute);
          share[LAST_HIT] = startMillis(minute) + MINUTE_MILLIS - 1;
        }
        yield share;
      }
    };
  }

  private static long[] histogram(long[] share) {
    long[] words = new long[Family.Kind.HISTOGRAM.words()];
    words[0] = share[0];
    for (int edge = 0; edge < Buckets.EXPOSED.size(); edge++) {
      words[1 + Buckets.EXPOSED.get(edge)] = share[1 + edge];
    }
    words[Buckets.COUNT] = share[share.length - 1];
    return words;
  }

  private static boolean isAny(long[] words) {
    for (long word : words) {
      if (word != 0) {
        return true;
      }
    }
    return false;
  }
}
