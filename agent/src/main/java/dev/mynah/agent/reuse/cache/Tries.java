package dev.mynah.agent.reuse.cache;

import dev.mynah.agent.respond.Failure;

/**
 * Whether a fetch that failed is tried once more, and what a call may still use up. Event loop
 * only.
 *
 * <p>The rule (decision 0073). A fetch asks with a safe method, so asking again does no harm. It is
 * tried again once when all of this holds:
 *
 * <ul>
 *   <li>nothing of an answer was handed to a reader, which the fetch sees to;
 *   <li>the upstream failed: it could not be reached, was silent for too long, or what it said was
 *       broken. A refusal of our own is none of these, nor is an answer with an error status;
 *   <li>the request was sent less than {@value #MOST_SENDINGS} times, those counted that the
 *       upstream's connections repeated by themselves;
 *   <li>something is left of the total time limit, which all calls of the fetch share;
 *   <li>the process is not about to leave.
 * </ul>
 */
final class Tries {
  /** How often an origin may see the request of one fetch. */
  static final int MOST_SENDINGS = 2;

  private final long limitNanos;
  private boolean begun;
  private boolean again;
  private long sinceNanos;
  private int sendings;

  /**
   * @param limitNanos the total time limit; 0 for none
   */
  Tries(long limitNanos) {
    this.limitNanos = limitNanos;
  }

  /** A call begins; the time of all is counted from the first. */
  void calling(long nowNanos) {
    if (!begun) {
      begun = true;
      sinceNanos = nowNanos;
    }
  }

  /** The upstream may see the request from now on, once more. */
  void sending() {
    sendings++;
  }

  /** What the next call may use up; it may be sent once whatever came before. */
  Origin.Allowance allowance() {
    return new Origin.Allowance(sinceNanos, Math.max(1, MOST_SENDINGS - sendings));
  }

  /** The next call is the last one, whatever becomes of it. */
  void again() {
    again = true;
  }

  /** Whether to try again after this failure. */
  boolean mayTryAgain(Failure failure, long nowNanos, boolean draining) {
    boolean timeIsLeft = limitNanos <= 0 || nowNanos - sinceNanos < limitNanos;
    return !again && !draining && timeIsLeft && sendings < MOST_SENDINGS && isUpstreams(failure);
  }

  /** Whether the upstream failed, in a way that may be another one the next time. */
  private static boolean isUpstreams(Failure failure) {
    return switch (failure) {
      case UPSTREAM_DNS,
          UPSTREAM_CONNECT,
          UPSTREAM_CONNECT_TIMEOUT,
          UPSTREAM_TLS,
          UPSTREAM_VIA,
          UPSTREAM_RESET,
          UPSTREAM_PROTOCOL,
          UPSTREAM_TOO_LARGE,
          UPSTREAM_FIRST_BYTE_TIMEOUT ->
          true;
      default -> false;
    };
  }
}
