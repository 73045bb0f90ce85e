package dev.mynah.control;

/** How messages travel to one subscriber. Everything happens on the event loop. */
interface PushWire {
  void write(PushMessage message);

  /** Keeps proxies and our own idle timeout from closing a quiet stream. */
  void heartbeat();

  /** Whether the subscriber has to catch up before more is written. */
  boolean full();

  /** Calls back, each time it has caught up. */
  void whenDrained(Runnable again);

  /** Calls back once the subscriber is gone. */
  void whenClosed(Runnable gone);

  /** Ends the stream because the subscriber was too slow. */
  void drop(String reason);

  /** Ends the stream because we are going away. */
  void leave(String reason);

  /** Cuts the connection, if it is still there. */
  void cut();
}
