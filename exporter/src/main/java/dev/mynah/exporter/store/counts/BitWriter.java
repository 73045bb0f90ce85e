package dev.mynah.exporter.store.counts;

import java.util.Arrays;

/** Appends numbers of any width, most significant bit first. One thread. */
final class BitWriter {
  private static final int FIRST_BYTES = 256;

  /** What a run of ones of this length stands for: that the number follows in full. */
  static final int ESCAPE = 24;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int bits;

  /** The lowest so many bits of a number, at most 64. */
  void bits(long value, int width) {
    int left = width;
    while (left > 0) {
      int at = bits >>> 3;
      if (at == bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      int free = 8 - (bits & 7);
      int taken = Math.min(free, left);
      int piece = (int) (value >>> (left - taken)) & ((1 << taken) - 1);
      bytes[at] |= (byte) (piece << (free - taken));
      bits += taken;
      left -= taken;
    }
  }

  /** Elias gamma of a number from 1: its length in ones, then itself. */
  void gamma(long value) {
    int width = Long.SIZE - Long.numberOfLeadingZeros(value);
    ones(width - 1);
    bits(value, width - 1);
  }

  /** Rice: the high part in ones, the low so many bits as they are. */
  void rice(long value, int low) {
    long high = value >>> low;
    if (high < 0 || high >= ESCAPE) {
      bits((1L << ESCAPE) - 1, ESCAPE);
      bits(value, Long.SIZE);
      return;
    }
    ones((int) high);
    bits(value, low);
  }

  private void ones(int count) {
    bits(~0L, count);
    bits(0, 1);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, (bits + 7) >>> 3);
  }
}
