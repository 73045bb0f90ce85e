package dev.mynah.ledger.journal.segment;

import java.util.zip.CRC32C;

/**
 * How a record is wrapped. It stands alone: nothing in it refers to another, so that damage costs
 * the records it touches and no others.
 *
 * <pre>
 *    0  4  marker f7 4d 4a ff, which is never part of UTF-8
 *    4  4  length of the payload, at most 16 MiB
 *    8  1  type, 1 to 255
 *    9  1  0
 *   10  2  low half of the CRC32C of bytes 0 to 9
 *   12  4  CRC32C of the payload
 *   16     payload
 * </pre>
 *
 * <p>Whole numbers of fixed size have their highest byte first.
 */
public final class Records {
  /** The longest payload. */
  public static final int MAX_PAYLOAD_BYTES = 16 << 20;

  /** What stands before the payload. */
  static final int HEADER_BYTES = 16;

  private static final int MARKER = 0xf74d4aff;
  static final byte FIRST_MARKER_BYTE = (byte) (MARKER >>> 24);

  private Records() {}

  /**
   * Begins a record at the end of some bytes; its payload follows.
   *
   * @return what {@link #end} wants to know
   */
  public static int begin(ByteSink sink) {
    return sink.reserve(HEADER_BYTES);
  }

  /**
   * Ends it.
   *
   * @return false when it has become too long, and was taken back
   */
  public static boolean end(ByteSink sink, int begun, int type) {
    int length = sink.length() - begun - HEADER_BYTES;
    if (length > MAX_PAYLOAD_BYTES) {
      sink.cutTo(begun);
      return false;
    }
    byte[] bytes = sink.array();
    putInt(bytes, begun, MARKER);
    putInt(bytes, begun + 4, length);
    bytes[begun + 8] = (byte) type;
    bytes[begun + 9] = 0;
    int check = crc(bytes, begun, 10);
    bytes[begun + 10] = (byte) (check >>> 8);
    bytes[begun + 11] = (byte) check;
    putInt(bytes, begun + 12, crc(bytes, begun + HEADER_BYTES, length));
    return true;
  }

  /** Whether a record begins here; there must be as many bytes as a header has. */
  static boolean isHeader(byte[] bytes, int at) {
    if (getInt(bytes, at) != MARKER) {
      return false;
    }
    int length = length(bytes, at);
    int check = (bytes[at + 10] & 0xff) << 8 | (bytes[at + 11] & 0xff);
    return length >= 0 && length <= MAX_PAYLOAD_BYTES && check == (crc(bytes, at, 10) & 0xffff);
  }

  static int length(byte[] bytes, int at) {
    return getInt(bytes, at + 4);
  }

  static int type(byte[] bytes, int at) {
    return bytes[at + 8] & 0xff;
  }

  /** Whether the payload is what was written; all its bytes must be there. */
  static boolean isIntact(byte[] bytes, int at) {
    return getInt(bytes, at + 12) == crc(bytes, at + HEADER_BYTES, length(bytes, at));
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  static int getInt(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }

  static void putInt(byte[] bytes, int at, int value) {
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[at + i] = (byte) (value >>> (24 - 8 * i));
    }
  }
}
