package dev.mynah.exporter.store;

/**
 * How the store stands.
 *
 * @param engine {@code sqlite} or {@code postgresql}
 * @param usable whether the last attempt to write or read worked
 * @param trouble a sentence about why not, else empty
 * @param bytes on disk at the last look; 0 when never looked
 * @param dirtyHours that wait to be summed up, at the last rollup
 * @param counters since the start
 */
public record StoreStatus(
    String engine, boolean usable, String trouble, long bytes, int dirtyHours, Counters counters) {

  /**
   * What was done since the start.
   *
   * @param batches taken in
   * @param frames of counts in them
   * @param entries of the request log in them
   * @param failures of transactions, by whatever cause
   * @param stale batches that began elsewhere than the store had read to
   * @param movedAside damaged files
   */
  public record Counters(
      long batches, long frames, long entries, long failures, long stale, long movedAside) {}
}
