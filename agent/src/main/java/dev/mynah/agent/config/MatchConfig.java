package dev.mynah.agent.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request must look like. Every part given must hold.
 *
 * @param methods upper case; empty means any
 * @param path pattern of literal segments, {@code :param}, {@code *} and a closing {@code **}; null
 *     when {@code pathRegex} is given or any path will do
 * @param pathRegex must match the whole decoded path
 * @param host compared without port and without regard to case; {@code *.example.com} matches
 *     subdomains; null means any
 * @param scheme {@code http}, {@code https} or null
 * @param onTooLarge what a body predicate means for a body past {@code limits.matchBody}
 */
public record MatchConfig(
    Set<String> methods,
    @Nullable String path,
    @Nullable Pattern pathRegex,
    @Nullable String host,
    @Nullable String scheme,
    Map<String, ValueMatch> query,
    Map<String, ValueMatch> headers,
    Map<String, ValueMatch> cookies,
    List<BodyMatch> body,
    OnTooLarge onTooLarge) {
  /** What a body past the limit means for a route that wants to read it. */
  public enum OnTooLarge {
    /** The request is answered 413. */
    REJECT,
    /** The route does not match, the next candidate is asked. */
    SKIP
  }

  public MatchConfig {
    methods = Set.copyOf(methods);
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
    cookies = Map.copyOf(cookies);
    body = List.copyOf(body);
  }
}
