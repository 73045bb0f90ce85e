package dev.mynah.agent.reuse.dedup;

import dev.mynah.agent.reuse.dedup.SharedWindow.Claim;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks other processes before anybody here goes on, and again while one of them is at it. Everybody
 * here waits meanwhile, the one who came first as well. Its event loop only.
 */
final class SharedClaim {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final DedupWindow window;
  private final Flight flight;
  private final Turn first;
  private boolean waited;
  private long pauseNanos = FIRST_PAUSE_NANOS;

  SharedClaim(DedupWindow window, Flight flight, Turn first) {
    this.window = window;
    this.flight = flight;
    this.first = first;
  }

  void begin() {
    long leaseMillis = first.plan().waitNanos() / 1_000_000;
    window.shared().claim(flight.key().digest(), leaseMillis, waited, first.loop(), this::settled);
  }

  private void settled(Claim claim) {
    switch (claim.state()) {
      case FIRST -> flight.passOn();
      case IN_FLIGHT -> askAgain();
      case DONE -> done(claim.answer());
      case FAILED -> flight.failedElsewhere();
    }
  }

  /** Those who wait have a time limit each; when all have gone nobody asks any more. */
  private void askAgain() {
    waited = true;
    if (flight.closeIfAlone()) {
      return;
    }
    first.timers().after(pauseNanos, this::begin);
    pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
  }

  private void done(byte @Nullable [] encoded) {
    Remembered answer = encoded == null ? null : window.decode(encoded, first.plan(), first.loop());
    if (answer == null) {
      flight.passOn();
      return;
    }
    if (DedupWindow.contradicts(flight.key(), answer)) {
      flight.contradicted();
    } else {
      flight.answered(answer);
      if (!window.remember(flight, answer)) {
        flight.close();
      }
    }
    answer.body().release();
  }
}
