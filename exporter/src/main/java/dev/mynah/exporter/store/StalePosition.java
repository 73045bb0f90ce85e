package dev.mynah.exporter.store;

import dev.mynah.ledger.journal.Position;

/**
 * The store has read the source up to another position than the batch begins at: somebody else
 * feeds the same source, or the caller kept an old position. Nothing was written; read on from
 * {@link #stored}.
 */
public final class StalePosition extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Position stored;

  StalePosition(Position given, Position stored) {
    super("the batch begins at " + given + ", the store has read up to " + stored);
    this.stored = stored;
  }

  /** Where to read on. */
  public Position stored() {
    return stored;
  }
}
