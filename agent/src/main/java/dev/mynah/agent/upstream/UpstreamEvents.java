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
    /** A new connection closed before an answer. */
    RESET,
    /** An address did not take the connection, another one was tried. */
    CONNECT,
    /** A further call after one whose upstream did not take the connection in time. */
    CONNECT_TIMEOUT,
    /** After one whose upstream had no address. */
    DNS,
    /** After one whose TLS handshake failed. */
    TLS,
    /** After one that the outgoing proxy refused. */
    VIA,
    /** After one that was not begun to be answered in time. */
    FIRST_BYTE_TIMEOUT,
    /** After one whose answer was not HTTP. */
    PROTOCOL,
    /** After one whose answer's head was too large. */
    TOO_LARGE;

    /**
     * Why a whole call is made again after this failure.
     *
     * @throws IllegalArgumentException when such a call is not made again
     */
    public static RetryReason of(Failure failure) {
      return switch (failure) {
        case UPSTREAM_RESET -> RESET;
        case UPSTREAM_CONNECT -> CONNECT;
        case UPSTREAM_CONNECT_TIMEOUT -> CONNECT_TIMEOUT;
        case UPSTREAM_DNS -> DNS;
        case UPSTREAM_TLS -> TLS;
        case UPSTREAM_VIA -> VIA;
        case UPSTREAM_FIRST_BYTE_TIMEOUT -> FIRST_BYTE_TIMEOUT;
        case UPSTREAM_PROTOCOL -> PROTOCOL;
        case UPSTREAM_TOO_LARGE -> TOO_LARGE;
        default -> throw new IllegalArgumentException("no reason to call again: " + failure);
      };
    }
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
