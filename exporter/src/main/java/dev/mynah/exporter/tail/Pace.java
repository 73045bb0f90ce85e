package dev.mynah.exporter.tail;

/**
 * How long a tailer waits before its next step. A step costs a transaction whatever it brings, so
 * what nobody watches is gathered for a second; while a live stream has subscribers it is read as
 * it comes. Waiting loses nothing: the journal keeps what is not read. One thread.
 */
final class Pace {
  static final long WATCHED_MILLIS = 100;
  static final long GATHERED_MILLIS = 1_000;
  static final long IDLE_MILLIS = 500;
  static final long TROUBLED_MILLIS = 500;
  static final long MOST_TROUBLED_MILLIS = 30_000;

  private long idleMillis = WATCHED_MILLIS;
  private long troubledMillis = TROUBLED_MILLIS;

  /** The pause after a step, in milliseconds. */
  long after(TailSteps.Outcome outcome, boolean watched) {
    if (outcome == TailSteps.Outcome.TROUBLED) {
      long pause = troubledMillis;
      troubledMillis = Math.min(MOST_TROUBLED_MILLIS, pause * 2);
      return pause;
    }
    troubledMillis = TROUBLED_MILLIS;
    if (outcome == TailSteps.Outcome.IDLE) {
      idleMillis = Math.min(IDLE_MILLIS, idleMillis * 2);
      return watched ? WATCHED_MILLIS : idleMillis;
    }
    idleMillis = WATCHED_MILLIS;
    if (outcome == TailSteps.Outcome.MORE) {
      return 0;
    }
    return watched ? WATCHED_MILLIS : GATHERED_MILLIS;
  }
}
