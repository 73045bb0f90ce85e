package dev.mynah.control;

/**
 * One subscriber of a push stream. What it has not taken yet waits in a bounded queue; a subscriber
 * that lets it fill up is dropped and told so.
 *
 * <p>All methods may be called from any thread, and none waits.
 */
public interface PushSink {
  /**
   * Puts a message in line.
   *
   * @return false when the subscriber is gone, or has just been dropped for being slow
   */
  boolean offer(PushMessage message);

  /** Whether it was dropped for being slow, rather than gone or ended. */
  boolean wasTooSlow();

  /** No more messages will come; what is in line is left out. */
  void end(String reason);
}
