package dev.mynah.agent.upstream;

import org.jspecify.annotations.Nullable;

/**
 * A place in a ring, carried by what hangs in it: joining, leaving from the middle and taking from
 * either end are a few writes. A link that is its own ring's head holds nothing. Event loop only.
 */
final class Link<T> {
  private final @Nullable T held;
  private Link<T> before = this;
  private Link<T> after = this;
  private long sinceNanos;

  /** The head of an empty ring. */
  Link() {
    held = null;
  }

  Link(T held) {
    this.held = held;
  }

  boolean isLinked() {
    return after != this;
  }

  /** Joins a ring at its end. */
  void joinEnd(Link<T> ring, long now) {
    sinceNanos = now;
    before = ring.before;
    after = ring;
    before.after = this;
    ring.before = this;
  }

  /** When it joined its ring. */
  long sinceNanos() {
    return sinceNanos;
  }

  /** Harmless when it is in no ring. */
  void leave() {
    before.after = after;
    after.before = before;
    before = this;
    after = this;
  }

  /** The first in the ring, null when it is empty. */
  @Nullable T first() {
    return after.held;
  }

  /** The last in the ring, null when it is empty. */
  @Nullable T last() {
    return before.held;
  }
}
