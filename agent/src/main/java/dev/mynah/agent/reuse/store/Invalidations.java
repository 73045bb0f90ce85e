package dev.mynah.agent.reuse.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which purges came when, so that an answer that was asked for before a purge is not stored after
 * it. Thread-safe.
 *
 * <p>Bounded, and wrong only to the safe side: purges of single keys share slots by hash, and of
 * the others the latest are known one by one, all before them count as meaning everything.
 */
final class Invalidations {
  private static final int SLOTS = 4096;
  private static final int MOST_KNOWN = 64;

  private final AtomicLong clock = new AtomicLong();
  private final AtomicLongArray byKey = new AtomicLongArray(SLOTS);
  private volatile Known known = new Known(List.of(), 0);

  /** Now, as this class counts. */
  long now() {
    return clock.get();
  }

  void record(Purge purge) {
    long now = clock.incrementAndGet();
    if (purge instanceof Purge.Key one) {
      byKey.accumulateAndGet(slot(one.key()), now, Math::max);
      return;
    }
    synchronized (this) {
      known = known.with(new At(now, purge));
    }
  }

  /** Whether a purge since then means this answer. */
  boolean cover(CacheKey key, StoredAnswer answer, long since) {
    if (clock.get() == since) {
      return false;
    }
    return byKey.get(slot(key)) > since || known.cover(key, answer, since);
  }

  private static int slot(CacheKey key) {
    return (int) (key.hash() >>> Integer.SIZE) & SLOTS - 1;
  }

  private record At(long time, Purge purge) {}

  /** The latest purges, and the time of the last one that was forgotten. */
  private record Known(List<At> latest, long forgotten) {
    Known with(At purge) {
      List<At> next = new ArrayList<>(latest);
      next.add(purge);
      long gone = forgotten;
      if (next.size() > MOST_KNOWN) {
        gone = Math.max(gone, next.remove(0).time);
      }
      return new Known(List.copyOf(next), gone);
    }

    boolean cover(CacheKey key, StoredAnswer answer, long since) {
      if (forgotten > since) {
        return true;
      }
      for (At each : latest) {
        if (each.time > since && each.purge.matches(key, answer)) {
          return true;
        }
      }
      return false;
    }
  }
}
