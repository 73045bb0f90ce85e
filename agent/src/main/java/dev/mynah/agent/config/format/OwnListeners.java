package dev.mynah.agent.config.format;

import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.settings.declare.Values;
import dev.mynah.settings.tree.Place;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds upstreams that are ourselves. */
final class OwnListeners {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
  private static final Set<String> EVERY = Set.of("0.0.0.0", "::", "[::]");

  private OwnListeners() {}

  static void warn(
      Collection<UpstreamConfig> upstreams, List<ListenerConfig> listeners, Values v, Place all) {
    for (UpstreamConfig upstream : upstreams) {
      boolean own = upstream.addresses().isEmpty() && isOwn(upstream.url(), listeners);
      if (own) {
        v.warn(
            all.missing(upstream.name()),
            String.valueOf(upstream.url()),
            "is a listener of this process: requests would go round and be answered 508");
      }
    }
  }

  private static boolean isOwn(URI url, List<ListenerConfig> listeners) {
    int byScheme = url.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    int port = url.getPort() < 0 ? byScheme : url.getPort();
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return listeners.stream().anyMatch(l -> l.port() == port && isHost(host, l.host()));
  }

  private static boolean isHost(String host, String bound) {
    boolean reachesLoopback = LOOPBACK.contains(bound) || EVERY.contains(bound);
    return host.equals(bound) || (LOOPBACK.contains(host) && reachesLoopback);
  }
}
