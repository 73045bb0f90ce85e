package dev.mynah.agent.exchange;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of request bodies the process may hold because they are read ahead, over all
 * connections. Without it many large bodies at once would use up the heap. Thread-safe.
 */
public final class ReadAheadBudget {
  private static final int SHARE_OF_HEAP = 4;

  private final long limitBytes;
  private final AtomicLong held = new AtomicLong();

  public ReadAheadBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** A quarter of what the heap may grow to. */
  public static ReadAheadBudget ofHeap() {
    return new ReadAheadBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Bytes held now. */
  public long held() {
    return held.get();
  }

  boolean take(long bytes) {
    if (held.addAndGet(bytes) > limitBytes) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }
}
