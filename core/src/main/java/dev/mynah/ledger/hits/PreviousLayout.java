package dev.mynah.ledger.hits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How the counts of an earlier layout are read. When a layout changes, its reader moves here, and a
 * ledger that finds only older files carries their counts over once.
 */
interface PreviousLayout {
  /** Every earlier layout that can still be read, newest first. The first layout has none. */
  static List<PreviousLayout> known() {
    return List.of();
  }

  /** The files of this layout that are in a directory; none when it was not used there. */
  List<Path> filesIn(Path directory);

  /**
   * Reads the counts.
   *
   * @throws IOException when the files cannot be read or make no sense
   */
  LedgerImage read(Path directory) throws IOException;
}
