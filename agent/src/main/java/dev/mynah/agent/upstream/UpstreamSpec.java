package dev.mynah.agent.upstream;

import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.upstream.address.HostPort;
import dev.mynah.agent.upstream.forward.Authority;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One upstream, ready to be connected to. Immutable.
 *
 * @param endpoints what is connected to: the outgoing proxy, else the configured addresses, else
 *     the URL's host
 * @param tls null for plain http
 */
record UpstreamSpec(
    UpstreamConfig config,
    Authority authority,
    List<HostPort> endpoints,
    @Nullable UpstreamTls tls) {

  static UpstreamSpec load(UpstreamConfig config) throws UpstreamSetupException {
    Authority authority = Authority.of(config.url());
    UpstreamTls tls = authority.tls() ? UpstreamTls.load(config.name(), config.tls()) : null;
    try {
      return new UpstreamSpec(config, authority, endpoints(config, authority), tls);
    } catch (IllegalArgumentException e) {
      throw new UpstreamSetupException("upstream " + config.name() + ": " + e.getMessage(), e);
    }
  }

  /**
   * An upstream that a plan names but no set knows. Without its files it can be called over plain
   * http alone; null for https, which must not be spoken to without TLS.
   */
  static @Nullable UpstreamSpec plain(UpstreamConfig config) {
    Authority authority = Authority.of(config.url());
    return authority.tls()
        ? null
        : new UpstreamSpec(config, authority, endpoints(config, authority), null);
  }

  private static List<HostPort> endpoints(UpstreamConfig config, Authority authority) {
    if (config.via() != null) {
      return List.of(HostPort.parse(config.via()));
    }
    List<HostPort> endpoints = new ArrayList<>();
    config.addresses().forEach(address -> endpoints.add(HostPort.parse(address)));
    if (endpoints.isEmpty()) {
      endpoints.add(new HostPort(authority.host(), authority.port()));
    }
    return List.copyOf(endpoints);
  }

  boolean isSameAs(UpstreamSpec other) {
    String mine = tls == null ? "" : tls.fingerprint();
    String theirs = other.tls == null ? "" : other.tls.fingerprint();
    return config.equals(other.config) && mine.equals(theirs);
  }

  /** Whether an outgoing proxy stands in between. */
  boolean viaProxy() {
    return config.via() != null;
  }

  /** Whether requests name the upstream in their target, as a proxy needs it. */
  boolean absoluteForm() {
    return viaProxy() && tls == null;
  }

  /** The name that the certificate must bear. */
  String serverName() {
    String named = config.tls().serverName();
    return named == null ? authority.host() : named;
  }
}
