package dev.mynah.agent.config;

/**
 * Retries of requests that are safe to repeat (RFC 9110 section 9.2.2).
 *
 * @param attempts further attempts after the first, 0 to 5; a pooled connection found dead before
 *     any byte of an answer is tried again once even at 0
 */
public record RetryConfig(int attempts) {
  public static final RetryConfig DEFAULT = new RetryConfig(1);
}
