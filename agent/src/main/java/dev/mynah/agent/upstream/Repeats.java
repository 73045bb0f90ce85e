package dev.mynah.agent.upstream;

import dev.mynah.agent.upstream.UpstreamEvents.RetryReason;
import dev.mynah.ledger.HitMethod;
import org.jspecify.annotations.Nullable;

/**
 * How often a call has sent its request, and whether it may send it once more (decision 0052).
 * Event loop only.
 */
final class Repeats {
  private final int mostSendings;
  private final int mostRetries;
  private boolean repeatable;
  private boolean freeRetryUsed;
  private int retries;
  private int sendings;

  /**
   * @param mostSendings whatever the settings say
   * @param mostRetries by the settings, one over a dead connection not counted
   */
  Repeats(HitMethod method, int mostSendings, int mostRetries) {
    this.mostSendings = mostSendings;
    this.mostRetries = mostRetries;
    this.repeatable = isIdempotent(method);
  }

  private static boolean isIdempotent(HitMethod method) {
    return switch (method) {
      case GET, HEAD, PUT, DELETE, OPTIONS, TRACE -> true;
      default -> false;
    };
  }

  void sending() {
    sendings++;
  }

  /** An answer began: from now on the request cannot be sent again. */
  void never() {
    repeatable = false;
  }

  /** Whether what is sent must be held for another time. */
  boolean isRepeatable() {
    return repeatable;
  }

  /**
   * The connection closed without an answer.
   *
   * @param reused whether an earlier call had it
   * @return why to send once more, or null
   */
  @Nullable RetryReason lost(boolean reused) {
    if (!repeatable || sendings >= mostSendings) {
      return null;
    }
    if (reused && !freeRetryUsed) {
      freeRetryUsed = true;
      return RetryReason.DEAD_CONNECTION;
    }
    if (retries < mostRetries) {
      retries++;
      return RetryReason.RESET;
    }
    return null;
  }

  /** How often the request was sent, or is about to be. */
  int attempts() {
    return 1 + retries + (freeRetryUsed ? 1 : 0);
  }
}
