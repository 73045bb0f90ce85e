package dev.mynah.agent.reuse.store.body;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Something that is alive while anybody has a reference to it. Thread-safe. */
abstract class Counted {
  private static final AtomicIntegerFieldUpdater<Counted> REFERENCES =
      AtomicIntegerFieldUpdater.newUpdater(Counted.class, "references");

  /** One for the creator. */
  private volatile int references = 1;

  Counted() {}

  /** Takes a reference unless the last one is gone already. */
  public final boolean tryRetain() {
    int now;
    do {
      now = references;
      if (now <= 0) {
        return false;
      }
    } while (!REFERENCES.compareAndSet(this, now, now + 1));
    return true;
  }

  /**
   * Gives a reference back; with the last one the memory goes.
   *
   * @throws IllegalStateException when there was none left
   */
  public final void release() {
    int left = REFERENCES.decrementAndGet(this);
    if (left == 0) {
      free();
    } else if (left < 0) {
      throw new IllegalStateException("released more often than retained");
    }
  }

  /** Called once, when the last reference went. */
  abstract void free();
}
