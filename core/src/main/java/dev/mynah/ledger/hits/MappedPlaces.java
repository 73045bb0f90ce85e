package dev.mynah.ledger.hits;

import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.SeriesPlaces;
import dev.mynah.ledger.Words;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places series in the pages of a file. A slot takes from the pages it has; one fresh page is kept
 * ready per slot by the ledger's own thread, so that an event loop rarely asks the map for one.
 *
 * <p>Threads: any; guarded by its own lock.
 */
final class MappedPlaces implements SeriesPlaces {
  private static final Logger LOG = LoggerFactory.getLogger(MappedPlaces.class);

  /** Told, under the lock, that a slot has no fresh page left. */
  interface Refill {
    void soon(int slot);
  }

  private final MappedPair pair;
  private final PageTable pages;
  private final int maxPages;
  private @Nullable ChroniclePages allocator;
  private Refill refill = slot -> {};

  /**
   * @param allocator null when the map could not be used: then only the pages there are get filled
   */
  MappedPlaces(MappedPair pair, PageTable pages, @Nullable ChroniclePages allocator) {
    this.pair = pair;
    this.pages = pages;
    this.allocator = allocator;
    this.maxPages = allocator == null ? pages.count() : allocator.capacity();
  }

  synchronized void refillBy(Refill refill) {
    this.refill = refill;
  }

  MappedPair pair() {
    return pair;
  }

  @Override
  public synchronized @Nullable Words place(int slot, SeriesKey key, Claim claim) {
    Long offset = pages.roomFor(slot, key);
    if (offset == null) {
      if (!addPage(slot, claim)) {
        return null;
      }
      offset = pages.roomFor(slot, key);
    }
    if (offset == null) {
      return null;
    }
    IndexRecord.Series record = new IndexRecord.Series(slot, offset, key);
    if (!pair.index().hasRoom(record, claim)) {
      return null;
    }
    Words words = take(record);
    pair.index().append(record);
    if (!pages.hasFreshPage(slot)) {
      refill.soon(slot);
    }
    return words;
  }

  /** Makes sure that a slot has a page that nothing stands in. Not for event loops. */
  synchronized void stock(int slot) {
    if (!pages.hasFreshPage(slot)) {
      addPage(slot, Claim.FIRST_TO_FOLD);
    }
  }

  /** The bytes that are taken: series, and their records. */
  synchronized long usedBytes() {
    return pages.seriesBytes() + pair.index().end();
  }

  synchronized void close() {
    if (allocator != null) {
      allocator.close();
      allocator = null;
    }
  }

  private Words take(IndexRecord.Series record) {
    try {
      Words words = pages.add(record).words();
      for (int i = 0; i < words.count(); i++) {
        words.write(i, 0);
      }
      return words;
    } catch (BadLedgerException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean addPage(int slot, Claim claim) {
    ChroniclePages map = allocator;
    if (map == null || pages.count() >= claim.of(maxPages)) {
      return false;
    }
    int number = pages.nextNumber(slot);
    if (!pair.index().hasRoom(new IndexRecord.Page(slot, number, 0), claim)) {
      return false;
    }
    try {
      IndexRecord.Page page = new IndexRecord.Page(slot, number, map.allocate(slot, number));
      PageLayout.init(pair.memory(), pair.index().header().generation(), page);
      pages.add(page);
      pair.index().append(page);
      return true;
    } catch (BadLedgerException | RuntimeException e) {
      LOG.error("No new page for the ledger; series that find no room are folded", e);
      allocator = null;
      map.close();
      return false;
    }
  }
}
