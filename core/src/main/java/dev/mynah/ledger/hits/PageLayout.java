package dev.mynah.ledger.hits;

import dev.mynah.ledger.Words;
import java.nio.ByteBuffer;

/**
 * One page: the value of one map entry, 32 KiB that belong to one slot.
 *
 * <pre>
 *   word    0            1           2     3       4 to 7   8 ...              count-8 ... count-1
 *           magic        generation  slot  number  0        words of series    slack, 0, tail magic
 * </pre>
 *
 * Chronicle puts values at multiples of 8 bytes, not of 64: one cache line of slack at either end
 * keeps the words of two slots, which two processors write, off one line. What stands in the slack
 * is written once and tells a good page from a damaged one.
 */
final class PageLayout {
  static final int PAGE_BYTES = 32 << 10;

  /** Where the words of series begin and end within a page. */
  static final int FIRST_BYTE = 64;

  static final int LAST_BYTE = PAGE_BYTES - 64;

  private static final int WORDS = PAGE_BYTES / Long.BYTES;
  private static final long MAGIC = 0x4D59_4E41_5041_4745L;
  private static final long TAIL_MAGIC = 0x4547_4150_414E_594DL;

  private PageLayout() {}

  /** Marks a page of zeros as a slot's. */
  static void init(ByteBuffer map, long generation, IndexRecord.Page page) {
    Words words = new Words(map, (int) page.offset(), WORDS);
    words.write(1, generation);
    words.write(2, page.slot());
    words.write(3, page.number());
    words.write(WORDS - 1, TAIL_MAGIC);
    words.write(0, MAGIC);
  }

  /**
   * Tells whether a page stands where the index says.
   *
   * @throws BadLedgerException when it does not
   */
  static void check(ByteBuffer map, long generation, IndexRecord.Page page)
      throws BadLedgerException {
    if (page.offset() < 0
        || page.offset() % Long.BYTES != 0
        || page.offset() + PAGE_BYTES > map.capacity()) {
      throw new BadLedgerException("page beyond the file: " + page);
    }
    Words words = new Words(map, (int) page.offset(), WORDS);
    if (words.read(0) != MAGIC
        || words.read(1) != generation
        || words.read(2) != page.slot()
        || words.read(3) != page.number()
        || words.read(WORDS - 1) != TAIL_MAGIC) {
      throw new BadLedgerException("page is damaged: " + page);
    }
  }
}
