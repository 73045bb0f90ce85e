package dev.mynah.sidecar;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.journal.Journal;

/** The ledger, and the journal that tells the exporter of it. */
record Counting(Ledger ledger, Journal journal) {
  /**
   * The journal's last frame reads the ledger, which is closed after it.
   *
   * @param between what is to be done once the journal has its last frame
   */
  void close(Runnable between) {
    journal.close();
    between.run();
    ledger.close();
  }
}
