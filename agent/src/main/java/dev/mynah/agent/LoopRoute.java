package dev.mynah.agent;

import dev.mynah.ledger.LedgerCounter;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.RouteHits;
import dev.mynah.metrics.Catalogue;
import dev.mynah.metrics.Exemplars;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one event loop counts for one route. Event loop only. */
final class LoopRoute {
  private final String id;
  private final RouteHits hits;
  private final LoopLedger ledger;
  private final Exemplars exemplars;
  private @Nullable Map<Outcome, Exemplars.Slot> slots;
  private @Nullable LedgerCounter delay;
  private @Nullable LedgerCounter expired;
  private @Nullable DedupCounters dedup;

  LoopRoute(String id, LoopLedger ledger, Exemplars exemplars) {
    this.id = id;
    this.hits = ledger.route(id);
    this.ledger = ledger;
    this.exemplars = exemplars;
  }

  String id() {
    return id;
  }

  RouteHits hits() {
    return hits;
  }

  /** Where traces of slow requests are kept. */
  Exemplars.Slot exemplar(Outcome outcome) {
    if (slots == null) {
      slots = new EnumMap<>(Outcome.class);
    }
    return slots.computeIfAbsent(outcome, fresh -> exemplars.slot(id, fresh));
  }

  void delayed(long nanos) {
    if (delay == null) {
      delay = ledger.counter(Catalogue.INJECTED_DELAY, id);
    }
    delay.add(nanos);
  }

  /** Of its dedup window; begun when first asked for. */
  DedupCounters dedup() {
    DedupCounters found = dedup;
    if (found == null) {
      found = new DedupCounters(id, ledger);
      dedup = found;
    }
    return found;
  }

  void expired() {
    if (expired == null) {
      expired = ledger.counter(Catalogue.EXPIRED, id);
    }
    expired.add(1);
  }
}
