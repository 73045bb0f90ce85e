package dev.mynah.exporter.store.counts;

import dev.mynah.ledger.Family;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a series gained between two of its cumulative values, and how that is shared out among
 * minutes.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Gained(Family.Kind kind, long[] words) {
  private static final int REQUESTS = 0;
  private static final int FIRST_HIT = 3;
  private static final int LAST_HIT = 4;

  /**
   * What lies between them.
   *
   * @param last null for a series that began from nothing
   */
  static Gained between(Family.Kind kind, long @Nullable [] last, long[] now) {
    long[] words = now.clone();
    if (last != null) {
      for (int i = 0; i < counts(kind); i++) {
        words[i] -= last[i];
      }
      if (kind == Family.Kind.REQUESTS && now[FIRST_HIT] == last[FIRST_HIT]) {
        words[FIRST_HIT] = 0;
      }
    }
    return new Gained(kind, words);
  }

  /** Whether a value is no continuation of another: some count went back. */
  static boolean wentBack(Family.Kind kind, long[] last, long[] now) {
    for (int i = 0; i < counts(kind); i++) {
      if (now[i] < last[i]) {
        return true;
      }
    }
    return false;
  }

  boolean nothing() {
    for (int i = 0; i < counts(kind); i++) {
      if (words[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The share of a minute, or null when it gets nothing.
   *
   * @param salt of the series
   */
  long @Nullable [] share(Spread spread, int i, long salt) {
    long[] share = new long[words.length];
    boolean any = false;
    for (int word = 0; word < counts(kind); word++) {
      share[word] = words[word] == 0 ? 0 : spread.share(i, words[word], salt + word);
      any |= share[word] != 0;
    }
    if (!any) {
      return null;
    }
    if (kind == Family.Kind.REQUESTS && share[REQUESTS] > 0) {
      moments(share, spread.minute(i));
    }
    return share;
  }

  /** First and last hit: exact where the ledger says so, else the ends of the minute. */
  private void moments(long[] share, long minute) {
    long last = minute + Level.MINUTE_MILLIS - 1;
    if (words[LAST_HIT] != 0) {
      last = Math.max(minute, Math.min(last, words[LAST_HIT]));
    }
    share[FIRST_HIT] = Math.min(last, Math.max(minute, words[FIRST_HIT]));
    share[LAST_HIT] = last;
  }

  /** For the totals, which know moments from the cumulative values. */
  long[] copy() {
    return Arrays.copyOf(words, words.length);
  }

  private static int counts(Family.Kind kind) {
    return kind == Family.Kind.REQUESTS ? FIRST_HIT : kind.words();
  }
}
