package dev.mynah.exporter.tail;

/**
 * How far a tailer has come, since it was started.
 *
 * @param trouble one sentence, empty while all is well
 * @param backlogBytes of the journal that wait to be read
 * @param queuedEvents that were read and are not committed
 * @param storedUpToMillis the wall clock of the newest frame or event that is stored; 0 for none
 * @param counters what was done
 */
public record TailStatus(
    String trouble, long backlogBytes, int queuedEvents, long storedUpToMillis, Counters counters) {

  /**
   * What was done.
   *
   * @param batches that were committed
   * @param failures attempts to commit that failed
   * @param leftOut requests without an event
   * @param gaps in the journal
   * @param lostBytes of them, as far as is known
   * @param givenUp events that no attempt could store, while their counts could be
   */
  public record Counters(
      long batches,
      long failures,
      long frames,
      long events,
      long leftOut,
      long gaps,
      long lostBytes,
      long givenUp) {}

  /** How far the store is behind the journal: 0 once all of it was read and stored. */
  public double lagSeconds(long nowMillis) {
    boolean behind = backlogBytes > 0 || queuedEvents > 0 || !trouble.isEmpty();
    return behind && storedUpToMillis > 0 ? Math.max(0, nowMillis - storedUpToMillis) / 1e3 : 0;
  }
}
