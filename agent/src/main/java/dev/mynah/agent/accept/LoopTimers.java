package dev.mynah.agent.accept;

import dev.mynah.agent.exchange.Timers;
import io.netty.channel.EventLoop;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Time on one event loop. The wall clock is read anew by each sweep and reckoned in between. */
public final class LoopTimers implements Timers {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final EventLoop loop;
  private long nanosAtSync;
  private long millisAtSync;

  public LoopTimers(EventLoop loop) {
    this.loop = loop;
    sync();
  }

  /** Reads the wall clock. */
  void sync() {
    millisAtSync = System.currentTimeMillis();
    nanosAtSync = System.nanoTime();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long wallMillis() {
    return millisAt(System.nanoTime());
  }

  /** The wall clock at a moment of {@link #nanoTime()} since the last sync. */
  long millisAt(long nanos) {
    return millisAtSync + (nanos - nanosAtSync) / NANOS_PER_MILLI;
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    ScheduledFuture<?> scheduled = loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }
}
