package dev.mynah.ledger.hits;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesBook;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.Words;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

  /** The pages of one slot: those that something stands in, the newest last, and fresh ones. */
  private static final class Slot {
    final List<Page> begun = new ArrayList<>();
    final Deque<Page> fresh = new ArrayDeque<>();
    int nextNumber;

    /** Full pages are forgotten; what is left of others is for smaller series. */
    void begin(Page page) {
      begun.removeIf(other -> other.freeFrom + Long.BYTES > other.end());
      begun.add(page);
    }
  }

  private final ByteBuffer map;
  private final long generation;
  private final TreeMap<Long, Page> byOffset = new TreeMap<>();
  private final Map<Integer, Slot> slots = new HashMap<>();
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
    Slot slot = slots.computeIfAbsent(page.slot(), number -> new Slot());
    slot.fresh.add(added);
    slot.nextNumber = Math.max(slot.nextNumber, page.number() + 1);
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
    Slot slot = slots.computeIfAbsent(series.slot(), number -> new Slot());
    if (slot.fresh.remove(at.getValue())) {
      slot.begin(at.getValue());
    }
    at.getValue().freeFrom = series.offset() + bytes;
    seriesBytes += bytes;
    Words words = new Words(map, (int) series.offset(), series.key().family().kind().words());
    return new SeriesBook.Entry(series.slot(), series.key(), words);
  }

  /** Where a slot has room for a series; null when no page of its has. */
  @Nullable Long roomFor(int number, SeriesKey key) {
    Slot slot = slots.get(number);
    if (slot == null) {
      return null;
    }
    for (int i = slot.begun.size() - 1; i >= 0; i--) {
      Page page = slot.begun.get(i);
      if (page.freeFrom + bytesOf(key) <= page.end()) {
        return page.freeFrom;
      }
    }
    Page fresh = slot.fresh.peek();
    return fresh == null ? null : fresh.freeFrom;
  }

  /** Whether a slot has a page that nothing stands in yet. */
  boolean hasFreshPage(int number) {
    Slot slot = slots.get(number);
    return slot != null && !slot.fresh.isEmpty();
  }

  /** The number of a slot's next page. */
  int nextNumber(int number) {
    Slot slot = slots.get(number);
    return slot == null ? 0 : slot.nextNumber;
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
