package dev.mynah.agent.exchange;

/**
 * Time as an event loop has it: a clock that is read once per turn of the loop, and timers. Event
 * loop only.
 */
public interface Timers {
  /** Monotonic nanoseconds, as of this turn of the loop. */
  long nanoTime();

  /** Milliseconds since 1970, as of this turn of the loop. */
  long wallMillis();

  /** Runs once after the delay. */
  Timer after(long delayNanos, Runnable task);

  /** A timer under way. */
  interface Timer {
    /** Harmless when it already ran. */
    void cancel();
  }
}
