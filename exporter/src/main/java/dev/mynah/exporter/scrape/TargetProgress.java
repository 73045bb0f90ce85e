package dev.mynah.exporter.scrape;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Follows the counters of one target from scrape to scrape and says what they grew by. One thread.
 *
 * <p>Differences of raw counters add up to exactly what the target counted, which {@code
 * increase()} with its extrapolation does not. A counter that fell began anew; so did all when the
 * ledger's start moved. What grew while there was no scrape is shared out over those minutes.
 */
final class TargetProgress {
  private static final long NEVER = -1;

  private final long keptSeconds;
  private final ObjLongConsumer<MinuteShares> sink;
  private final Map<SeriesKey, long[]> last = new HashMap<>();
  private long scrapedSeconds = NEVER;
  private double ledgerStart;

  /**
   * @param keptSeconds up to when minutes are kept; none before that is given
   * @param sink takes shares, of no minute at the first meeting, and up to when the target is known
   */
  TargetProgress(long keptSeconds, ObjLongConsumer<MinuteShares> sink) {
    this.keptSeconds = keptSeconds;
    this.sink = sink;
  }

  /** Takes the next piece of the target's history. */
  void take(CounterWindow window) {
    for (int step = 0; step < window.steps().count(); step++) {
      if (window.scraped(step)) {
        scraped(window, step);
      }
    }
  }

  private void scraped(CounterWindow window, int step) {
    long now = window.steps().seconds(step);
    boolean anew = window.ledgerStart(step) != ledgerStart;
    ledgerStart = window.ledgerStart(step);
    long from = scrapedSeconds == NEVER ? firstFrom(now) : scrapedSeconds;
    Map<SeriesKey, long[]> grown = grown(window, step, anew);
    scrapedSeconds = now;
    BodyBytes.join(grown, last);
    int minutes = (int) ((now - from) / Steps.MINUTE_SECONDS);
    sink.accept(new MinuteShares(grown, from, minutes), now);
  }

  /** What is met for the first time is placed only if it was counted since a moment we know. */
  private long firstFrom(long now) {
    return ledgerStart >= keptSeconds && ledgerStart < now
        ? (long) ledgerStart / Steps.MINUTE_SECONDS * Steps.MINUTE_SECONDS
        : now;
  }

  private Map<SeriesKey, long[]> grown(CounterWindow window, int step, boolean anew) {
    Map<SeriesKey, long[]> grown = new LinkedHashMap<>();
    for (SeriesKey key : window.keys()) {
      long[] now = window.at(key, step);
      if (now.length > 0) {
        long[] before = last.put(key, now);
        boolean reset = anew || before == null || fell(before, now);
        long[] growth = reset ? now.clone() : minus(now, before);
        grown.put(key, key.family().kind() == Family.Kind.HISTOGRAM ? perEdge(growth) : growth);
      }
    }
    return grown;
  }

  private static boolean fell(long[] before, long[] now) {
    for (int i = 0; i < now.length; i++) {
      if (now[i] < before[i]) {
        return true;
      }
    }
    return false;
  }

  private static long[] minus(long[] now, long[] before) {
    long[] growth = new long[now.length];
    for (int i = 0; i < growth.length; i++) {
      growth[i] = now[i] - before[i];
    }
    return growth;
  }

  /** From counts up to each edge to counts between two edges; the sum in front stays. */
  private static long[] perEdge(long[] cumulative) {
    long[] between = cumulative.clone();
    for (int i = cumulative.length - 1; i >= 2; i--) {
      between[i] = Math.max(0, cumulative[i] - cumulative[i - 1]);
    }
    return between;
  }
}
