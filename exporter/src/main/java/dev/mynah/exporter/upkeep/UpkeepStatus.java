package dev.mynah.exporter.upkeep;

import java.util.Map;

/**
 * What was done since the start. Moments are wall clock, 0 for never.
 *
 * @param summedUp spans of sources that were made of finer ones, by resolution
 * @param deleted rows by what they were
 */
public record UpkeepStatus(
    Map<String, Long> summedUp,
    long rollupFailures,
    long lastRollupMillis,
    long retentionFailures,
    long lastRetentionMillis,
    Map<String, Long> deleted) {
  static final UpkeepStatus START = new UpkeepStatus(Map.of(), 0, 0, 0, 0, Map.of());

  /** Keeps its own copy. */
  public UpkeepStatus {
    summedUp = Map.copyOf(summedUp);
    deleted = Map.copyOf(deleted);
  }
}
