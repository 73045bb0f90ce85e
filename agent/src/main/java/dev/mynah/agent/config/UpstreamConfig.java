package dev.mynah.agent.config;

import dev.mynah.agent.config.reuse.CacheDraft;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real backend.
 *
 * @param url scheme http or https, host, optional port and path; the path is put before the route's
 * @param addresses {@code host:port} entries that are connected to instead of the URL's host, in
 *     order of preference; empty means that the URL's host is resolved
 * @param via {@code host:port} of an outgoing HTTP proxy, or null
 * @param cache what its routes store of its answers unless they say otherwise; null for nothing
 * @param dnsTtl how long a resolved address is trusted; 0 resolves for every new connection
 */
public record UpstreamConfig(
    String name,
    URI url,
    List<String> addresses,
    UpstreamTimeouts timeout,
    PoolConfig pool,
    UpstreamTlsConfig tls,
    HostPolicy host,
    CredentialsPolicy credentials,
    RetryConfig retry,
    Duration dnsTtl,
    @Nullable String via,
    @Nullable CacheDraft cache) {
  public static final Duration DEFAULT_DNS_TTL = Duration.ofSeconds(30);

  public UpstreamConfig {
    addresses = List.copyOf(addresses);
  }
}
