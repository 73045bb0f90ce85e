package dev.mynah.agent;

import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.reuse.cache.CachePlan;
import dev.mynah.agent.reuse.store.Purge;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must not be answered from store any more once another configuration serves: answers of an
 * upstream that is another one now, and of routes that ask it otherwise.
 */
final class OutdatedAnswers {
  private OutdatedAnswers() {}

  /** What to purge when one table takes the place of another. */
  static List<Purge> between(ServingTable old, ServingTable next) {
    List<Purge> purges = new ArrayList<>();
    Map<String, UpstreamConfig> upstreams = upstreams(next);
    upstreams(old)
        .forEach(
            (name, before) -> {
              if (!isSame(before, upstreams.get(name))) {
                purges.add(new Purge.Upstream(name));
              }
            });
    Map<String, Asking> routes = routes(next);
    routes(old)
        .forEach(
            (id, before) -> {
              if (!before.equals(routes.get(id))) {
                purges.add(new Purge.Route(id));
              }
            });
    return purges;
  }

  /** What the answers of a route depend on. */
  private record Asking(@Nullable ProxyConfig proxy, @Nullable CacheConfig cache) {}

  private static Map<String, Asking> routes(ServingTable table) {
    Map<String, Asking> routes = new HashMap<>();
    for (RoutePlan plan : table.plans()) {
      CachePlan cache = plan.cache();
      if (cache != null && cache.stores()) {
        routes.put(
            plan.config().id(), new Asking(plan.config().proxy(), plan.config().reuse().cache()));
      }
    }
    return routes;
  }

  private static Map<String, UpstreamConfig> upstreams(ServingTable table) {
    Map<String, UpstreamConfig> upstreams = new HashMap<>();
    for (RoutePlan plan : table.plans()) {
      note(plan.forward(), plan.cache(), upstreams);
    }
    for (ListenerPlan plan : table.listeners()) {
      note(plan.fallback(), plan.cache(), upstreams);
    }
    return upstreams;
  }

  private static void note(
      @Nullable ForwardPlan forward,
      @Nullable CachePlan cache,
      Map<String, UpstreamConfig> upstreams) {
    if (forward != null && cache != null) {
      upstreams.put(forward.upstream().name(), forward.upstream());
    }
  }

  /** Whether the same requests get the same answers there. */
  private static boolean isSame(UpstreamConfig before, @Nullable UpstreamConfig after) {
    return after != null
        && before.url().equals(after.url())
        && before.addresses().equals(after.addresses())
        && before.host() == after.host()
        && before.credentials() == after.credentials()
        && Objects.equals(before.via(), after.via())
        && Objects.equals(before.cache(), after.cache());
  }
}
