package dev.mynah.ledger;

/** One number that only grows. Adding belongs to the slot's event loop. */
public final class LedgerCounter {
  private final Words words;

  LedgerCounter(Words words) {
    this.words = words;
  }

  /** Adds one. */
  public void increment() {
    words.add(0, 1);
  }

  /** Adds an amount; a negative one is refused quietly, since a counter never goes back. */
  public void add(long amount) {
    if (amount > 0) {
      words.add(0, amount);
    }
  }
}
