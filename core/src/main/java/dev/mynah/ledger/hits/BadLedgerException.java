package dev.mynah.ledger.hits;

import java.io.IOException;

/** A ledger's files do not hold what they should. */
final class BadLedgerException extends IOException {
  private static final long serialVersionUID = 1;

  BadLedgerException(String message) {
    super(message);
  }
}
