package dev.mynah.ledger;

import java.io.IOException;

/** Reads the counts while they are written, or after. One thread at a time. */
public interface LedgerReader extends AutoCloseable {
  /**
   * The counts as they are now; empty where there is no ledger yet.
   *
   * @throws IOException when there is one and it cannot be read or makes no sense
   */
  LedgerSnapshot read() throws IOException;

  @Override
  void close();
}
