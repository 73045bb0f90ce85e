package dev.mynah.agent;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RouteMode;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.config.reuse.CacheDraft;
import dev.mynah.agent.reuse.cache.CachePlan;
import dev.mynah.agent.reuse.cache.CachePlan.Siblings;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which routes of a configuration have to do with the cache: those that store, and those whose
 * requests may change what others of the same upstream have stored. Not thread-safe.
 */
final class CachePlans {
  private final long maxObjectBytes;
  private final Map<String, Set<List<String>>> ignoredByUpstream = new HashMap<>();

  CachePlans(AgentConfig config, long maxObjectBytes) {
    this.maxObjectBytes = maxObjectBytes;
    for (RouteConfig route : config.routes()) {
      if (route.mode() == RouteMode.PROXY && route.proxy() != null) {
        note(route.proxy().to(), route.reuse().cache());
      }
    }
    for (ListenerConfig listener : config.listeners()) {
      UpstreamConfig upstream =
          listener.to() == null ? null : config.upstreams().get(listener.to());
      if (upstream != null) {
        note(upstream.name(), ofUpstream(upstream));
      }
    }
  }

  private void note(String upstream, @Nullable CacheConfig config) {
    if (config != null) {
      ignoredByUpstream
          .computeIfAbsent(upstream, name -> new HashSet<>())
          .add(config.ignoreQuery());
    }
  }

  private static @Nullable CacheConfig ofUpstream(UpstreamConfig upstream) {
    CacheDraft draft = upstream.cache();
    return draft == null || !draft.enabled() ? null : draft.config();
  }

  /** The plan of a route; null when the cache has nothing to do with its upstream. */
  @Nullable CachePlan of(RouteConfig route, ForwardPlan forward) {
    return plan(route.id(), forward, route.reuse().cache());
  }

  /** The plan of requests that no route claims at a listener that stands for an upstream. */
  @Nullable CachePlan ofFallback(ForwardPlan forward) {
    UpstreamConfig upstream = forward.upstream();
    return plan(LoopTable.fallbackId(upstream.name()), forward, ofUpstream(upstream));
  }

  private @Nullable CachePlan plan(
      String routeId, ForwardPlan forward, @Nullable CacheConfig config) {
    String upstream = forward.upstream().name();
    Set<List<String>> ignored = ignoredByUpstream.get(upstream);
    if (ignored == null) {
      return null;
    }
    CachePlan.Target target =
        new CachePlan.Target(
            routeId,
            upstream,
            forward.keepsHost(),
            forward.authority().tls() ? "https" : "http",
            forward.authority().text());
    Siblings siblings = new Siblings(maxObjectBytes, ignored);
    return config == null
        ? CachePlan.watching(target, siblings)
        : CachePlan.storing(target, config, siblings);
  }
}
