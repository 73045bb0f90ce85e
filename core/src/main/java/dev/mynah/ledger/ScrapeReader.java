package dev.mynah.ledger;

import java.io.IOException;

/** Leaves out of what another reader reads the routes that nobody counts into. */
public final class ScrapeReader implements LedgerReader {
  private final LedgerReader reader;
  private final SeriesBook book;

  /** Reads by another reader, which it closes with itself. */
  public ScrapeReader(LedgerReader reader, SeriesBook book) {
    this.reader = reader;
    this.book = book;
  }

  @Override
  public LedgerSnapshot read() throws IOException {
    return reader.read().ofRoutes(route -> route.isEmpty() || book.isAwake(route));
  }

  @Override
  public void close() {
    reader.close();
  }
}
