package dev.mynah.sidecar;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.journal.Journal;

/** The ledger, and the journal that tells the exporter of it. */
record Counting(Ledger ledger, Journal journal) implements AutoCloseable {
  /** The journal's last frame reads the ledger, which is closed after it. */
  @Override
  public void close() {
    journal.close();
    ledger.close();
  }
}
