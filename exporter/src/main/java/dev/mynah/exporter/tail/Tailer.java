package dev.mynah.exporter.tail;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a journal into a store, on a thread of its own. A store that fails makes it wait, longer
 * each time, while the journal keeps what is counted; it never slows who writes the journal.
 */
public final class Tailer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tailer.class);
  private static final long QUICK_MILLIS = 100;
  private static final long QUIET_MILLIS = 500;
  private static final long TROUBLED_MILLIS = 500;
  private static final long MOST_TROUBLED_MILLIS = 30_000;
  private static final long CLOSE_SECONDS = 2;

  private final TailSteps steps;
  private final ScheduledExecutorService thread;

  /** On the thread. */
  private long idleMillis = QUICK_MILLIS;

  private long troubledMillis = TROUBLED_MILLIS;

  private volatile boolean ending;

  private Tailer(TailParts parts) {
    this.steps = new TailSteps(parts);
    this.thread = Executors.newSingleThreadScheduledExecutor(Tailer::thread);
  }

  /** Begins to read at once. */
  public static Tailer start(TailParts parts) {
    Tailer tailer = new Tailer(parts);
    tailer.thread.execute(tailer::turn);
    return tailer;
  }

  /** How far it has come. Any thread. */
  public TailStatus status() {
    return steps.status();
  }

  /**
   * Reads to the end of a journal that nobody writes any more, and stops.
   *
   * @return whether it got there in time
   */
  public boolean finish(Duration most) {
    ending = true;
    Future<Boolean> end = thread.submit(this::readToTheEnd);
    try {
      return end.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The exporter did not read to the end; the journal keeps the rest");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops where it stands; what is not committed stays in the journal. */
  @Override
  public void close() {
    ending = true;
    try {
      thread.execute(steps::close);
      thread.shutdown();
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private boolean readToTheEnd() {
    TailSteps.Outcome outcome = steps.step();
    while (stored(outcome) && !Thread.currentThread().isInterrupted()) {
      outcome = steps.step();
    }
    return outcome == TailSteps.Outcome.IDLE;
  }

  private static boolean stored(TailSteps.Outcome outcome) {
    return outcome == TailSteps.Outcome.STORED || outcome == TailSteps.Outcome.MORE;
  }

  private void turn() {
    if (ending) {
      return;
    }
    long pauseMillis = pause(steps.step());
    try {
      thread.schedule(this::turn, pauseMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("The tailer was closed meanwhile", closed);
    }
  }

  private long pause(TailSteps.Outcome outcome) {
    return switch (outcome) {
      case MORE, STORED -> {
        idleMillis = QUICK_MILLIS;
        troubledMillis = TROUBLED_MILLIS;
        yield outcome == TailSteps.Outcome.MORE ? 0 : QUICK_MILLIS;
      }
      case IDLE -> {
        troubledMillis = TROUBLED_MILLIS;
        idleMillis = Math.min(QUIET_MILLIS, idleMillis * 2);
        yield idleMillis;
      }
      case TROUBLED -> {
        long pause = troubledMillis;
        troubledMillis = Math.min(MOST_TROUBLED_MILLIS, troubledMillis * 2);
        yield pause;
      }
    };
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "mynah-exporter-tail");
    thread.setDaemon(true);
    return thread;
  }
}
