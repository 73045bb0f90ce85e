package dev.mynah.ledger.journal.segment;

import java.nio.charset.StandardCharsets;

/** The bytes of one record, read from front to back and never beyond their end. */
public final class ByteSource {
  private final byte[] bytes;
  private final int end;
  private int at;

  /**
   * Reads a part of an array, which it does not copy.
   *
   * @param from first byte
   * @param length how many
   */
  public ByteSource(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.at = from;
    this.end = from + length;
  }

  /** How many bytes are left. */
  public int remaining() {
    return end - at;
  }

  /** One byte, 0 to 255. */
  public int octet() throws BadBytesException {
    need(1);
    return bytes[at++] & 0xff;
  }

  /** What {@link ByteSink#number} wrote. */
  public long number() throws BadBytesException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = octet();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new BadBytesException("a number without an end");
  }

  /** What {@link ByteSink#signed} wrote. */
  public long signed() throws BadBytesException {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  /** What {@link ByteSink#word} wrote. */
  public long word() throws BadBytesException {
    need(Long.BYTES);
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (bytes[at++] & 0xff);
    }
    return value;
  }

  /** What {@link ByteSink#real} wrote. */
  public double real() throws BadBytesException {
    return Double.longBitsToDouble(word());
  }

  /** What {@link ByteSink#text} wrote. */
  public String text() throws BadBytesException {
    int length = count();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /** A number of things of at least one byte each that follow: no more than there are bytes. */
  public int count() throws BadBytesException {
    return below(number(), remaining() + 1L);
  }

  /** A number that names one of so many things. */
  public int index(int size) throws BadBytesException {
    return below(number(), size);
  }

  private static int below(long value, long bound) throws BadBytesException {
    if (value < 0 || value >= bound) {
      throw new BadBytesException(value + " where less than " + bound + " is possible");
    }
    return (int) value;
  }

  private void need(int count) throws BadBytesException {
    if (remaining() < count) {
      throw new BadBytesException("the record ends too early");
    }
  }
}
