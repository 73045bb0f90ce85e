package dev.mynah.ledger.hits;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesBook;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.Words;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a file and how full they are, as the index tells it. Whatever the index says is
 * checked against the pages while it is taken in: a series outside of a page of its slot, or over
 * another series, means damage.
 *
 * <p>Threads: guarded by its owner.
 */
final class PageTable {
  private static final class Page {
    final IndexRecord.Page record;
    long freeFrom;

    Page(IndexRecord.Page record) {
      this.record = record;
      this.freeFrom = record.offset() + PageLayout.FIRST_BYTE;
    }

    long end() {
      return record.offset() + PageLayout.LAST_BYTE;
    }
  }

  private final ByteBuffer map;
  private final long generation;
  private final TreeMap<Long, Page> byOffset = new TreeMap<>();
  private final Map<Integer, List<Page>> bySlot = new HashMap<>();
  private long seriesBytes;

  PageTable(ByteBuffer map, long generation) {
    this.map = map;
    this.generation = generation;
  }

  /** Takes a page in. */
  void add(IndexRecord.Page page) throws BadLedgerException {
    PageLayout.check(map, generation, page);
    Long before = byOffset.floorKey(page.offset() + PageLayout.PAGE_BYTES - 1);
    if (before != null && before + PageLayout.PAGE_BYTES > page.offset()) {
      throw new BadLedgerException("two pages in one place: " + page);
    }
    Page added = new Page(page);
    byOffset.put(page.offset(), added);
    bySlot.computeIfAbsent(page.slot(), slot -> new ArrayList<>()).add(added);
  }

  /** Takes a series in and tells where its words are. */
  SeriesBook.Entry add(IndexRecord.Series series) throws BadLedgerException {
    Map.Entry<Long, Page> at = byOffset.floorEntry(series.offset());
    long bytes = bytesOf(series.key());
    if (at == null
        || at.getValue().record.slot() != series.slot()
        || series.offset() % Long.BYTES != 0
        || series.offset() < at.getValue().freeFrom
        || series.offset() + bytes > at.getValue().end()) {
      throw new BadLedgerException("series in a wrong place: " + series);
    }
    at.getValue().freeFrom = series.offset() + bytes;
    seriesBytes += bytes;
    Words words = new Words(map, (int) series.offset(), series.key().family().kind().words());
    return new SeriesBook.Entry(series.slot(), series.key(), words);
  }

  /** Where a slot has room for a series; null when no page of its has. */
  @Nullable Long roomFor(int slot, SeriesKey key) {
    for (Page page : bySlot.getOrDefault(slot, List.of())) {
      if (page.freeFrom + bytesOf(key) <= page.end()) {
        return page.freeFrom;
      }
    }
    return null;
  }

  /** Whether a slot has a page that nothing stands in yet. */
  boolean hasFreshPage(int slot) {
    return bySlot.getOrDefault(slot, List.of()).stream()
        .anyMatch(page -> page.freeFrom == page.record.offset() + PageLayout.FIRST_BYTE);
  }

  /** The number of a slot's next page. */
  int nextNumber(int slot) {
    return bySlot.getOrDefault(slot, List.of()).stream()
            .mapToInt(page -> page.record.number())
            .max()
            .orElse(-1)
        + 1;
  }

  int count() {
    return byOffset.size();
  }

  /** The bytes that series take. */
  long seriesBytes() {
    return seriesBytes;
  }

  private static long bytesOf(SeriesKey key) {
    Family.Kind kind = key.family().kind();
    return (long) kind.words() * Long.BYTES;
  }
}
