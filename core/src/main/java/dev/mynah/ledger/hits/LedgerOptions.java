package dev.mynah.ledger.hits;

import dev.mynah.ledger.Ledger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * How a ledger is to be opened.
 *
 * @param directory the data directory; made when it is not there
 * @param sizeBytes what both files may take together, 1 MiB to 1 GiB
 * @param seriesBudget time series that may be exposed before series are folded
 * @param eventLoops how many slots get a page at once; more may be asked for later
 * @param presentRoutes the routes of the configuration; empty when not known, and then none is
 *     taken for gone
 * @param deadline how long opening may take before counts are kept on the heap
 */
public record LedgerOptions(
    Path directory,
    long sizeBytes,
    int seriesBudget,
    int eventLoops,
    Set<String> presentRoutes,
    Clock clock,
    Duration deadline) {
  /** What the files may take unless set otherwise. */
  public static final long DEFAULT_SIZE_BYTES = 32L << 20;

  /** The least that makes sense. */
  public static final long MIN_SIZE_BYTES = 1L << 20;

  /** The most that one mapping takes. */
  public static final long MAX_SIZE_BYTES = 1L << 30;

  /** A series of hits takes 40 bytes of a page and about twice that of the index. */
  private static final int INDEX_SHARE = 8;

  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

  public LedgerOptions {
    presentRoutes = Set.copyOf(presentRoutes);
    if (sizeBytes < MIN_SIZE_BYTES || sizeBytes > MAX_SIZE_BYTES) {
      throw new IllegalArgumentException(
          "ledger size: " + sizeBytes + " (expected 1 MiB to 1 GiB)");
    }
    if (eventLoops < 1 || seriesBudget < 1) {
      throw new IllegalArgumentException("event loops and series budget are at least 1");
    }
  }

  /** The defaults for a directory. */
  public static LedgerOptions in(Path directory) {
    return new LedgerOptions(
        directory,
        DEFAULT_SIZE_BYTES,
        Ledger.DEFAULT_SERIES_BUDGET,
        1,
        Set.of(),
        Clock.systemUTC(),
        DEFAULT_DEADLINE);
  }

  /** The same with another cap on the files. */
  public LedgerOptions withSizeBytes(long bytes) {
    return new LedgerOptions(
        directory, bytes, seriesBudget, eventLoops, presentRoutes, clock, deadline);
  }

  /** The same with another budget of exposed series. */
  public LedgerOptions withSeriesBudget(int series) {
    return new LedgerOptions(
        directory, sizeBytes, series, eventLoops, presentRoutes, clock, deadline);
  }

  /** The same for a number of event loops. */
  public LedgerOptions withEventLoops(int loops) {
    return new LedgerOptions(
        directory, sizeBytes, seriesBudget, loops, presentRoutes, clock, deadline);
  }

  /** The same, knowing which routes there are. */
  public LedgerOptions withPresentRoutes(Set<String> routes) {
    return new LedgerOptions(
        directory, sizeBytes, seriesBudget, eventLoops, routes, clock, deadline);
  }

  /** The same with another clock. */
  public LedgerOptions withClock(Clock other) {
    return new LedgerOptions(
        directory, sizeBytes, seriesBudget, eventLoops, presentRoutes, other, deadline);
  }

  /** The same with another deadline. */
  public LedgerOptions withDeadline(Duration other) {
    return new LedgerOptions(
        directory, sizeBytes, seriesBudget, eventLoops, presentRoutes, clock, other);
  }

  long indexBytes() {
    return sizeBytes / INDEX_SHARE;
  }

  /** The pages that fit beside the index, after what the map itself needs to find them. */
  int pages() {
    long mapBytes = sizeBytes - indexBytes();
    return ChroniclePages.pagesIn(mapBytes - mapBytes / 256 - (16 << 10));
  }
}
