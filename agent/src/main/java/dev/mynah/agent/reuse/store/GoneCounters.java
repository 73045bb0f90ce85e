package dev.mynah.agent.reuse.store;

import dev.mynah.agent.reuse.store.CacheStats.Cause;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts answers that left the store. Thread-safe. */
final class GoneCounters {
  private final Map<Cause, LongAdder> counts = new EnumMap<>(Cause.class);

  GoneCounters() {
    for (Cause cause : Cause.values()) {
      counts.put(cause, new LongAdder());
    }
  }

  void count(Cause cause) {
    LongAdder count = counts.get(cause);
    if (count != null) {
      count.increment();
    }
  }

  Map<Cause, Long> all() {
    Map<Cause, Long> all = new EnumMap<>(Cause.class);
    counts.forEach((cause, count) -> all.put(cause, count.sum()));
    return all;
  }
}
