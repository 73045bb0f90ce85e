package dev.mynah.agent.config;

import java.time.Duration;

/**
 * What one client may ask of us. Sizes are in bytes.
 *
 * @param requestLine longest request line; beyond it 414
 * @param headerBytes all header fields of a request together; beyond it 431
 * @param headerCount header fields of a request; beyond it 431
 * @param body longest request body, 0 for no limit; beyond it 413
 * @param matchBody longest body read ahead for a body predicate
 * @param connections open client connections; a further one is closed at once
 * @param headTimeout from a request's first byte to the end of its head; beyond it 408
 * @param bodyIdleTimeout between two reads of a body that is waited for; beyond it 408
 * @param idleTimeout of a kept-alive connection between requests
 * @param writeIdleTimeout while a client takes nothing of an answer that is ready
 * @param requestsPerConnection after which a connection is closed, 0 for no limit
 * @param readAhead what all bodies together may take that are read before it is known who gets them
 */
public record LimitsConfig(
    int requestLine,
    int headerBytes,
    int headerCount,
    long body,
    int matchBody,
    int connections,
    Duration headTimeout,
    Duration bodyIdleTimeout,
    Duration idleTimeout,
    Duration writeIdleTimeout,
    int requestsPerConnection,
    ReadAhead readAhead) {
  /**
   * Memory for bodies that are read ahead, over all connections.
   *
   * @param bytes at once; 0 for a quarter of what the heap may grow to
   * @param maxWait how long a request waits for its share; beyond it 503
   */
  public record ReadAhead(long bytes, Duration maxWait) {
    public static final ReadAhead DEFAULT = new ReadAhead(0, Duration.ofSeconds(10));
  }

  public static final int DEFAULT_REQUEST_LINE = 8 * 1024;
  public static final int DEFAULT_HEADER_BYTES = 32 * 1024;
  public static final int DEFAULT_HEADER_COUNT = 128;
  public static final long DEFAULT_BODY = 0;
  public static final int DEFAULT_MATCH_BODY = 1024 * 1024;
  public static final int DEFAULT_CONNECTIONS = 10_000;
  public static final Duration DEFAULT_HEAD_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration DEFAULT_BODY_IDLE_TIMEOUT = Duration.ofSeconds(30);
  public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(60);
  public static final Duration DEFAULT_WRITE_IDLE_TIMEOUT = Duration.ofSeconds(30);

  /** The limits in force when nothing is configured. */
  public static LimitsConfig defaults() {
    return new LimitsConfig(
        DEFAULT_REQUEST_LINE,
        DEFAULT_HEADER_BYTES,
        DEFAULT_HEADER_COUNT,
        DEFAULT_BODY,
        DEFAULT_MATCH_BODY,
        DEFAULT_CONNECTIONS,
        DEFAULT_HEAD_TIMEOUT,
        DEFAULT_BODY_IDLE_TIMEOUT,
        DEFAULT_IDLE_TIMEOUT,
        DEFAULT_WRITE_IDLE_TIMEOUT,
        0,
        ReadAhead.DEFAULT);
  }
}
