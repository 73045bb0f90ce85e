package dev.mynah.agent.reuse.store;

import java.util.Map;

/**
 * The state of the store at one moment, for gauges and counters.
 *
 * @param resources primary keys
 * @param answers stored answers over all of them
 * @param storedBytes what they take, on and off the heap
 * @param usedBytes that and bodies on their way in, or gone from the index and still being read
 * @param capacityBytes the bound on the used bytes
 * @param gone answers that left, by cause, since the start
 */
public record CacheStats(
    long resources,
    long answers,
    long storedBytes,
    long usedBytes,
    long capacityBytes,
    Map<Cause, Long> gone) {
  public CacheStats {
    gone = Map.copyOf(gone);
  }

  /** Why an answer left the store. */
  public enum Cause {
    /** Another was worth more by how often it is asked for. */
    SIZE("size"),
    /** A body on its way in needed the room. */
    ROOM("room"),
    /** Its resource has too many variants. */
    VARIANTS("variants"),
    /** A newer answer took its place. */
    REPLACED("replaced"),
    /** It is the same answer, confirmed by its origin. */
    FRESHENED("freshened"),
    /** It was purged or invalidated. */
    PURGED("purged");

    private final String word;

    Cause(String word) {
      this.word = word;
    }

    /** The word in metrics. */
    public String word() {
      return word;
    }
  }
}
