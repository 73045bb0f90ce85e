package dev.mynah.agent;

import dev.mynah.agent.accept.Listener;
import dev.mynah.agent.reuse.cache.HttpCache;
import dev.mynah.agent.reuse.store.CacheStats;
import dev.mynah.agent.upstream.PoolGauges;
import dev.mynah.metrics.Catalogue;
import dev.mynah.metrics.Metrics;
import dev.mynah.metrics.ProcessCatalogue;
import dev.mynah.metrics.ReuseCatalogue;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;

/** The gauges of the traffic path, asked at each scrape. */
final class AgentGauges {
  private static final double MILLIS_PER_SECOND = 1000.0;

  private AgentGauges() {}

  /** Registers what there is now; a second time replaces the first. */
  static void register(Agent agent, Metrics metrics) {
    metrics.gauge(Catalogue.IN_FLIGHT, agent::inFlight);
    metrics.gauge(Catalogue.CONNECTIONS_LIMIT, () -> agent.table().limits().connections());
    metrics.gauge(Catalogue.READ_AHEAD_BYTES, () -> agent.readAhead().held());
    metrics.gauge(Catalogue.READ_AHEAD_LIMIT, () -> agent.readAhead().limit());
    metrics.gauge(Catalogue.READ_AHEAD_WAITING, () -> agent.readAhead().waiting());
    cache(agent, metrics);
    List<Listener> listeners = agent.listeners();
    for (int i = 0; i < listeners.size(); i++) {
      Listener listener = listeners.get(i);
      int index = i;
      metrics.gauge(Catalogue.CONNECTIONS, () -> open(agent, index), agent.label(index));
      if (listener.certificateEndMillis() > 0) {
        metrics.gauge(
            ProcessCatalogue.CERTIFICATE_NOT_AFTER,
            () -> listener.certificateEndMillis() / MILLIS_PER_SECOND,
            "listener-" + agent.label(index));
      }
    }
    for (String upstream : agent.table().upstreams().names()) {
      metrics.gauge(
          Catalogue.UPSTREAM_CONNECTIONS,
          () -> sum(agent, upstream, pool -> pool.open() - pool.idle()),
          upstream,
          "active");
      metrics.gauge(
          Catalogue.UPSTREAM_CONNECTIONS,
          () -> sum(agent, upstream, PoolGauges::idle),
          upstream,
          "idle");
      metrics.gauge(
          Catalogue.UPSTREAM_IN_FLIGHT, () -> sum(agent, upstream, PoolGauges::active), upstream);
      metrics.gauge(
          Catalogue.UPSTREAM_QUEUED, () -> sum(agent, upstream, PoolGauges::pending), upstream);
    }
  }

  private static void cache(Agent agent, Metrics metrics) {
    HttpCache cache = agent.cache();
    metrics.gauge(ReuseCatalogue.CACHE_ENTRIES, () -> cache.stats().answers());
    metrics.gauge(ReuseCatalogue.CACHE_BYTES, () -> cache.stats().usedBytes());
    metrics.gauge(ReuseCatalogue.CACHE_CAPACITY, () -> cache.stats().capacityBytes());
    for (CacheStats.Cause cause : CacheStats.Cause.values()) {
      metrics.counted(
          ReuseCatalogue.CACHE_EVICTIONS,
          () -> cache.stats().gone().getOrDefault(cause, 0L),
          cause.word());
    }
  }

  private static double open(Agent agent, int listener) {
    return agent.agentLoops().stream().mapToInt(loop -> loop.open(listener)).sum();
  }

  private static double sum(Agent agent, String upstream, ToIntFunction<PoolGauges> of) {
    return agent.agentLoops().stream()
        .map(loop -> loop.pools().get(upstream))
        .filter(Objects::nonNull)
        .mapToInt(of)
        .sum();
  }
}
