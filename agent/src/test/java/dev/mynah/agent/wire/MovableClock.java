package dev.mynah.agent.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A wall clock that stands still until a test moves it. Any thread. */
public final class MovableClock extends Clock {
  private final AtomicReference<Instant> now;

  private MovableClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  public static MovableClock at(Instant start) {
    return new MovableClock(start);
  }

  public void advance(Duration by) {
    now.updateAndGet(was -> was.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public long millis() {
    return now.get().toEpochMilli();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("only UTC is used");
  }
}
