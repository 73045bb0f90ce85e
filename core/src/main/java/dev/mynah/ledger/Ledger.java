package dev.mynah.ledger;

import java.util.Collection;

/**
 * Everything that is counted, in a file or on the heap. One process writes a data directory.
 *
 * <p>Threads: all methods may be called on any thread; what a slot hands out belongs to its loop.
 */
public interface Ledger extends AutoCloseable {
  /** Time series that may be exposed before series are folded, unless set otherwise. */
  int DEFAULT_SERIES_BUDGET = 2_000;

  /**
   * The writer slot of an event loop, the same object each time.
   *
   * @param eventLoopIndex from 0
   */
  LoopLedger slot(int eventLoopIndex);

  /** A reader of this ledger, by the same path that other processes read it. Close it after use. */
  LedgerReader reader();

  /**
   * A reader for scrapes: as {@link #reader}, without the counts that no traffic adds to any more.
   * Those are what was folded into {@link Family#REMOVED}, and what the file has of routes that
   * were gone when it was opened; shown, they would make a jump at each fold and cost series for
   * nothing.
   */
  LedgerReader scrapeReader();

  /** How the ledger stands now. */
  LedgerStatus status();

  /**
   * Tells which routes there are now, at each load of the configuration and before traffic meets
   * them: their hits are folded last, and counts of routes that have been gone for a month are
   * folded at a clean start. Never called on an event loop.
   */
  void routesPresent(Collection<String> routeIds);

  /** Marks the end as clean. Called once the event loops have stopped; later adds are lost. */
  @Override
  void close();
}
