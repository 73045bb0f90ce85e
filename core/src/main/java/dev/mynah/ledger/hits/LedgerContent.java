package dev.mynah.ledger.hits;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesBook;
import dev.mynah.ledger.Words;
import java.io.IOException;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A ledger's files, read whole and judged by checks whose time is bounded by the length of the
 * files. Nothing here calls Chronicle, which may loop for ever over content it did not write.
 */
record LedgerContent(MappedPair pair, PageTable pages, List<SeriesBook.Entry> entries) {
  /** No counter gets here in a lifetime; a damaged word almost always does. */
  private static final long IMPOSSIBLE_COUNT = 1L << 53;

  private static final long IMPOSSIBLE_MILLIS = 1L << 45;
  private static final int FIRST_HIT = 3;

  /**
   * Reads and checks.
   *
   * @throws BadLedgerException when anything is not as the layout says
   */
  static LedgerContent load(LedgerFiles files, MapMode mode) throws IOException {
    MappedPair pair = MappedPair.open(files, mode);
    PageTable pages = new PageTable(pair.memory(), pair.index().header().generation());
    List<SeriesBook.Entry> entries = new ArrayList<>();
    for (IndexRecord record : pair.index().next()) {
      if (record instanceof IndexRecord.Page page) {
        pages.add(page);
      } else if (record instanceof IndexRecord.Series series) {
        SeriesBook.Entry entry = pages.add(series);
        judge(entry);
        entries.add(entry);
      }
    }
    return new LedgerContent(pair, pages, entries);
  }

  boolean stoppedCleanly() {
    return pair.index().word(IndexHeader.CLEAN) == 1;
  }

  LedgerImage image() {
    IndexHeader header = pair.index().header();
    return LedgerImage.of(header.ledgerId(), header.createdMillis(), entries);
  }

  private static void judge(SeriesBook.Entry entry) throws BadLedgerException {
    Words words = entry.words();
    for (int i = 0; i < words.count(); i++) {
      long value = words.read(i);
      if (value < 0 || value >= limit(entry.key().family().kind(), i)) {
        throw new BadLedgerException(
            "impossible count " + value + " of " + entry.key().family().name());
      }
    }
  }

  private static long limit(Family.Kind kind, int word) {
    return switch (kind) {
      case COUNTER -> Long.MAX_VALUE;
      case HISTOGRAM -> word == 0 ? Long.MAX_VALUE : IMPOSSIBLE_COUNT;
      case REQUESTS ->
          word >= FIRST_HIT ? IMPOSSIBLE_MILLIS : word == 0 ? IMPOSSIBLE_COUNT : Long.MAX_VALUE;
    };
  }
}
