package dev.mynah.agent;

import dev.mynah.agent.cors.CorsRules;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The serving table as one event loop sees it: with that loop's counters beside each route, so that
 * counting needs no look-up but for a route's first request. Event loop only.
 */
final class LoopTable {
  private final ServingTable shared;
  private final LoopCounters counters;
  private final @Nullable LoopRoute[] routes;
  private final @Nullable LoopRoute[] fallbacks;

  LoopTable(ServingTable shared, LoopCounters counters) {
    this.shared = shared;
    this.counters = counters;
    this.routes = new @Nullable LoopRoute[shared.plans().size()];
    List<ListenerPlan> listeners = shared.listeners();
    this.fallbacks = new @Nullable LoopRoute[listeners.size()];
    for (int i = 0; i < listeners.size(); i++) {
      var fallback = listeners.get(i).fallback();
      fallbacks[i] =
          fallback == null ? null : counters.route(fallbackId(fallback.upstream().name()));
    }
  }

  /** The id that requests through a listener of an upstream's own are counted under. */
  static String fallbackId(String upstream) {
    return "to-" + upstream;
  }

  ServingTable shared() {
    return shared;
  }

  /** Whether a client there may see ids and patterns of routes. */
  boolean tells(InetSocketAddress peer) {
    return switch (shared.unmatched().hints()) {
      case OFF -> false;
      case LOOPBACK -> peer.getAddress().isLoopbackAddress();
      case ALL -> true;
    };
  }

  RoutePlan plan(int ordinal) {
    return shared.plans().get(ordinal);
  }

  /** The counters of a route, looked up when its first request comes: most routes wait long. */
  LoopRoute route(int ordinal) {
    LoopRoute known = routes[ordinal];
    if (known == null) {
      known = counters.route(plan(ordinal).config().id());
      routes[ordinal] = known;
    }
    return known;
  }

  /** The rules of a route that has some of its own, else the listener's. */
  @Nullable CorsRules cors(@Nullable RoutePlan claimant, int listener) {
    CorsRules own = claimant == null ? null : claimant.cors();
    return own == null ? listener(listener).cors() : own;
  }

  ListenerPlan listener(int index) {
    return shared.listeners().get(index);
  }

  @Nullable LoopRoute fallback(int listener) {
    return fallbacks[listener];
  }
}
