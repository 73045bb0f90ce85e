package dev.mynah.ledger;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The hits of one route on one event loop. Only that loop's thread may call it.
 *
 * <p>A series is found by one compare when it is the same as last time, else in a small
 * open-addressed table of ints: no map, no lock and no allocation once it was seen. Tables are made
 * when there is a second series, because a route that answers in one way is the rule.
 */
public final class RouteHits {
  private static final int INITIAL_TABLE = 8;

  /** A backend that answers with every code there is must not grow the table without end. */
  private static final int MAX_TABLE = 4096;

  private static final int FREE = -1;
  private static final int[] NO_KEYS = {FREE};
  private static final @Nullable HitSeries[] NO_SERIES = {null};

  private final String routeId;
  private final LoopLedger slot;
  private int[] keys = NO_KEYS;
  private @Nullable HitSeries[] series = NO_SERIES;
  private int used;
  private int lastKey = FREE;
  private @Nullable HitSeries last;
  private @Nullable LedgerHistogram @Nullable [] timings;
  private @Nullable Outcome firstOutcome;
  private @Nullable LedgerHistogram firstTiming;

  RouteHits(String routeId, LoopLedger slot) {
    this.routeId = routeId;
    this.slot = slot;
  }

  /** The id this route is counted under. */
  public String routeId() {
    return routeId;
  }

  /**
   * The series of one kind of answer; asking makes it exist, at 0.
   *
   * @param statusCode 100 to 999; anything else counts as 0
   */
  public HitSeries series(HitMethod method, int statusCode, Outcome outcome, Protocol protocol) {
    int code = statusCode < 100 || statusCode > 999 ? 0 : statusCode;
    int key = (code << 12) | (method.index() << 8) | (outcome.index() << 4) | protocol.index();
    HitSeries found = last;
    if (key == lastKey && found != null) {
      return found;
    }
    found = find(key);
    if (found == null) {
      found = slot.hits(routeId, method, code, outcome, protocol);
      keep(key, found);
    }
    lastKey = key;
    last = found;
    return found;
  }

  /** How long answers of an outcome took; asking makes the histogram exist, empty. */
  public LedgerHistogram timing(Outcome outcome) {
    LedgerHistogram first = firstTiming;
    if (first == null) {
      first = slot.histogram(Family.TIMING, routeId, outcome.label());
      firstOutcome = outcome;
      firstTiming = first;
    }
    return outcome == firstOutcome ? first : further(outcome);
  }

  private LedgerHistogram further(Outcome outcome) {
    if (timings == null) {
      timings = new @Nullable LedgerHistogram[Outcome.all().size()];
    }
    LedgerHistogram timing = timings[outcome.index()];
    if (timing == null) {
      timing = slot.histogram(Family.TIMING, routeId, outcome.label());
      timings[outcome.index()] = timing;
    }
    return timing;
  }

  private @Nullable HitSeries find(int key) {
    int mask = keys.length - 1;
    int at = spread(key) & mask;
    while (keys[at] != FREE) {
      if (keys[at] == key) {
        return series[at];
      }
      at = (at + 1) & mask;
    }
    return null;
  }

  private void keep(int key, HitSeries added) {
    HitSeries only = last;
    if (used == 1 && only != null) {
      keys = newKeys(INITIAL_TABLE);
      series = new @Nullable HitSeries[INITIAL_TABLE];
      put(lastKey, only);
    }
    if (used > 0) {
      if (used * 2 >= keys.length && !grow()) {
        return;
      }
      put(key, added);
    }
    used++;
  }

  private void put(int key, HitSeries added) {
    int mask = keys.length - 1;
    int at = spread(key) & mask;
    while (keys[at] != FREE) {
      at = (at + 1) & mask;
    }
    keys[at] = key;
    series[at] = added;
  }

  private boolean grow() {
    if (keys.length >= MAX_TABLE) {
      return false;
    }
    int[] oldKeys = keys;
    @Nullable HitSeries[] oldSeries = series;
    keys = newKeys(oldKeys.length * 2);
    series = new @Nullable HitSeries[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      HitSeries kept = oldSeries[i];
      if (kept != null) {
        put(oldKeys[i], kept);
      }
    }
    return true;
  }

  private static int spread(int key) {
    int mixed = key * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }

  private static int[] newKeys(int length) {
    int[] keys = new int[length];
    Arrays.fill(keys, FREE);
    return keys;
  }
}
