package dev.mynah.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The serving table as one event loop sees it: with that loop's counters beside each route, so that
 * counting needs no look-up. Event loop only.
 */
final class LoopTable {
  private final ServingTable shared;
  private final LoopRoute[] routes;
  private final @Nullable LoopRoute[] fallbacks;

  LoopTable(ServingTable shared, LoopCounters counters) {
    this.shared = shared;
    this.routes =
        shared.plans().stream()
            .map(plan -> counters.route(plan.config().id()))
            .toArray(LoopRoute[]::new);
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

  RoutePlan plan(int ordinal) {
    return shared.plans().get(ordinal);
  }

  LoopRoute route(int ordinal) {
    return routes[ordinal];
  }

  ListenerPlan listener(int index) {
    return shared.listeners().get(index);
  }

  @Nullable LoopRoute fallback(int listener) {
    return fallbacks[listener];
  }
}
