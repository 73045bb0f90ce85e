package dev.mynah.agent.upstream;

import dev.mynah.agent.exchange.Timers;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Time limits of everything under way on one event loop, looked at every {@value #TICK_MILLIS} ms
 * while there is anything, so that no call pays for timers of its own. A limit strikes up to one
 * tick late and never early. Event loop only.
 *
 * <p>The watched hang in a ring of links that they carry themselves: joining and leaving cost a few
 * writes and no memory.
 */
final class Sweep {
  static final long TICK_MILLIS = 20;

  private final Timers timers;
  private final Watched ring = new Watched(this);
  private boolean ticking;

  Sweep(Timers timers) {
    this.timers = timers;
  }

  /** Something with a time limit. */
  static class Watched {
    private final Sweep sweep;
    private Watched before = this;
    private Watched after = this;

    Watched(Sweep sweep) {
      this.sweep = sweep;
    }

    /** Looks at the clock; may leave. */
    void swept(long now) {}

    final void watch() {
      before = sweep.ring.before;
      after = sweep.ring;
      before.after = this;
      after.before = this;
      sweep.tick();
    }

    /** Harmless when it is not watched. */
    final void unwatch() {
      before.after = after;
      after.before = before;
      before = this;
      after = this;
    }
  }

  private void tick() {
    if (!ticking) {
      ticking = true;
      timers.after(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS), this::sweep);
    }
  }

  private void sweep() {
    ticking = false;
    long now = timers.nanoTime();
    // what a limit sets off may take others out of the ring: a mark stands where we are
    @Nullable Watched next = ring.after;
    Watched mark = new Watched(this);
    while (next != ring) {
      mark.after = next.after;
      mark.before = next;
      next.after.before = mark;
      next.after = mark;
      next.swept(now);
      next = mark.after;
      mark.unwatch();
    }
    if (ring.after != ring) {
      tick();
    }
  }
}
