package dev.mynah.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * A port that takes traffic.
 *
 * @param host the address to bind, loopback unless said otherwise
 * @param port 0 to 65535; 0 takes a free one
 * @param to the upstream that this port stands for: requests that no route claims are forwarded
 *     there; null when unclaimed requests are unmatched
 * @param tls null for plain HTTP
 * @param cors null when browsers get no cross-origin permission
 */
public record ListenerConfig(
    String host,
    int port,
    @Nullable String to,
    @Nullable ListenerTlsConfig tls,
    @Nullable CorsConfig cors) {}
