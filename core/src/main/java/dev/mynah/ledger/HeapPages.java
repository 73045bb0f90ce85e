package dev.mynah.ledger;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words in this process's own memory, in pages of one slot each, with a cache line of slack at both
 * ends so that two event loops never write to the same line. Called under the book's lock.
 */
final class HeapPages implements SeriesPlaces {
  private static final int PAGE_BYTES = 16 << 10;
  private static final int SLACK_BYTES = 64;
  private static final int MAX_PAGES = 2048;

  private static final class Page {
    final ByteBuffer memory = ByteBuffer.allocateDirect(PAGE_BYTES);
    int freeFrom = SLACK_BYTES;
  }

  private final Map<Integer, Page> pages = new HashMap<>();
  private int pageCount;

  private HeapPages() {}

  /** At most 32 MiB. */
  static HeapPages bounded() {
    return new HeapPages();
  }

  @Override
  public @Nullable Words place(int slot, SeriesKey key, Claim claim) {
    int words = key.family().kind().words();
    Page page = pages.get(slot);
    if (page == null || page.freeFrom + words * Long.BYTES > PAGE_BYTES - SLACK_BYTES) {
      if (pageCount >= claim.of(MAX_PAGES)) {
        return null;
      }
      page = new Page();
      pages.put(slot, page);
      pageCount++;
    }
    Words placed = new Words(page.memory, page.freeFrom, words);
    page.freeFrom += words * Long.BYTES;
    return placed;
  }
}
