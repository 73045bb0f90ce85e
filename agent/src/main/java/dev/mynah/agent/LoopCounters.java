package dev.mynah.agent;

import dev.mynah.agent.accept.AcceptEvents;
import dev.mynah.agent.respond.Failure;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.LedgerCounter;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.metrics.Catalogue;
import dev.mynah.metrics.Exemplars;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one event loop counts: requests by route, failures, rejections, connections.
 * Event loop only, but for {@link #inFlight()}.
 */
final class LoopCounters implements AcceptEvents {
  /** The reason of connections that are refused at once. */
  static final String TURNED_AWAY = "limit";

  private final LoopLedger ledger;
  private final Exemplars exemplars;
  private final Map<String, LoopRoute> routes = new HashMap<>();
  private final Map<String, UpstreamCounters> upstreams = new HashMap<>();
  private final Map<Failure, LedgerCounter> failures = new EnumMap<>(Failure.class);
  private final Map<Failure, LedgerCounter> rejections = new EnumMap<>(Failure.class);
  private final Map<CloseReason, LedgerCounter> closed = new EnumMap<>(CloseReason.class);
  private final List<String> listeners;
  private final @Nullable LedgerCounter[] accepted;
  private final AtomicIntegerArray open;
  private final AtomicInteger inFlight = new AtomicInteger();
  private @Nullable LoopRoute unmatched;
  private @Nullable LedgerCounter turnedAway;

  /**
   * @param listeners the labels of the listeners, by their place in the configuration
   */
  LoopCounters(LoopLedger ledger, Exemplars exemplars, List<String> listeners) {
    this.ledger = ledger;
    this.exemplars = exemplars;
    this.listeners = listeners;
    this.accepted = new @Nullable LedgerCounter[listeners.size()];
    this.open = new AtomicIntegerArray(listeners.size());
  }

  LoopLedger ledger() {
    return ledger;
  }

  /** The counters of a route, the same for as long as the process runs. */
  LoopRoute route(String id) {
    LoopRoute known = routes.get(id);
    if (known == null) {
      known = new LoopRoute(id, ledger, exemplars);
      routes.put(id, known);
    }
    return known;
  }

  /** The counters of requests that no route claims. */
  LoopRoute unmatched() {
    LoopRoute found = unmatched;
    if (found == null) {
      found = route(Family.UNMATCHED);
      unmatched = found;
    }
    return found;
  }

  /** The counters of an upstream, the same for as long as the process runs. */
  UpstreamCounters upstream(String name) {
    UpstreamCounters known = upstreams.get(name);
    if (known == null) {
      known = new UpstreamCounters(name, ledger);
      upstreams.put(name, known);
    }
    return known;
  }

  void failed(Failure failure) {
    failures.computeIfAbsent(failure, f -> ledger.counter(Catalogue.FAILURES, f.reason())).add(1);
  }

  void rejected(Failure failure) {
    rejections.computeIfAbsent(failure, f -> ledger.counter(Catalogue.REJECTED, f.reason())).add(1);
  }

  void began() {
    inFlight.setRelease(inFlight.getPlain() + 1);
  }

  void ended() {
    inFlight.setRelease(inFlight.getPlain() - 1);
  }

  /** Requests under way on this loop. Any thread. */
  int inFlight() {
    return inFlight.getAcquire();
  }

  /** Connections open on a listener. Any thread. */
  int open(int listener) {
    return open.getAcquire(listener);
  }

  @Override
  public void opened(int listener) {
    open.setRelease(listener, open.getPlain(listener) + 1);
    LedgerCounter counter = accepted[listener];
    if (counter == null) {
      counter = ledger.counter(Catalogue.CONNECTIONS_ACCEPTED, listeners.get(listener));
      accepted[listener] = counter;
    }
    counter.add(1);
  }

  @Override
  public void closed(int listener, CloseReason reason) {
    open.setRelease(listener, open.getPlain(listener) - 1);
    closed
        .computeIfAbsent(reason, r -> ledger.counter(Catalogue.CONNECTIONS_CLOSED, word(r)))
        .add(1);
  }

  /** As a label has it. */
  static String word(CloseReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void turnedAway() {
    if (turnedAway == null) {
      turnedAway = ledger.counter(Catalogue.CONNECTIONS_REJECTED, TURNED_AWAY);
    }
    turnedAway.add(1);
  }
}
