package dev.mynah.settings;

import java.time.Duration;

/**
 * The hit counters' file.
 *
 * @param sizeBytes cap of the file, 1 MiB to 1 GiB
 * @param openTimeout how long opening may take before the file is given up, 100 ms to 10 min
 * @param keepRemoved how long a route that is gone keeps its own counters, before they are folded
 *     at a clean start; 1 h to 3650 d
 */
public record LedgerSettings(long sizeBytes, Duration openTimeout, Duration keepRemoved) {
  public static final long DEFAULT_SIZE_BYTES = 32L * 1024 * 1024;
  public static final Duration DEFAULT_OPEN_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration DEFAULT_KEEP_REMOVED = Duration.ofDays(30);
  public static final LedgerSettings DEFAULT =
      new LedgerSettings(DEFAULT_SIZE_BYTES, DEFAULT_OPEN_TIMEOUT, DEFAULT_KEEP_REMOVED);
}
