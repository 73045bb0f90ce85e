package dev.mynah.exporter.export;

import java.io.IOException;

/** Takes rows and writes them. One thread. */
interface RowWriter {
  /** Writes one. */
  void row(Record row) throws IOException;

  /** Writes what comes after the last. */
  void end() throws IOException;
}
