package dev.mynah.agent.upstream;

import dev.mynah.agent.respond.Failure;
import org.jspecify.annotations.Nullable;

/** Hears what happens to the calls of one upstream on one event loop, on that loop. */
public interface UpstreamEvents {
  /** Hears nothing. */
  UpstreamEvents NONE = new UpstreamEvents() {};

  /** Why a request was sent again. */
  enum RetryReason {
    /** A kept connection turned out to be dead before any byte of an answer. */
    DEAD_CONNECTION,
    /** A new connection closed before any byte of an answer. */
    RESET,
    /** An address did not take the connection, another one was tried. */
    CONNECT
  }

  /**
   * A call is over. Told once per call.
   *
   * @param status the answer's status, 0 when there was none
   * @param failure null when the answer was complete; {@link Failure#CLIENT_GONE} when it was
   *     cancelled
   * @param firstByteNanos from the call to the answer's head, -1 when there was none
   * @param totalNanos from the call to its end, waiting for a connection included
   */
  default void ended(int status, @Nullable Failure failure, long firstByteNanos, long totalNanos) {}

  default void retried(RetryReason reason) {}

  /** A connection stands, TLS included. */
  default void connected(long connectNanos) {}

  /** A connection was counted in; each is counted out by {@link #closed()}. */
  default void opened() {}

  default void closed() {}
}
