package dev.mynah.agent.config;

import dev.mynah.agent.config.reuse.ReuseSpace;
import java.util.List;
import java.util.Map;

/** One accepted configuration of the agent: everything that the way of a request reads. */
public record AgentConfig(
    List<ListenerConfig> listeners,
    Map<String, UpstreamConfig> upstreams,
    List<RouteConfig> routes,
    LimitsConfig limits,
    DrainConfig drain,
    RuntimeConfig runtime,
    UnmatchedConfig unmatched,
    TemplatesConfig templates,
    ReuseSpace reuse,
    ConsumersConfig consumers) {
  public AgentConfig {
    listeners = List.copyOf(listeners);
    upstreams = Map.copyOf(upstreams);
    routes = List.copyOf(routes);
  }

  /** Tells no callers apart. */
  public AgentConfig(
      List<ListenerConfig> listeners,
      Map<String, UpstreamConfig> upstreams,
      List<RouteConfig> routes,
      LimitsConfig limits,
      DrainConfig drain,
      RuntimeConfig runtime,
      UnmatchedConfig unmatched,
      TemplatesConfig templates,
      ReuseSpace reuse) {
    this(
        listeners,
        upstreams,
        routes,
        limits,
        drain,
        runtime,
        unmatched,
        templates,
        reuse,
        ConsumersConfig.NONE);
  }

  /** The same, telling callers apart. */
  public AgentConfig with(ConsumersConfig by) {
    return new AgentConfig(
        listeners, upstreams, routes, limits, drain, runtime, unmatched, templates, reuse, by);
  }
}
