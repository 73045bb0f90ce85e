package dev.mynah.agent.config;

import java.time.Duration;

/**
 * Connections kept to one upstream, counted per event loop.
 *
 * @param maxConnections connections open at a time on one event loop; a request beyond waits
 * @param maxPending requests that may wait for a connection on one event loop; beyond that 503
 * @param idleTimeout after which an unused connection is closed
 */
public record PoolConfig(int maxConnections, int maxPending, Duration idleTimeout) {
  public static final int DEFAULT_MAX_CONNECTIONS = 256;
  public static final int DEFAULT_MAX_PENDING = 1024;
  public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(30);
}
