package dev.mynah.exporter.store.counts;

import org.jspecify.annotations.Nullable;

/**
 * The values of one gauge over the minutes of an hour. One thread.
 *
 * <pre>
 *   byte 0   version
 *   64 bits  which minutes have a value
 *   1 bit    whether all are whole numbers: a {@link Column} of them, else of their bits
 * </pre>
 */
final class GaugeBlock {
  private static final byte VERSION = 1;
  private static final double LARGEST_WHOLE = 1L << 53;

  private final @Nullable Double[] values = new Double[Long.SIZE];

  static GaugeBlock decode(byte[] bytes) {
    GaugeBlock block = new GaugeBlock();
    BitReader in = new BitReader(bytes, 0);
    long version = in.bits(8);
    if (version != VERSION) {
      throw new IllegalStateException("a block of version " + version + ", which is not known");
    }
    long mask = in.bits(Long.SIZE);
    boolean whole = in.bits(1) == 1;
    long[] column = new long[Long.bitCount(mask)];
    if (column.length > 0) {
      Column.read(in, column);
    }
    int i = 0;
    for (int slot = 0; slot < Long.SIZE; slot++) {
      if ((mask >>> slot & 1) == 1) {
        block.values[slot] = whole ? (double) column[i] : Double.longBitsToDouble(column[i]);
        i++;
      }
    }
    return block;
  }

  @Nullable Double get(int slot) {
    return values[slot];
  }

  void set(int slot, double value) {
    values[slot] = value;
  }

  byte[] encode() {
    BitWriter out = new BitWriter();
    out.bits(VERSION, 8);
    long mask = 0;
    boolean whole = true;
    for (int slot = 0; slot < Long.SIZE; slot++) {
      Double value = values[slot];
      if (value != null) {
        mask |= 1L << slot;
        whole &= isWhole(value);
      }
    }
    out.bits(mask, Long.SIZE);
    out.bits(whole ? 1 : 0, 1);
    long[] column = new long[Long.bitCount(mask)];
    int i = 0;
    for (Double value : values) {
      if (value != null) {
        column[i++] = whole ? value.longValue() : Double.doubleToRawLongBits(value);
      }
    }
    if (column.length > 0) {
      Column.write(out, column);
    }
    return out.toBytes();
  }

  /** Minus zero is none, since whole numbers have but one zero. */
  private static boolean isWhole(double value) {
    return value == Math.rint(value)
        && Math.abs(value) < LARGEST_WHOLE
        && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
  }
}
