package dev.mynah.ledger;

import java.time.Instant;

/**
 * How a ledger stands.
 *
 * @param ledgerId names the counts: it changes only when counting starts anew from 0
 * @param startTime since when is counted, which is when the file was created
 * @param sizeBytes the room there is, 0 on the heap
 * @param usedBytes what series take of it
 * @param series distinct series
 * @param exposedSeries time series that a scrape of all of them shows
 * @param folded how often a series was folded into {@code _overflow} since the start
 * @param quarantined how many files were moved aside at this start
 * @param detail one sentence for people; empty when all is well
 */
public record LedgerStatus(
    State state,
    long ledgerId,
    Instant startTime,
    long sizeBytes,
    long usedBytes,
    int series,
    int exposedSeries,
    long folded,
    int quarantined,
    String detail) {

  /** Where the counts are. */
  public enum State {
    /** In the file: they survive the process. */
    FILE,
    /** On the heap because no file was asked for. */
    HEAP,
    /** On the heap because nothing could be written. */
    DEGRADED,
    /**
     * On the heap, while the old file could not be moved aside: its families are left out of
     * scrapes until the next start, since showing them from 0 would be a reset that never was.
     */
    HIDDEN
  }

  /** Whether {@code /ready} should name the ledger as degraded. */
  public boolean degraded() {
    return state == State.DEGRADED || state == State.HIDDEN;
  }
}
