package dev.mynah.agent.accept;

/** What happens to connections, for whoever counts. One per event loop; event loop only. */
public interface AcceptEvents {
  /**
   * A connection was taken.
   *
   * @param listener the place of its listener in the configuration
   */
  void opened(int listener);

  /** A connection that was taken is gone. */
  void closed(int listener, CloseReason reason);

  /** A connection was turned away because {@code limits.connections} are open. */
  void turnedAway();

  /** Why a connection ended. The constant's name in lower case is the metric label. */
  enum CloseReason {
    CLIENT,
    KEEP_ALIVE_END,
    IDLE,
    HEAD_TIMEOUT,
    BODY_TIMEOUT,
    STALLED,
    BAD_REQUEST,
    ABORTED,
    TLS,
    DRAIN
  }
}
