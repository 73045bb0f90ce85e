package dev.mynah.ledger.journal.admission;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from one thread to one other. A place is free when it holds nothing, so neither
 * side reads the other's counter.
 */
public final class Ring<T> {
  private final AtomicReferenceArray<@Nullable T> places;
  private final int mask;
  private int put;
  private int taken;

  /**
   * An empty one.
   *
   * @param least how many it holds at least; rounded up to a power of two
   */
  public Ring(int least) {
    int size = Integer.highestOneBit(Math.max(2, least) * 2 - 1);
    this.places = new AtomicReferenceArray<>(size);
    this.mask = size - 1;
  }

  /** Whether nothing more fits now. The producer's. */
  public boolean isFull() {
    return places.getAcquire(put & mask) != null;
  }

  /** Adds one; false when it is full. The producer's. */
  public boolean offer(T value) {
    if (isFull()) {
      return false;
    }
    places.setRelease(put++ & mask, value);
    return true;
  }

  /** Takes the oldest; null when it is empty. The consumer's. */
  public @Nullable T poll() {
    T value = places.getAcquire(taken & mask);
    if (value != null) {
      places.setRelease(taken++ & mask, null);
    }
    return value;
  }
}
