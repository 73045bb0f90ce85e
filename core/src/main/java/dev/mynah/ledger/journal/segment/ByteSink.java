package dev.mynah.ledger.journal.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being put together; it grows and keeps its room for the next time. */
public final class ByteSink {
  private static final int KEPT_BYTES = 1 << 20;
  private static final int FIRST_BYTES = 4096;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  /** How many there are. */
  public int length() {
    return length;
  }

  /** Forgets what came after this length. */
  public void cutTo(int shorter) {
    length = shorter;
  }

  /** Begins anew, and gives back room that only a few ever need. */
  public void clear() {
    length = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[FIRST_BYTES];
    }
  }

  /** All of them, not copied; good until the next change. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  byte[] array() {
    return bytes;
  }

  /** One byte. */
  public void octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /** Seven bits a byte, lowest first; small numbers are short, those below 0 take 10 bytes. */
  public void number(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** A number that may be below 0. */
  public void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  /** Eight bytes, highest first. */
  public void word(long value) {
    room(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /** A floating point number. */
  public void real(double value) {
    word(Double.doubleToLongBits(value));
  }

  /** Length, then UTF-8. */
  public void text(String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  /** Leaves bytes open, to be filled through {@link #array}. */
  int reserve(int count) {
    room(count);
    int at = length;
    length += count;
    return at;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
