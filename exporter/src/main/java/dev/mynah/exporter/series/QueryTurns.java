package dev.mynah.exporter.series;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A few queries are worked on at once, whichever API they came by, since each may fill its share of
 * the heap; the others wait in order. Any thread.
 */
public final class QueryTurns {
  private final int atOnce;
  private final Semaphore free;

  public QueryTurns(int atOnce) {
    this.atOnce = atOnce;
    this.free = new Semaphore(atOnce, true);
  }

  /**
   * Works on a query when it is its turn.
   *
   * @param most how long it may wait
   * @throws QueryRefused when it has waited so long, or the work throws it
   */
  public <T> T take(Duration most, Supplier<T> work) {
    await(most);
    try {
      return work.get();
    } finally {
      free.release();
    }
  }

  private void await(Duration most) {
    try {
      if (!free.tryAcquire(Math.max(0, most.toNanos()), TimeUnit.NANOSECONDS)) {
        throw new QueryRefused(
            QueryRefused.Kind.TIMEOUT,
            "query timed out in query queue: more than " + atOnce + " queries at once");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new QueryRefused(QueryRefused.Kind.TIMEOUT, "query was interrupted");
    }
  }
}
