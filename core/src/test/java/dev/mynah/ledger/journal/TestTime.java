package dev.mynah.ledger.journal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** A wall clock and a monotonic one that go when they are told to. */
final class TestTime extends Clock {
  /** A full minute. */
  static final long START = 1_800_000_000_000L;

  private long wallMillis = START;
  private long nanos = 7_000_000_000L;

  /** Time goes by. */
  void pass(long millis) {
    wallMillis += millis;
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** The wall clock alone is set; also what a machine sees that slept. */
  void step(long millis) {
    wallMillis += millis;
  }

  @Override
  public long millis() {
    return wallMillis;
  }

  long nanoTime() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(wallMillis);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
