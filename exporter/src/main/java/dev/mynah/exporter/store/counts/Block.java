package dev.mynah.exporter.store.counts;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.HitSeries;
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
  static final byte VERSION = 1;
  private static final int FIRST_HIT = HitSeries.FIRST_HIT;
  private static final int LAST_HIT = HitSeries.LAST_HIT;

  private final Family.Kind kind;
  private Level level;
  private long start;
  private final long[] @Nullable [] values = new long[Long.SIZE][];

  /** Arrays to fill again, and the last word that the block before wrote to. */
  private final long[] @Nullable [] spare = new long[Long.SIZE][];

  private final BlockDecoder decoder;
  private int lastWord = -1;

  /** An empty one. */
  Block(Family.Kind kind, Level level, long start) {
    this.kind = kind;
    this.decoder = new BlockDecoder(kind);
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
    block.fill(bytes, kind.words());
    return block;
  }

  /**
   * Takes in another block in the place of this one, in the same arrays: a query over a month
   * decodes tens of thousands of histograms of 1.4 KB, and looks at each once.
   *
   * @param words how many are wanted, from the first on; the others are 0
   */
  void refill(Level of, long from, byte[] bytes, int words) {
    for (int slot = 0; slot < Long.SIZE; slot++) {
      long[] value = values[slot];
      if (value != null) {
        Arrays.fill(value, 0, lastWord + 1, 0);
        spare[slot] = value;
      }
    }
    level = of;
    start = from;
    fill(bytes, words);
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

  private void fill(byte[] bytes, int words) {
    BlockDecoder in = decoder;
    in.open(bytes, words);
    for (int slot = 0; slot < Long.SIZE; slot++) {
      values[slot] = (in.mask() >>> slot & 1) == 0 ? null : empty(slot);
    }
    lastWord = -1;
    while (in.next()) {
      lastWord = in.word();
      distribute(in);
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

  private void distribute(BlockDecoder in) {
    int word = in.word();
    boolean moments = isMoment(word);
    for (int i = 0; i < in.count(); i++) {
      int slot = in.slot(i);
      long[] value = values[slot];
      if (value != null) {
        value[word] = moments ? moment(in.value(i), level.slotStart(start, slot)) : in.value(i);
      }
    }
  }

  private boolean isMoment(int word) {
    return isMoment(kind, word);
  }

  static boolean isMoment(Family.Kind kind, int word) {
    return kind == Family.Kind.REQUESTS && (isFirst(word) || word == LAST_HIT);
  }

  /** Whether the least of several moments counts, and not the last. */
  static boolean isFirst(int word) {
    return word == FIRST_HIT;
  }

  /** 0 stands for no moment, so that the start of the span is 1. */
  private long distance(int slot, long moment) {
    if (moment == 0) {
      return 0;
    }
    long distance = moment - level.slotStart(start, slot);
    return distance >= 0 ? distance + 1 : distance;
  }

  static long moment(long distance, long slotStart) {
    if (distance == 0) {
      return 0;
    }
    return slotStart + (distance > 0 ? distance - 1 : distance);
  }
}
