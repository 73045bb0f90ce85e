package dev.mynah.agent.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A changed configuration as far as it can be used without a restart: ports stay as they were
 * opened, and whether one speaks TLS does; where they lead, their certificates and their CORS
 * follow the change.
 *
 * @param config what can be used now
 * @param warnings what waits for a restart, a sentence each
 */
public record ListenersAtStart(AgentConfig config, List<String> warnings) {
  public ListenersAtStart {
    warnings = List.copyOf(warnings);
  }

  /** The change as the running process can take it. */
  public static ListenersAtStart keep(AgentConfig running, AgentConfig next) {
    List<String> warnings = new ArrayList<>();
    List<ListenerConfig> offered = new ArrayList<>(next.listeners());
    List<ListenerConfig> listeners = new ArrayList<>();
    Map<String, UpstreamConfig> upstreams = new HashMap<>(next.upstreams());
    for (ListenerConfig open : running.listeners()) {
      ListenerConfig changed = take(offered, open);
      if (changed == null) {
        warnings.add(name(open) + " is no longer configured; it stays open until a restart");
        listeners.add(open);
        keepUpstream(open, running, upstreams);
      } else {
        listeners.add(sameSpeech(open, changed, warnings));
      }
    }
    offered.forEach(l -> warnings.add(name(l) + " is new; it is opened at the next start"));
    AgentConfig config =
        new AgentConfig(
            listeners,
            upstreams,
            next.routes(),
            next.limits(),
            next.drain(),
            next.runtime(),
            next.unmatched(),
            next.templates(),
            next.reuse(),
            next.consumers());
    return new ListenersAtStart(config, warnings);
  }

  private static @Nullable ListenerConfig take(List<ListenerConfig> offered, ListenerConfig open) {
    for (ListenerConfig each : offered) {
      if (each.host().equals(open.host()) && each.port() == open.port()) {
        offered.remove(each);
        return each;
      }
    }
    return null;
  }

  private static ListenerConfig sameSpeech(
      ListenerConfig open, ListenerConfig changed, List<String> warnings) {
    if ((open.tls() == null) == (changed.tls() == null)) {
      return changed;
    }
    warnings.add(name(open) + " changes between plain HTTP and TLS at the next start");
    return new ListenerConfig(
        changed.host(), changed.port(), changed.to(), open.tls(), changed.cors());
  }

  private static void keepUpstream(
      ListenerConfig open, AgentConfig running, Map<String, UpstreamConfig> upstreams) {
    UpstreamConfig upstream = open.to() == null ? null : running.upstreams().get(open.to());
    if (upstream != null) {
      upstreams.putIfAbsent(upstream.name(), upstream);
    }
  }

  private static String name(ListenerConfig listener) {
    return "listener " + listener.host() + ":" + listener.port();
  }
}
