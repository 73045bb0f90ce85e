package dev.mynah.exporter.store.counts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link BitWriter} wrote; past the end it reads zeros and notes it. One thread.
 *
 * <p>A query over a month decodes millions of numbers of some bits each, so a number is cut out of
 * a window of 64 bits and not put together bit by bit.
 */
final class BitReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** A window begins within a byte: this many of its bits are always there. */
  private static final int WINDOW = Long.SIZE - 7;

  private byte[] bytes;
  private int at;

  BitReader(byte[] bytes, int firstByte) {
    this.bytes = bytes;
    this.at = firstByte << 3;
  }

  /** Begins anew with other bytes. */
  void open(byte[] other) {
    bytes = other;
    at = 0;
  }

  long bits(int width) {
    if (width > WINDOW) {
      long high = bits(width - Integer.SIZE);
      return high << Integer.SIZE | bits(Integer.SIZE);
    }
    long value = leading(window(), width);
    at += width;
    return value;
  }

  long gamma() {
    long window = window();
    int ones = Long.numberOfLeadingZeros(~window);
    if (2 * ones < WINDOW) {
      at += 2 * ones + 1;
      // In two steps, as a shift by 64 would be none.
      return 1L << ones | window << (ones + 1) >>> 1 >>> (Long.SIZE - 1 - ones);
    }
    int width = ones(Long.SIZE);
    return width == 0 ? 1 : (1L << width) | bits(width);
  }

  long rice(int low) {
    long window = window();
    int high = Long.numberOfLeadingZeros(~window);
    if (high < BitWriter.ESCAPE && high + 1 + low <= WINDOW) {
      at += high + 1 + low;
      return ((long) high << low) | leading(window << (high + 1), low);
    }
    int far = ones(BitWriter.ESCAPE);
    return far == BitWriter.ESCAPE ? bits(Long.SIZE) : ((long) far << low) | bits(low);
  }

  /** Reads some: several out of each window, the odd one the long way. */
  void rice(int low, long[] values, int count) {
    int whole = (bytes.length - Long.BYTES) << 3;
    int done = 0;
    while (done < count) {
      int before = done;
      if (at <= whole) {
        done = ofWindow(low, values, done, count);
      }
      if (done == before) {
        values[done++] = rice(low);
      }
    }
  }

  private int ofWindow(int low, long[] values, int from, int end) {
    long window = window();
    int left = WINDOW;
    int next = from;
    while (next < end) {
      int high = Long.numberOfLeadingZeros(~window);
      int taken = high + 1 + low;
      if (taken > left || high >= BitWriter.ESCAPE) {
        break;
      }
      // In two steps, as a shift by 64 would be none.
      long rest = window << (high + 1) >>> 1 >>> (Long.SIZE - 1 - low);
      values[next++] = ((long) high << low) | rest;
      window <<= taken;
      left -= taken;
    }
    at += WINDOW - left;
    return next;
  }

  /** Whether more was read than there is. */
  boolean overrun() {
    return at > bytes.length << 3;
  }

  /** Counts ones up to the zero that ends them, or up to the most there can be. */
  private int ones(int most) {
    int count = 0;
    while (count < most) {
      int run = Math.min(Long.numberOfLeadingZeros(~window()), WINDOW);
      int taken = Math.min(run, most - count);
      count += taken;
      at += taken;
      if (run < WINDOW && count < most) {
        at++;
        return count;
      }
    }
    return count;
  }

  private static long leading(long window, int width) {
    return width == 0 ? 0 : window >>> (Long.SIZE - width);
  }

  /** What comes next, from the highest bit on. */
  private long window() {
    int index = at >>> 3;
    long whole = index <= bytes.length - Long.BYTES ? (long) LONG.get(bytes, index) : tail(index);
    return whole << (at & 7);
  }

  private long tail(int index) {
    int last = bytes.length - Long.BYTES;
    if (index >= bytes.length) {
      return 0;
    }
    if (last >= 0) {
      return (long) LONG.get(bytes, last) << ((index - last) << 3);
    }
    long whole = 0;
    for (int i = index; i < index + Long.BYTES; i++) {
      whole = whole << 8 | (i < bytes.length ? bytes[i] & 0xff : 0);
    }
    return whole;
  }
}
