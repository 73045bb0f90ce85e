package dev.mynah.agent.reuse.shared;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Leaves the server alone while it fails: opens when the connection is lost or several questions in
 * a row fail, then tries one connection after a pause that grows, and closes when that stands. The
 * server's thread only, but for the two questions.
 */
final class Circuit {
  static final int FAILURES_IN_A_ROW = 5;
  static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** After so long in use the next failure is a new one, and its first pause short again. */
  static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Control control;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private volatile boolean usable;
  private volatile boolean open;
  private boolean stopped;
  private int failures;
  private long pauseNanos = FIRST_PAUSE_NANOS;
  private long usableSinceNanos;
  private String reason = "";

  /** What the circuit acts on. */
  interface Control {
    /** Tries to connect; ends in {@link #connected} or {@link #lost}. */
    void connect();

    /** Gives the connection up, and what was asked over it. */
    void drop();

    void after(long pauseNanos, Runnable task);

    /** It has opened, or is open for another reason now. */
    void opened(String reason);

    /** It has closed. */
    void closed();
  }

  Circuit(Control control, RandomGenerator random, LongSupplier nanoTime) {
    this.control = control;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  /** Whether questions may be asked; any thread. */
  boolean isUsable() {
    return usable;
  }

  /** Whether the server has failed and not come back; any thread. */
  boolean isOpen() {
    return open;
  }

  void start() {
    control.connect();
  }

  void stop() {
    stopped = true;
    usable = false;
  }

  void connected() {
    if (stopped) {
      return;
    }
    failures = 0;
    usableSinceNanos = nanoTime.getAsLong();
    usable = true;
    if (open) {
      open = false;
      reason = "";
      control.closed();
    }
  }

  void lost(String why) {
    if (!stopped) {
      trip(why);
    }
  }

  void succeeded() {
    failures = 0;
  }

  void failed(String why) {
    if (usable && ++failures >= FAILURES_IN_A_ROW) {
      trip(why);
    }
  }

  private void trip(String why) {
    if (usable && nanoTime.getAsLong() - usableSinceNanos > STEADY_NANOS) {
      pauseNanos = FIRST_PAUSE_NANOS;
    }
    usable = false;
    boolean news = !open || !why.equals(reason);
    open = true;
    reason = why;
    control.drop();
    if (news) {
      control.opened(why);
    }
    long jittered = pauseNanos / 2 + random.nextLong(pauseNanos / 2 + 1);
    pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    control.after(jittered, this::probe);
  }

  private void probe() {
    if (!stopped) {
      control.connect();
    }
  }
}
