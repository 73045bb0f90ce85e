package dev.mynah.metrics;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ticks once a second on an event loop and remembers how late the ticks were: the heartbeat for
 * {@code /live} and the lag for {@code /metrics}. Written by the loop, read from any thread.
 */
public final class LoopPulse {
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int REMEMBERED_TICKS = 60;

  private final String name;
  private final EventExecutor loop;
  private final LongSupplier nanoTime;
  private final long[] lateNanos = new long[REMEMBERED_TICKS];
  private int tick;
  private volatile @Nullable Future<?> ticking;
  private volatile long lastBeatNanos;
  private volatile long longestNanos;

  LoopPulse(String name, EventExecutor loop, LongSupplier nanoTime) {
    this.name = name;
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.lastBeatNanos = nanoTime.getAsLong();
  }

  void start() {
    ticking = loop.scheduleWithFixedDelay(this::beat, TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  /** Ends the ticks; a loop that shuts down ends them too. */
  public void stop() {
    Future<?> last = ticking;
    if (last != null) {
      last.cancel(false);
    }
  }

  public String name() {
    return name;
  }

  /** When the loop last turned, on the clock it was made with. */
  public long lastBeatNanos() {
    return lastBeatNanos;
  }

  /** The longest wait of the last minute; a tick that is overdue now counts as far as it is. */
  double lagSeconds() {
    long overdue = nanoTime.getAsLong() - lastBeatNanos - TICK_NANOS;
    return Math.max(Math.max(longestNanos, overdue), 0) / 1e9;
  }

  int pendingTasks() {
    return loop instanceof SingleThreadEventExecutor single ? single.pendingTasks() : 0;
  }

  void beat() {
    long now = nanoTime.getAsLong();
    lateNanos[tick] = now - lastBeatNanos - TICK_NANOS;
    tick = (tick + 1) % REMEMBERED_TICKS;
    long longest = 0;
    for (long late : lateNanos) {
      longest = Math.max(longest, late);
    }
    longestNanos = longest;
    lastBeatNanos = now;
  }
}
