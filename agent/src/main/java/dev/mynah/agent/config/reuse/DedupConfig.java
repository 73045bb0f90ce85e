package dev.mynah.agent.config.reuse;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Which repeated requests of a route are answered once.
 *
 * @param window from the first request's answer until an equal request is a new one
 * @param methods in upper case; a method with side effects only where it is listed
 * @param headers request fields that make a difference; {@code Idempotency-Key} among them makes
 *     that key the identity of a request
 * @param maxBody longest request body in bytes; a longer one is not looked at
 * @param maxAnswer longest answer body in bytes that is remembered
 * @param longestWait how long a duplicate waits for the first one's answer
 */
public record DedupConfig(
    Duration window,
    Set<String> methods,
    List<String> headers,
    long maxBody,
    long maxAnswer,
    Duration longestWait) {
  public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(60);
  public static final Set<String> DEFAULT_METHODS = Set.of("GET", "HEAD");
  public static final long DEFAULT_MAX_BODY = 1024 * 1024;
  public static final long DEFAULT_MAX_ANSWER = 256 * 1024;
  public static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);

  public DedupConfig {
    methods = Set.copyOf(methods);
    headers = List.copyOf(headers);
  }
}
