package dev.mynah.exporter.promql.budget;

import java.time.Duration;

/**
 * Limits of the Prometheus-compatible API. A query that would go beyond one is refused with a
 * sentence that names it.
 *
 * @param points evaluation times of a range query; as in Prometheus 11,000
 * @param series that a selector may match, or a result may have
 * @param valuesRead stored values that one query may read
 * @param cells numbers of 8 bytes that one query may hold in memory at once
 * @param resultBytes of an answer before compression
 * @param timeout of one query, waiting for its turn included
 * @param concurrent queries of all APIs that are worked on at once; further ones wait
 * @param queryChars longest query text
 */
public record PromqlSettings(
    int points,
    int series,
    long valuesRead,
    long cells,
    long resultBytes,
    Duration timeout,
    int concurrent,
    int queryChars) {
  public static final int DEFAULT_POINTS = 11_000;
  public static final int DEFAULT_SERIES = 10_000;
  public static final long DEFAULT_VALUES_READ = 5_000_000;
  public static final long DEFAULT_CELLS = 1_000_000;
  public static final long DEFAULT_RESULT_BYTES = 16L << 20;
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  public static final int DEFAULT_CONCURRENT = 2;
  public static final int DEFAULT_QUERY_CHARS = 8_192;

  /** For a heap of some 64 MiB that is shared with a sidecar. */
  public static final PromqlSettings DEFAULT =
      new PromqlSettings(
          DEFAULT_POINTS,
          DEFAULT_SERIES,
          DEFAULT_VALUES_READ,
          DEFAULT_CELLS,
          DEFAULT_RESULT_BYTES,
          DEFAULT_TIMEOUT,
          DEFAULT_CONCURRENT,
          DEFAULT_QUERY_CHARS);

  /** The share of a heap that all queries together may fill. */
  private static final int HEAP_SHARE = 4;

  private static final long SMALLEST_CELLS = 200_000;
  private static final long LARGEST_CELLS = 50_000_000;

  /** Checks the ranges. */
  public PromqlSettings {
    within("points", points, 1, 1_000_000);
    within("series", series, 1, 1_000_000);
    within("valuesRead", valuesRead, 1_000, 10_000_000_000L);
    within("cells", cells, 10_000, 1_000_000_000);
    within("resultBytes", resultBytes, 64 << 10, 1L << 30);
    within("concurrent", concurrent, 1, 64);
    within("queryChars", queryChars, 100, 100_000);
    within("timeout (ms)", timeout.toMillis(), 100, 600_000);
  }

  /** The same with as many cells as suit a heap of this size: a quarter of it for all queries. */
  public PromqlSettings forHeap(long heapBytes) {
    long fitting = heapBytes / HEAP_SHARE / Long.BYTES / concurrent;
    return withCells(Math.max(SMALLEST_CELLS, Math.min(LARGEST_CELLS, fitting)));
  }

  /** The same with another limit of memory. */
  public PromqlSettings withCells(long other) {
    return new PromqlSettings(
        points, series, valuesRead, other, resultBytes, timeout, concurrent, queryChars);
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected " + least + " to " + most + ")");
    }
  }
}
