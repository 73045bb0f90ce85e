package dev.mynah.ledger.journal.admission;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Draws a sample of one event loop's requests. Between two requests that are taken lies a random
 * number of others; the one that is taken stands for those before it and itself. As the distance
 * does not depend on what the requests are, the weights of a kind of request add up, on average, to
 * how many of it there were; and they add up exactly to all requests together:
 *
 * <pre>
 *   seen = weights of those taken + left out + waiting
 * </pre>
 *
 * <p>where waiting are the requests since the last that was taken or left out. What is left out is
 * left out because the budget is used up or the ring is full.
 *
 * <p>Threads: {@link #admit} and {@link #leaveOut} are the event loop's and allocate nothing; the
 * rest is the writer's.
 */
public final class Sampler {
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong overBudget = new AtomicLong();
  private final AtomicLong ringFull = new AtomicLong();
  private final AtomicLong meanDistance = new AtomicLong(Double.doubleToRawLongBits(1));
  private final AtomicLong mayTake = new AtomicLong();
  private long distance = 1;
  private long random;

  /**
   * Not steered yet.
   *
   * @param seed of the distances, anything
   * @param first how many may be taken until it is
   */
  public Sampler(long seed, int first) {
    this.mayTake.set(first);
    this.random = seed == 0 ? 1 : seed;
  }

  /**
   * Sees a request.
   *
   * @return how many requests it stands for, when it is taken; else 0
   */
  public long admit() {
    long now = seen.getPlain() + 1;
    seen.setRelease(now);
    long waiting = now - settled.getPlain();
    double mean = Double.longBitsToDouble(meanDistance.getOpaque());
    if (waiting < distance && mean > 1) {
      return 0;
    }
    settled.setRelease(now);
    distance = drawDistance(mean);
    if (taken.getPlain() >= mayTake.getAcquire()) {
      overBudget.setRelease(overBudget.getPlain() + waiting);
      return 0;
    }
    taken.setRelease(taken.getPlain() + 1);
    return waiting;
  }

  /** Sees a request for which there is no room in the ring. */
  public void leaveOut() {
    long now = seen.getPlain() + 1;
    seen.setRelease(now);
    long waiting = now - settled.getPlain();
    settled.setRelease(now);
    ringFull.setRelease(ringFull.getPlain() + waiting);
  }

  /** Takes back one that was admitted. */
  public void takeBack(long weight) {
    ringFull.setRelease(ringFull.getPlain() + weight);
  }

  /** How many requests there were. */
  public long seen() {
    return seen.getAcquire();
  }

  /** How many were taken. */
  public long taken() {
    return taken.getAcquire();
  }

  /** How many were left out for want of budget. */
  public long overBudget() {
    return overBudget.getAcquire();
  }

  /** How many were left out for want of room. */
  public long ringFull() {
    return ringFull.getAcquire();
  }

  /** How many nothing stands for yet. */
  public long waiting() {
    return Math.max(0, seen.getAcquire() - settled.getAcquire());
  }

  /**
   * Steers.
   *
   * @param mean distance between two that are taken, from 1
   * @param more how many may be taken from now on, until it is steered again
   */
  void steer(double mean, long more) {
    meanDistance.setOpaque(Double.doubleToRawLongBits(Math.max(1, mean)));
    mayTake.setRelease(taken.getAcquire() + more);
  }

  /** Evenly from 1 to twice the mean less 1 (xorshift, 64 bits). */
  private long drawDistance(double mean) {
    if (mean <= 1) {
      return 1;
    }
    random ^= random << 13;
    random ^= random >>> 7;
    random ^= random << 17;
    double evenly = (random >>> 11) * 0x1.0p-53;
    return 1 + (long) (evenly * (2 * mean - 1));
  }
}
