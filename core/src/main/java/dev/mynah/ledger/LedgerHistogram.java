package dev.mynah.ledger;

/** Durations counted into {@link Buckets}. Recording belongs to the slot's event loop. */
public final class LedgerHistogram {
  static final int SUM = 0;
  static final int FIRST_BUCKET = 1;

  private final Words words;

  LedgerHistogram(Words words) {
    this.words = words;
  }

  /** Counts one duration; a negative one counts as 0. */
  public void record(long nanos) {
    if (nanos > 0) {
      words.add(SUM, nanos);
    }
    words.add(FIRST_BUCKET + Buckets.indexOf(nanos), 1);
  }
}
