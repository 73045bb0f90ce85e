package dev.mynah.ledger.journal;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * From when to when a frame counts. Its end is the wall clock, or the full minute that has just
 * begun; its length is the monotonic clock's; where begin and the last end differ by no more than
 * clocks drift, they are made one.
 *
 * <p>One thread.
 */
final class FrameSpans {
  private static final long MINUTE_MILLIS = 60_000;

  /** How late into a minute a frame may be taken and still end with the minute before. */
  private static final long LATE_MILLIS = 1_000;

  /** Less than this is drift, or the lateness of two frames; more is a step of the clock. */
  private static final long DRIFT_MILLIS = 2_000;

  private static final long LONGEST_WAIT_MILLIS = 61_000;

  private final Clock wallClock;
  private final LongSupplier nanoTime;
  private long lastMillis;
  private long lastNanos;
  private long lastMinute;

  /** Wall clock milliseconds. */
  record Span(long fromMillis, long toMillis) {}

  FrameSpans(Clock wallClock, LongSupplier nanoTime) {
    this.wallClock = wallClock;
    this.nanoTime = nanoTime;
    begin();
  }

  /** The next span begins now. */
  void begin() {
    lastMillis = wallClock.millis();
    lastNanos = nanoTime.getAsLong();
    lastMinute = minuteOf(lastMillis);
  }

  /** Whether a minute has ended since the last span, or the clock was set. */
  boolean isDue() {
    return minuteOf(wallClock.millis()) != lastMinute
        || elapsedMillis(nanoTime.getAsLong()) >= LONGEST_WAIT_MILLIS;
  }

  /** The span from the last one to now. */
  Span next() {
    long now = wallClock.millis();
    long minuteStart = minuteOf(now) * MINUTE_MILLIS;
    boolean late = now - minuteStart < LATE_MILLIS && minuteStart >= lastMillis;
    long to = late ? minuteStart : now;
    long from = to - elapsedMillis(nanoTime.getAsLong());
    boolean drifted = Math.abs(from - lastMillis) <= DRIFT_MILLIS && lastMillis <= to;
    return new Span(drifted ? lastMillis : from, to);
  }

  /** The span has been written: the next begins where it ended. */
  void ended(Span span) {
    lastMillis = span.toMillis();
    lastNanos = nanoTime.getAsLong();
    lastMinute = minuteOf(wallClock.millis());
  }

  private long elapsedMillis(long nowNanos) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNanos - lastNanos));
  }

  private static long minuteOf(long millis) {
    return Math.floorDiv(millis, MINUTE_MILLIS);
  }
}
