package dev.mynah.agent.config;

import java.time.Duration;
import java.util.List;

/**
 * What a browser on another origin may do (WHATWG Fetch, section 3.2).
 *
 * @param origins origins allowed, or the single entry {@code *}
 * @param methods methods allowed beyond the simple ones; empty means those of the route
 * @param headers request headers allowed; the single entry {@code *} echoes what was asked for
 * @param exposeHeaders response headers that a script may read
 * @param credentials whether cookies may be sent; never together with origin {@code *} echoed as
 *     such
 * @param maxAge how long a preflight may be remembered
 */
public record CorsConfig(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposeHeaders,
    boolean credentials,
    Duration maxAge) {
  public CorsConfig {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    headers = List.copyOf(headers);
    exposeHeaders = List.copyOf(exposeHeaders);
  }
}
