package dev.mynah.agent;

import dev.mynah.agent.reuse.dedup.DedupRequest.Skip;
import dev.mynah.ledger.LedgerCounter;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.metrics.ReuseCatalogue;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What one event loop counts for the dedup window of one route. Event loop only. */
final class DedupCounters {
  private static final String BY = "dedup";

  private final String route;
  private final LoopLedger ledger;
  private final LedgerCounter lookups;
  private final LedgerCounter hits;
  private final LedgerCounter waited;
  private final LedgerCounter conflicts;
  private final LedgerCounter savedCalls;
  private final LedgerCounter savedSeconds;
  private final LedgerCounter savedBytes;
  private final Map<Skip, LedgerCounter> skipped = new EnumMap<>(Skip.class);

  DedupCounters(String route, LoopLedger ledger) {
    this.route = route;
    this.ledger = ledger;
    this.lookups = ledger.counter(ReuseCatalogue.DEDUP_LOOKUPS, route);
    this.hits = ledger.counter(ReuseCatalogue.DEDUP_HITS, route);
    this.waited = ledger.counter(ReuseCatalogue.DEDUP_WAITED, route);
    this.conflicts = ledger.counter(ReuseCatalogue.DEDUP_CONFLICTS, route);
    this.savedCalls = ledger.counter(ReuseCatalogue.SAVED_CALLS, route, BY);
    this.savedSeconds = ledger.counter(ReuseCatalogue.SAVED_SECONDS, route, BY);
    this.savedBytes = ledger.counter(ReuseCatalogue.SAVED_BYTES, route, BY);
  }

  void lookedUp() {
    lookups.add(1);
  }

  void hit() {
    hits.add(1);
  }

  void waited() {
    waited.add(1);
  }

  void conflicted() {
    conflicts.add(1);
  }

  void skipped(Skip why) {
    skipped
        .computeIfAbsent(
            why,
            w ->
                ledger.counter(
                    ReuseCatalogue.DEDUP_SKIPPED, route, w.name().toLowerCase(Locale.ROOT)))
        .add(1);
  }

  /** A call to an upstream was not made. */
  void saved(long upstreamNanos) {
    savedCalls.add(1);
    savedSeconds.add(upstreamNanos);
  }

  void savedBytes(long bodyBytes) {
    savedBytes.add(bodyBytes);
  }
}
