package dev.mynah.agent.accept;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts open client connections against {@code limits.connections}. Thread-safe. */
public final class ConnectionCensus {
  private final AtomicInteger open = new AtomicInteger();
  private volatile int limit;

  public ConnectionCensus(int limit) {
    this.limit = limit;
  }

  /** From now on; connections already open stay. */
  public void limit(int changed) {
    limit = changed;
  }

  public int open() {
    return open.get();
  }

  boolean enter() {
    if (open.incrementAndGet() > limit) {
      open.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    open.decrementAndGet();
  }
}
