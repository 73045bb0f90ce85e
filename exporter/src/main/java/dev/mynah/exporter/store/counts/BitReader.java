package dev.mynah.exporter.store.counts;

/** Reads what {@link BitWriter} wrote; past the end it reads zeros and notes it. One thread. */
final class BitReader {
  private final byte[] bytes;
  private int at;

  BitReader(byte[] bytes, int firstByte) {
    this.bytes = bytes;
    this.at = firstByte << 3;
  }

  long bits(int width) {
    long value = 0;
    int left = width;
    while (left > 0) {
      int index = at >>> 3;
      int free = 8 - (at & 7);
      int taken = Math.min(free, left);
      int octet = index < bytes.length ? bytes[index] & 0xff : 0;
      value = (value << taken) | ((octet >>> (free - taken)) & ((1 << taken) - 1));
      at += taken;
      left -= taken;
    }
    return value;
  }

  long gamma() {
    int width = ones(Long.SIZE);
    return width == 0 ? 1 : (1L << width) | bits(width);
  }

  long rice(int low) {
    int high = ones(BitWriter.ESCAPE);
    return high == BitWriter.ESCAPE ? bits(Long.SIZE) : ((long) high << low) | bits(low);
  }

  /** Whether more was read than there is. */
  boolean overrun() {
    return at > bytes.length << 3;
  }

  /** Counts ones up to the zero that ends them, or up to the most there can be. */
  private int ones(int most) {
    int count = 0;
    while (count < most) {
      int index = at >>> 3;
      int rest = index < bytes.length ? ((bytes[index] << (at & 7)) & 0xff) : 0;
      int run = Integer.numberOfLeadingZeros(~(rest << 24) | 1);
      int inByte = 8 - (at & 7);
      int taken = Math.min(Math.min(run, inByte), most - count);
      count += taken;
      at += taken;
      if (taken < inByte && count < most) {
        at++;
        return count;
      }
    }
    return count;
  }
}
