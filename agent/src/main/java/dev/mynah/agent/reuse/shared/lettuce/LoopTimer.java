package dev.mynah.agent.reuse.shared.lettuce;

import io.netty.channel.EventLoop;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lettuce's timer on a loop that is there anyway, instead of a wheel with a thread of its own. */
final class LoopTimer implements Timer {
  private static final Logger LOG = LoggerFactory.getLogger(LoopTimer.class);

  private final EventLoop loop;

  LoopTimer(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
    Waiting waiting = new Waiting(this, task);
    waiting.future = loop.schedule(waiting, delay, unit);
    return waiting;
  }

  /** The loop is stopped by whoever started it. */
  @Override
  public Set<Timeout> stop() {
    return Set.of();
  }

  private static final class Waiting implements Timeout, Runnable {
    private final Timer timer;
    private final TimerTask task;
    private volatile @Nullable ScheduledFuture<?> future;
    private volatile boolean expired;

    Waiting(Timer timer, TimerTask task) {
      this.timer = timer;
      this.task = task;
    }

    @Override
    @SuppressWarnings("CatchingUnchecked") // what the task throws is declared as Exception
    public void run() {
      expired = true;
      try {
        task.run(this);
      } catch (Exception e) {
        LOG.debug("a timer's task failed", e);
      }
    }

    @Override
    public Timer timer() {
      return timer;
    }

    @Override
    public TimerTask task() {
      return task;
    }

    @Override
    public boolean isExpired() {
      return expired;
    }

    @Override
    public boolean isCancelled() {
      ScheduledFuture<?> scheduled = future;
      return scheduled != null && scheduled.isCancelled();
    }

    @Override
    public boolean cancel() {
      ScheduledFuture<?> scheduled = future;
      return scheduled != null && scheduled.cancel(false);
    }
  }
}
