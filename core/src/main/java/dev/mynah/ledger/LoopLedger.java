package dev.mynah.ledger;

/**
 * One writer slot. Exactly one event loop adds to what it hands out; looking a series up is safe on
 * any thread but costs a hash lookup, so whoever counts keeps what it got.
 */
public final class LoopLedger {
  private final int slot;
  private final SeriesBook book;

  /** The writer of a slot; only a ledger makes one, and only one per slot. */
  public LoopLedger(int slot, SeriesBook book) {
    this.slot = slot;
    this.book = book;
  }

  /** The counter of a series, at 0 when new. */
  public LedgerCounter counter(Family family, String... labelValues) {
    return new LedgerCounter(words(Family.Kind.COUNTER, family, labelValues));
  }

  /** The histogram of a series, empty when new. */
  public LedgerHistogram histogram(Family family, String... labelValues) {
    return new LedgerHistogram(words(Family.Kind.HISTOGRAM, family, labelValues));
  }

  /** The hits of a route. Two calls for one route count into the same words. */
  public RouteHits route(String routeId) {
    return new RouteHits(routeId, this);
  }

  private Words words(Family.Kind kind, Family family, String... labelValues) {
    if (family.kind() != kind) {
      throw new IllegalArgumentException(family.name() + " is a " + family.kind());
    }
    return book.words(slot, SeriesKey.of(family, labelValues));
  }

  HitSeries hits(
      String routeId, HitMethod method, int statusCode, Outcome outcome, Protocol protocol) {
    return new HitSeries(
        words(
            Family.Kind.REQUESTS,
            Family.REQUESTS,
            routeId,
            method.label(),
            Integer.toString(statusCode).intern(),
            outcome.label(),
            protocol.label()));
  }
}
