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
  private static final long CLOSE_SECONDS = 2;

  private final TailSteps steps;
  private final ScheduledExecutorService thread;

  /** On the thread. */
  private final Pace pace = new Pace();

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
    long pauseMillis = pace.after(steps.step(), steps.isWatched());
    try {
      thread.schedule(this::turn, pauseMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.debug("The tailer was closed meanwhile", closed);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "mynah-exporter-tail");
    thread.setDaemon(true);
    return thread;
  }
}
