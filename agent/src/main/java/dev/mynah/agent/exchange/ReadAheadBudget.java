package dev.mynah.agent.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * How many bytes of request bodies the process may hold because they are read ahead, over all
 * connections. Without it many large bodies at once would use up the heap.
 *
 * <p>Room for a whole body is reserved before the first byte of it is read, so whoever waits holds
 * nothing and nobody can wait for another that waits. Who asks first is served first: a large body
 * is not overtaken by small ones for ever. Thread-safe; nothing here takes longer than a look at a
 * queue.
 */
public final class ReadAheadBudget {
  private static final int SHARE_OF_HEAP = 4;

  private final Deque<Request> queue = new ArrayDeque<>();
  private long limitBytes;
  private long heldBytes;

  /** Room that was asked for: there at once, waited for, or past what there ever is. */
  enum Answer {
    GRANTED,
    QUEUED,
    NEVER
  }

  /** Somebody who asks for room. */
  static final class Request {
    private final long bytes;
    private final Executor loop;
    private final Runnable granted;

    /**
     * @param granted run on the loop, unless room was there at once
     */
    Request(long bytes, Executor loop, Runnable granted) {
      this.bytes = bytes;
      this.loop = loop;
      this.granted = granted;
    }
  }

  /**
   * @param limitBytes 0 for a quarter of what the heap may grow to
   */
  public ReadAheadBudget(long limitBytes) {
    this.limitBytes = effective(limitBytes);
  }

  private static long effective(long limitBytes) {
    return limitBytes > 0 ? limitBytes : Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
  }

  /** Goes by another limit from now on; 0 for a quarter of what the heap may grow to. */
  public void limit(long changedBytes) {
    tell(change(effective(changedBytes)));
  }

  private synchronized List<Request> change(long changedBytes) {
    limitBytes = changedBytes;
    return next();
  }

  /** Bytes that may be held at once. */
  public synchronized long limit() {
    return limitBytes;
  }

  /** Bytes reserved now. */
  public synchronized long held() {
    return heldBytes;
  }

  /** Requests that wait for room. */
  public synchronized int waiting() {
    return queue.size();
  }

  synchronized Answer ask(Request request) {
    if (request.bytes > limitBytes) {
      return Answer.NEVER;
    }
    if (queue.isEmpty() && heldBytes + request.bytes <= limitBytes) {
      heldBytes += request.bytes;
      return Answer.GRANTED;
    }
    queue.add(request);
    return Answer.QUEUED;
  }

  /**
   * Waits no longer.
   *
   * @return false when room has been granted meanwhile, which is then to be given back
   */
  boolean withdraw(Request request) {
    List<Request> served;
    synchronized (this) {
      if (!queue.remove(request)) {
        return false;
      }
      served = next();
    }
    tell(served);
    return true;
  }

  void giveBack(long bytes) {
    if (bytes > 0) {
      tell(release(bytes));
    }
  }

  private synchronized List<Request> release(long bytes) {
    heldBytes -= bytes;
    return next();
  }

  /** Takes those out of the queue, in its order, who can be served now. Called with the lock. */
  private List<Request> next() {
    if (queue.isEmpty()) {
      return List.of();
    }
    List<Request> served = new ArrayList<>();
    while (!queue.isEmpty()) {
      Request first = queue.peek();
      // What can never be had since the limit was lowered is let in alone instead of for ever out.
      boolean alone = heldBytes == 0 && first.bytes > limitBytes;
      if (!alone && heldBytes + first.bytes > limitBytes) {
        break;
      }
      heldBytes += first.bytes;
      served.add(queue.poll());
    }
    return served;
  }

  private void tell(List<Request> served) {
    for (Request request : served) {
      try {
        request.loop.execute(request.granted);
      } catch (RejectedExecutionException ended) {
        giveBack(request.bytes);
      }
    }
  }
}
