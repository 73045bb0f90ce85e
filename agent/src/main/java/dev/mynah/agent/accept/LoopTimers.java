package dev.mynah.agent.accept;

import dev.mynah.agent.exchange.Timers;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Time on one event loop. The system's wall clock is read anew by each sweep and reckoned in
 * between, from when the loop last read a client's bytes: right to a sweep's interval. Any other
 * wall clock is read each time, so that it may stand still or jump.
 */
public final class LoopTimers implements Timers {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Clock SYSTEM = Clock.systemUTC();

  private final EventLoop loop;
  private final Clock wall;
  private final boolean reckoned;
  private long nanosAtSync;
  private long turnNanos;
  private long millisAtSync;

  public LoopTimers(EventLoop loop) {
    this(loop, SYSTEM);
  }

  public LoopTimers(EventLoop loop, Clock wall) {
    this.loop = loop;
    this.wall = wall;
    this.reckoned = wall.equals(SYSTEM);
    sync();
  }

  /** Reads the wall clock. */
  void sync() {
    millisAtSync = wall.millis();
    nanosAtSync = System.nanoTime();
    turnNanos = nanosAtSync;
  }

  /** Something was read: the loop's clock is set. */
  long turn() {
    turnNanos = System.nanoTime();
    return turnNanos;
  }

  /** When the loop's clock was last set; good enough for deadlines. */
  long turnNanos() {
    return turnNanos;
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long wallMillis() {
    if (!reckoned) {
      return wall.millis();
    }
    return millisAtSync + (turnNanos - nanosAtSync) / NANOS_PER_MILLI;
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    ScheduledFuture<?> scheduled = loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }
}
