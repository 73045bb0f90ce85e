package dev.mynah.exporter.upkeep;

import java.util.Map;

/**
 * What was done since the start. Moments are wall clock, 0 for never.
 *
 * @param rollups that went well
 * @param deleted rows by what they were
 */
public record UpkeepStatus(
    long rollups,
    long rollupFailures,
    long lastRollupMillis,
    long retentionFailures,
    long lastRetentionMillis,
    Map<String, Long> deleted) {
  static final UpkeepStatus START = new UpkeepStatus(0, 0, 0, 0, 0, Map.of());

  /** Keeps its own copy. */
  public UpkeepStatus {
    deleted = Map.copyOf(deleted);
  }
}
