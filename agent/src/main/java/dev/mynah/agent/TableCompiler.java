package dev.mynah.agent;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.CorsConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RouteMode;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.cors.CorsRules;
import dev.mynah.agent.mock.DelayPlan;
import dev.mynah.agent.mock.MockAnswer;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.agent.route.RouteTable;
import dev.mynah.agent.upstream.UpstreamSet;
import dev.mynah.agent.upstream.UpstreamSetupException;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import dev.mynah.agent.upstream.forward.ProxyIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a checked configuration into a serving table. Reads files: off the event loops. */
final class TableCompiler {
  /** What a plan is made of: routes that agree in it share one. */
  private record ForwardKey(UpstreamConfig upstream, ProxyConfig proxy) {}

  /** What the routes of one table have in common while it is compiled. */
  private record Shared(
      AgentConfig config, TemplateEngine templates, Map<ForwardKey, ForwardPlan> forwards) {}

  private final TemplateEngine templates;
  private final ProxyIdentity identity;

  TableCompiler(TemplateEngine templates, ProxyIdentity identity) {
    this.templates = templates;
    this.identity = identity;
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
        new Shared(config, templates.reading(config.templates().systemValues()), new HashMap<>());
    List<RouteConfig> kept = config.routes().stream().map(RouteConfig::withoutAnswers).toList();
    List<RoutePlan> plans = new ArrayList<>(kept.size());
    for (int i = 0; i < kept.size(); i++) {
      plans.add(plan(config.routes().get(i), kept.get(i), shared));
    }
    try {
      return new ServingTable(
          RouteTable.compile(kept),
          plans,
          config.listeners().stream().map(listener -> plan(listener, config)).toList(),
          UpstreamSet.prepare(config.upstreams(), before),
          config.limits(),
          config.unmatched());
    } catch (UpstreamSetupException unusable) {
      throw new IllegalArgumentException(unusable.getMessage(), unusable);
    }
  }

  private RoutePlan plan(RouteConfig route, RouteConfig kept, Shared shared) {
    MockPlan mock = null;
    ForwardPlan forward = null;
    if (route.mode() == RouteMode.MOCK && route.mock() != null) {
      MockAnswer answer = MockAnswer.compile(route.mock(), shared.templates);
      mock = new MockPlan(route.id(), answer, DelayPlan.of(route.mock().delay()));
    } else if (route.mode() == RouteMode.PROXY && route.proxy() != null) {
      UpstreamConfig upstream = upstream(shared.config, route.proxy().to());
      forward =
          shared.forwards.computeIfAbsent(
              new ForwardKey(upstream, route.proxy()),
              key -> ForwardPlan.of(key.upstream, key.proxy, identity));
    } else {
      throw new IllegalArgumentException(
          "route " + route.id() + ": mode " + route.mode() + " has no block of its own");
    }
    return new RoutePlan(kept, mock, forward, cors(route.cors()));
  }

  private ListenerPlan plan(ListenerConfig listener, AgentConfig config) {
    String to = listener.to();
    ForwardPlan fallback =
        to == null ? null : ForwardPlan.everything(upstream(config, to), identity);
    return new ListenerPlan(fallback, cors(listener.cors()));
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
