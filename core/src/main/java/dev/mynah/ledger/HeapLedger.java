package dev.mynah.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Counts that live as long as the process: {@code --data none}, and the last resort without a disk.
 */
public final class HeapLedger implements Ledger {
  private final SeriesBook book;
  private final Map<Integer, LoopLedger> slots = new ConcurrentHashMap<>();
  private final LedgerStatus.State state;
  private final String detail;
  private final int quarantined;
  private final long ledgerId = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  private final Instant startTime;

  private HeapLedger(
      Clock clock, int seriesBudget, LedgerStatus.State state, String detail, int quarantined) {
    this.book = new SeriesBook(HeapPages.bounded(), seriesBudget);
    this.startTime = clock.instant();
    this.state = state;
    this.detail = detail;
    this.quarantined = quarantined;
  }

  /** A ledger that was asked to be on the heap. */
  public static HeapLedger create(Clock clock, int seriesBudget) {
    return new HeapLedger(clock, seriesBudget, LedgerStatus.State.HEAP, "", 0);
  }

  /**
   * A ledger on the heap because the file could not be had.
   *
   * @param state {@link LedgerStatus.State#DEGRADED} or {@link LedgerStatus.State#HIDDEN}
   * @param detail why, for people
   */
  public static HeapLedger insteadOfFile(
      Clock clock, int seriesBudget, LedgerStatus.State state, String detail, int quarantined) {
    return new HeapLedger(clock, seriesBudget, state, detail, quarantined);
  }

  @Override
  public LoopLedger slot(int eventLoopIndex) {
    return slots.computeIfAbsent(eventLoopIndex, slot -> new LoopLedger(slot, book));
  }

  @Override
  public LedgerReader reader() {
    return new LedgerReader() {
      @Override
      public LedgerSnapshot read() {
        return state == LedgerStatus.State.HIDDEN
            ? LedgerSnapshot.absent()
            : LedgerSnapshot.of(ledgerId, startTime, book.entries());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public LedgerReader scrapeReader() {
    return new ScrapeReader(reader(), book);
  }

  @Override
  public LedgerStatus status() {
    return new LedgerStatus(
        state,
        ledgerId,
        startTime,
        0,
        0,
        book.seriesCount(),
        book.exposedSeries(),
        book.folded(),
        quarantined,
        detail);
  }

  @Override
  public void routesPresent(Collection<String> routeIds) {
    book.configured(Set.copyOf(routeIds));
  }

  @Override
  public void close() {}
}
