package dev.mynah.agent;

import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.config.UnmatchedConfig;
import dev.mynah.agent.event.Consumers;
import dev.mynah.agent.reuse.cache.CachePlan;
import dev.mynah.agent.route.RouteTable;
import dev.mynah.agent.upstream.UpstreamSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One accepted configuration, compiled: what all event loops serve from until the next one takes
 * its place. Immutable.
 *
 * @param plans by the ordinal of the route in its table
 * @param listeners by the listener's place in the configuration
 */
record ServingTable(
    RouteTable routes,
    List<RoutePlan> plans,
    List<ListenerPlan> listeners,
    UpstreamSet upstreams,
    LimitsConfig limits,
    UnmatchedConfig unmatched,
    Consumers consumers) {
  ServingTable {
    plans = List.copyOf(plans);
    listeners = List.copyOf(listeners);
  }

  /** The plans of routes and listeners that store answers. */
  List<CachePlan> cachedRoutes() {
    return Stream.concat(
            plans.stream().map(RoutePlan::cache), listeners.stream().map(ListenerPlan::cache))
        .filter(Objects::nonNull)
        .filter(CachePlan::stores)
        .toList();
  }
}
