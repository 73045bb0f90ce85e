package dev.mynah.exporter.store.counts;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesSum;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one series over the spans of a block. One thread.
 *
 * <pre>
 *   byte 0   version
 *   64 bits  which spans have a value, the first in the lowest bit
 *   gamma    columns + 1
 *   then for every word that is not 0 everywhere: gamma of its distance from the word before, and
 *   its {@link Column} over the spans that have a value
 * </pre>
 *
 * Moments (first and last hit) are kept as distances from the start of their span.
 */
final class Block {
  private static final byte VERSION = 1;
  private static final int FIRST_HIT = 3;
  private static final int LAST_HIT = 4;

  private final Family.Kind kind;
  private Level level;
  private long start;
  private final long[] @Nullable [] values = new long[Long.SIZE][];

  /** Arrays to fill again, and the last word that the block before wrote to. */
  private final long[] @Nullable [] spare = new long[Long.SIZE][];

  private int lastWord = -1;

  /** An empty one. */
  Block(Family.Kind kind, Level level, long start) {
    this.kind = kind;
    this.level = level;
    this.start = start;
  }

  /**
   * What was encoded.
   *
   * @throws IllegalStateException when the bytes make no sense
   */
  static Block decode(Family.Kind kind, Level level, long start, byte[] bytes) {
    Block block = new Block(kind, level, start);
    block.fill(bytes);
    return block;
  }

  /**
   * Takes in another block in the place of this one, in the same arrays: a query over a month
   * decodes tens of thousands of histograms of 1.4 KB, and looks at each once.
   */
  void refill(Level of, long from, byte[] bytes) {
    for (int slot = 0; slot < Long.SIZE; slot++) {
      long[] value = values[slot];
      if (value != null) {
        Arrays.fill(value, 0, lastWord + 1, 0);
        spare[slot] = value;
      }
    }
    level = of;
    start = from;
    fill(bytes);
  }

  /** The value of a span, or null. Not a copy. */
  long @Nullable [] get(int slot) {
    return values[slot];
  }

  /** Puts a value in the place of what was there; nothing when it is null. */
  void set(int slot, long @Nullable [] words) {
    values[slot] = words;
  }

  /** Adds to the value of a span. */
  void add(int slot, long[] words) {
    long[] value = values[slot];
    if (value == null) {
      values[slot] = words.clone();
    } else {
      SeriesSum.add(kind, value, words);
    }
  }

  /** Adds every value of another block of the same span. */
  void addAll(Block other) {
    for (int slot = 0; slot < Long.SIZE; slot++) {
      long[] value = other.values[slot];
      if (value != null) {
        add(slot, value);
      }
    }
  }

  /** All values added up, or null when there is none. */
  long @Nullable [] sum() {
    long[] sum = null;
    for (long[] value : values) {
      if (value == null) {
        continue;
      }
      if (sum == null) {
        sum = value.clone();
      } else {
        SeriesSum.add(kind, sum, value);
      }
    }
    return sum;
  }

  byte[] encode() {
    BitWriter out = new BitWriter();
    out.bits(VERSION, 8);
    long mask = mask();
    out.bits(mask, Long.SIZE);
    long[] column = new long[Long.bitCount(mask)];
    out.gamma(columns() + 1);
    int before = -1;
    for (int word = 0; word < kind.words(); word++) {
      if (isZero(word)) {
        continue;
      }
      out.gamma(word - before);
      before = word;
      collect(word, column);
      Column.write(out, column);
    }
    return out.toBytes();
  }

  private void fill(byte[] bytes) {
    BitReader in = new BitReader(bytes, 0);
    long version = in.bits(8);
    if (version != VERSION) {
      throw new IllegalStateException("a block of version " + version + ", which is not known");
    }
    long mask = in.bits(Long.SIZE);
    int[] slots = new int[Long.bitCount(mask)];
    for (int slot = 0, i = 0; slot < Long.SIZE; slot++) {
      boolean there = (mask >>> slot & 1) != 0;
      values[slot] = there ? empty(slot) : null;
      if (there) {
        slots[i++] = slot;
      }
    }
    long[] column = new long[slots.length];
    long columns = in.gamma() - 1;
    long word = -1;
    lastWord = -1;
    for (long i = 0; i < columns; i++) {
      word += in.gamma();
      if (word < 0 || word >= kind.words() || in.overrun()) {
        throw new IllegalStateException("a block that makes no sense");
      }
      Column.read(in, column);
      lastWord = (int) word;
      distribute((int) word, slots, column);
    }
  }

  private long[] empty(int slot) {
    long[] again = spare[slot];
    return again == null ? new long[kind.words()] : again;
  }

  private long mask() {
    long mask = 0;
    for (int slot = 0; slot < Long.SIZE; slot++) {
      mask |= values[slot] == null ? 0 : 1L << slot;
    }
    return mask;
  }

  private int columns() {
    int columns = 0;
    for (int word = 0; word < kind.words(); word++) {
      columns += isZero(word) ? 0 : 1;
    }
    return columns;
  }

  private boolean isZero(int word) {
    for (long[] value : values) {
      if (value != null && value[word] != 0) {
        return false;
      }
    }
    return true;
  }

  private void collect(int word, long[] column) {
    int i = 0;
    for (int slot = 0; slot < Long.SIZE; slot++) {
      long[] value = values[slot];
      if (value != null) {
        column[i++] = isMoment(word) ? distance(slot, value[word]) : value[word];
      }
    }
  }

  private void distribute(int word, int[] slots, long[] column) {
    boolean moments = isMoment(word);
    for (int i = 0; i < slots.length; i++) {
      long[] value = values[slots[i]];
      if (value != null) {
        value[word] = moments ? moment(slots[i], column[i]) : column[i];
      }
    }
  }

  private boolean isMoment(int word) {
    return kind == Family.Kind.REQUESTS && (word == FIRST_HIT || word == LAST_HIT);
  }

  /** 0 stands for no moment, so that the start of the span is 1. */
  private long distance(int slot, long moment) {
    if (moment == 0) {
      return 0;
    }
    long distance = moment - level.slotStart(start, slot);
    return distance >= 0 ? distance + 1 : distance;
  }

  private long moment(int slot, long distance) {
    if (distance == 0) {
      return 0;
    }
    return level.slotStart(start, slot) + (distance > 0 ? distance - 1 : distance);
  }
}
