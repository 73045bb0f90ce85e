package dev.mynah.agent.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a route forwards.
 *
 * @param to name of the upstream
 * @param timeout total for this route, 100 ms to 30 s unless the upstream's own total is longer;
 *     null means the upstream's
 * @param stripPrefix removed from the path before the upstream's own path is put in front
 * @param addPrefix put in front of the path after stripping, before the upstream's own path joins
 * @param host null means the upstream's policy
 * @param credentials null means the upstream's policy
 */
public record ProxyConfig(
    String to,
    @Nullable Duration timeout,
    HeaderEdits headers,
    HeaderEdits responseHeaders,
    @Nullable String stripPrefix,
    @Nullable String addPrefix,
    @Nullable HostPolicy host,
    @Nullable CredentialsPolicy credentials) {}
