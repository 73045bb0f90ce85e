package dev.mynah.agent;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.CorsConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RouteMode;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.reuse.CacheHeadersConfig;
import dev.mynah.agent.config.reuse.DedupConfig;
import dev.mynah.agent.cors.CorsRules;
import dev.mynah.agent.event.Consumers;
import dev.mynah.agent.mock.DelayPlan;
import dev.mynah.agent.mock.MockAnswer;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.agent.reuse.cache.CachePlan;
import dev.mynah.agent.reuse.dedup.DedupPlan;
import dev.mynah.agent.reuse.headers.CachingHeaders;
import dev.mynah.agent.route.RouteTable;
import dev.mynah.agent.upstream.UpstreamSet;
import dev.mynah.agent.upstream.UpstreamSetupException;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import dev.mynah.agent.upstream.forward.ProxyIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Turns a checked configuration into a serving table. Reads files: off the event loops. */
final class TableCompiler {
  /** What a plan is made of: routes that agree in it share one. */
  private record ForwardKey(UpstreamConfig upstream, ProxyConfig proxy) {}

  /** What the routes of one table have in common while it is compiled. */
  private record Shared(
      AgentConfig config,
      TemplateEngine templates,
      CachePlans caches,
      Map<ForwardKey, ForwardPlan> forwards,
      Map<CacheHeadersConfig, CachingHeaders> said) {}

  private final TemplateEngine templates;
  private final ProxyIdentity identity;
  private final long maxObjectBytes;
  private final LongSupplier wallMillis;

  /**
   * @param maxObjectBytes longest body that a route stores unless it says less
   * @param wallMillis now, for answers that are made beforehand
   */
  TableCompiler(
      TemplateEngine templates,
      ProxyIdentity identity,
      long maxObjectBytes,
      LongSupplier wallMillis) {
    this.templates = templates;
    this.wallMillis = wallMillis;
    this.identity = identity;
    this.maxObjectBytes = maxObjectBytes;
  }

  /**
   * Compiles.
   *
   * @param before the upstreams in force, whose connections unchanged ones keep
   * @throws IllegalArgumentException with a sentence for the operator when something that the
   *     configuration names cannot be used
   */
  ServingTable compile(AgentConfig config, UpstreamSet before) {
    Shared shared =
        new Shared(
            config,
            templates.reading(config.templates().systemValues()),
            new CachePlans(config, maxObjectBytes),
            new HashMap<>(),
            new HashMap<>());
    List<RouteConfig> kept = config.routes().stream().map(RouteConfig::withoutMock).toList();
    List<RoutePlan> plans = new ArrayList<>(kept.size());
    for (int i = 0; i < kept.size(); i++) {
      plans.add(plan(config.routes().get(i), kept.get(i), shared));
    }
    try {
      return new ServingTable(
          RouteTable.compile(kept),
          plans,
          config.listeners().stream()
              .map(listener -> plan(listener, config, shared.caches))
              .toList(),
          UpstreamSet.prepare(config.upstreams(), before),
          config.limits(),
          config.unmatched(),
          Consumers.by(config.consumers()));
    } catch (UpstreamSetupException unusable) {
      throw new IllegalArgumentException(unusable.getMessage(), unusable);
    }
  }

  private RoutePlan plan(RouteConfig route, RouteConfig kept, Shared shared) {
    MockPlan mock = null;
    ForwardPlan forward = null;
    CachePlan cache = null;
    CachingHeaders caching = caching(route.reuse().cacheHeaders(), shared);
    if (route.mode() == RouteMode.MOCK && route.mock() != null) {
      MockAnswer answer = MockAnswer.compile(route.mock(), shared.templates);
      MockFields fields = new MockFields(route.id(), caching, wallMillis);
      mock = new MockPlan(fields, answer, DelayPlan.of(route.mock().delay()));
    } else if (route.mode() == RouteMode.PROXY && route.proxy() != null) {
      UpstreamConfig upstream = upstream(shared.config, route.proxy().to());
      forward =
          shared.forwards.computeIfAbsent(
              new ForwardKey(upstream, route.proxy()),
              key -> ForwardPlan.of(key.upstream, key.proxy, identity));
      cache = shared.caches.of(route, forward);
    } else {
      throw new IllegalArgumentException(
          "route " + route.id() + ": mode " + route.mode() + " has no block of its own");
    }
    DedupPlan dedup = dedup(route, forward);
    return new RoutePlan(kept, mock, forward, cache, dedup, caching, cors(route.cors()));
  }

  private static @Nullable CachingHeaders caching(
      @Nullable CacheHeadersConfig config, Shared shared) {
    return config == null ? null : shared.said.computeIfAbsent(config, CachingHeaders::of);
  }

  /** A remembered answer holds for as long as nothing is changed that the route answers by. */
  private static @Nullable DedupPlan dedup(RouteConfig route, @Nullable ForwardPlan forward) {
    DedupConfig config = route.reuse().dedup();
    if (config == null) {
      return null;
    }
    Object version = forward == null ? route : List.of(route, forward.upstream());
    return DedupPlan.of(route.id(), version, forward != null, config);
  }

  private ListenerPlan plan(ListenerConfig listener, AgentConfig config, CachePlans caches) {
    String to = listener.to();
    ForwardPlan fallback =
        to == null ? null : ForwardPlan.everything(upstream(config, to), identity);
    CachePlan cache = fallback == null ? null : caches.ofFallback(fallback);
    return new ListenerPlan(fallback, cache, cors(listener.cors()));
  }

  private static UpstreamConfig upstream(AgentConfig config, String name) {
    UpstreamConfig upstream = config.upstreams().get(name);
    if (upstream == null) {
      throw new IllegalArgumentException("there is no upstream " + name);
    }
    return upstream;
  }

  private static @Nullable CorsRules cors(@Nullable CorsConfig config) {
    return config == null ? null : CorsRules.compile(config);
  }
}
