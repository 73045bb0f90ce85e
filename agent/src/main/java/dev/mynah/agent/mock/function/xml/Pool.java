package dev.mynah.agent.mock.function.xml;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Supplier;

/**
 * Lends objects that cost much to make and serve one call at a time. Never waits: where all are
 * lent another is made, and what comes back to a full pool is dropped.
 */
final class Pool<T> {
  /** As many as a process has event loops, as a rule. */
  private static final int MOST_IDLE = 4;

  private final Queue<T> idle = new ArrayBlockingQueue<>(MOST_IDLE);
  private final Supplier<T> make;

  Pool(Supplier<T> make) {
    this.make = make;
  }

  /** One that nobody else has. */
  T take() {
    T waiting = idle.poll();
    return waiting == null ? make.get() : waiting;
  }

  /** Takes one back that can be used again; after a failure it is better left to be forgotten. */
  void giveBack(T lent) {
    idle.offer(lent);
  }
}
