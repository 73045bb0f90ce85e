package dev.mynah.agent.config;

import java.time.Duration;

/**
 * How long an upstream may take.
 *
 * @param connect until the connection stands, TLS included
 * @param firstByte from the last byte sent until the answer's head
 * @param total from the request's head until the answer's last byte
 */
public record UpstreamTimeouts(Duration connect, Duration firstByte, Duration total) {
  public static final Duration DEFAULT_CONNECT = Duration.ofSeconds(1);
  public static final Duration DEFAULT_FIRST_BYTE = Duration.ofSeconds(5);
  public static final Duration DEFAULT_TOTAL = Duration.ofSeconds(30);
}
