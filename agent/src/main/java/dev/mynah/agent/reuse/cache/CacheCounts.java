package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.reuse.rules.CacheStatus.Forward;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.LedgerCounter;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.metrics.ReuseCatalogue;
import java.util.EnumMap;
import java.util.Map;

/** What one event loop counts for the cache of one route. Event loop only. */
final class CacheCounts {
  private static final String BY = "cache";

  /** What became of a conditional call. */
  enum Revalidated {
    NOT_MODIFIED("not-modified"),
    REPLACED("replaced"),
    FAILED("failed");

    private final String word;

    Revalidated(String word) {
      this.word = word;
    }
  }

  private final String routeId;
  private final LoopLedger ledger;
  private final LedgerCounter lookups;
  private final LedgerCounter hits;
  private final LedgerCounter stored;
  private final LedgerCounter collapsed;
  private final LedgerCounter stale;
  private final LedgerCounter reset;
  private final LedgerCounter savedCalls;
  private final LedgerCounter savedNanos;
  private final LedgerCounter savedBytes;
  private final Map<Forward, LedgerCounter> forwards = new EnumMap<>(Forward.class);
  private final Map<Revalidated, LedgerCounter> revalidations = new EnumMap<>(Revalidated.class);

  CacheCounts(String routeId, LoopLedger ledger) {
    this.routeId = routeId;
    this.ledger = ledger;
    this.lookups = counter(ReuseCatalogue.CACHE_LOOKUPS);
    this.hits = counter(ReuseCatalogue.CACHE_HITS);
    this.stored = counter(ReuseCatalogue.CACHE_STORED);
    this.collapsed = counter(ReuseCatalogue.CACHE_COLLAPSED);
    this.stale = counter(ReuseCatalogue.CACHE_STALE_SERVED);
    this.reset = counter(ReuseCatalogue.CACHE_READERS_RESET);
    this.savedCalls = ledger.counter(ReuseCatalogue.SAVED_CALLS, routeId, BY);
    this.savedNanos = ledger.counter(ReuseCatalogue.SAVED_SECONDS, routeId, BY);
    this.savedBytes = ledger.counter(ReuseCatalogue.SAVED_BYTES, routeId, BY);
  }

  private LedgerCounter counter(Family family) {
    return ledger.counter(family, routeId);
  }

  void lookup() {
    lookups.increment();
  }

  void hit() {
    hits.increment();
  }

  void stale() {
    stale.increment();
  }

  void stored() {
    stored.increment();
  }

  void collapsed() {
    collapsed.increment();
  }

  /** A reader was cut off because it fell behind. */
  void reset() {
    reset.increment();
  }

  void forwarded(Forward why) {
    forwards
        .computeIfAbsent(why, w -> ledger.counter(ReuseCatalogue.CACHE_FORWARDS, routeId, w.word()))
        .increment();
  }

  void revalidated(Revalidated result) {
    revalidations
        .computeIfAbsent(
            result, r -> ledger.counter(ReuseCatalogue.CACHE_REVALIDATIONS, routeId, r.word))
        .increment();
  }

  /** A call was not made; it once took this long. */
  void savedCall(long tookNanos) {
    savedCalls.increment();
    savedNanos.add(tookNanos);
  }

  /** Bytes that did not come from the upstream. */
  void savedBytes(long bytes) {
    savedBytes.add(bytes);
  }
}
