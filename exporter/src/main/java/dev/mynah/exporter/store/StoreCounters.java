package dev.mynah.exporter.store;

import java.util.concurrent.atomic.LongAdder;

/** What was done since the start. Any thread. */
final class StoreCounters {
  private final LongAdder batches = new LongAdder();
  private final LongAdder frames = new LongAdder();
  private final LongAdder entries = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder stale = new LongAdder();

  void took(int frameCount, int entryCount) {
    batches.increment();
    frames.add(frameCount);
    entries.add(entryCount);
  }

  void failed() {
    failures.increment();
  }

  void stale() {
    stale.increment();
  }

  StoreStatus.Counters now(long movedAside) {
    return new StoreStatus.Counters(
        batches.sum(), frames.sum(), entries.sum(), failures.sum(), stale.sum(), movedAside);
  }
}
