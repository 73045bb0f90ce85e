package dev.mynah.exporter.live;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.HitSeries;
import org.jspecify.annotations.Nullable;

/** What it means to take one value of a series from a later one. */
final class WordsSince {
  private WordsSince() {}

  /** What came to be since; null when nothing did. */
  static long @Nullable [] of(Family.Kind kind, long[] now, long[] before) {
    long[] difference = new long[now.length];
    boolean any = false;
    boolean requests = kind == Family.Kind.REQUESTS;
    for (int i = 0; i < now.length; i++) {
      boolean moment = requests && i >= HitSeries.FIRST_HIT;
      difference[i] = moment ? now[i] : Math.max(0, now[i] - before[i]);
      any |= !moment && difference[i] > 0;
    }
    if (requests && before[0] > 0) {
      difference[HitSeries.FIRST_HIT] = now[HitSeries.LAST_HIT];
    }
    return any ? difference : null;
  }
}
