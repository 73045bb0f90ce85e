package dev.mynah.exporter.store.counts;

import dev.mynah.ledger.Family;

/**
 * Reads what {@link Block} encoded, one word of all spans after the other. Used again and again,
 * since a query opens tens of thousands of blocks. One thread.
 */
final class BlockDecoder {
  private final Family.Kind kind;
  private final BitReader in = new BitReader(new byte[0], 0);
  private final int[] slots = new int[Long.SIZE];
  private final long[] column = new long[Long.SIZE];
  private int words;
  private long mask;
  private int count;
  private long columnsLeft;
  private long word;

  BlockDecoder(Family.Kind kind) {
    this.kind = kind;
  }

  /**
   * Begins to read a block.
   *
   * @param wanted how many words are, from the first on
   * @throws IllegalStateException when the bytes make no sense, as {@link #next} does
   */
  void open(byte[] bytes, int wanted) {
    in.open(bytes);
    long version = in.bits(8);
    if (version != Block.VERSION) {
      throw new IllegalStateException("a block of version " + version + ", which is not known");
    }
    words = wanted;
    mask = in.bits(Long.SIZE);
    count = 0;
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      slots[count++] = Long.numberOfTrailingZeros(rest);
    }
    columnsLeft = in.gamma() - 1;
    word = -1;
  }

  /** Which spans have a value, the first in the lowest bit. */
  long mask() {
    return mask;
  }

  /** How many spans have a value. */
  int count() {
    return count;
  }

  /** Which span a value is of. */
  int slot(int index) {
    return slots[index];
  }

  /** Goes on to the next word that is wanted and not 0 everywhere. */
  boolean next() {
    if (columnsLeft-- <= 0) {
      return false;
    }
    word += in.gamma();
    if (word < 0 || word >= kind.words() || in.overrun()) {
      throw new IllegalStateException("a block that makes no sense");
    }
    if (word >= words) {
      columnsLeft = 0;
      return false;
    }
    Column.read(in, column, count);
    return true;
  }

  int word() {
    return (int) word;
  }

  /** Adds the values of the word to what is there by span. */
  void addTo(long... sum) {
    if (slots[Math.max(0, count - 1)] == count - 1) {
      for (int i = 0; i < count; i++) {
        sum[i] += column[i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        sum[slots[i]] += column[i];
      }
    }
  }

  /** A value of the word; moments as distances. */
  long value(int index) {
    return column[index];
  }
}
