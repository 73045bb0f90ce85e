package dev.mynah.exporter.query.count;

import java.util.concurrent.atomic.AtomicLong;

/** What the answers under way may hold in memory together. Any thread. */
public final class SharedCells {
  /** A sum with what points to it. */
  private static final int BYTES = 160;

  private static final int HEAP_SHARE = 4;
  private static final long FEWEST = 30_000;
  private static final long MOST = 1_000_000;

  private final long all;
  private final AtomicLong free;

  /** So many. */
  public SharedCells(long all) {
    this.all = all;
    this.free = new AtomicLong(all);
  }

  /** A quarter of a heap. */
  public static SharedCells ofHeap(long heapBytes) {
    return new SharedCells(Math.max(FEWEST, Math.min(MOST, heapBytes / HEAP_SHARE / BYTES)));
  }

  /** How many there are when nobody holds any. */
  long all() {
    return all;
  }

  /** Takes so many, or none when there are not so many left. */
  boolean take(long cells) {
    long left = free.get();
    while (left >= cells) {
      if (free.compareAndSet(left, left - cells)) {
        return true;
      }
      left = free.get();
    }
    return false;
  }

  void giveBack(long cells) {
    free.addAndGet(cells);
  }
}
