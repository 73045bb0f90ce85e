package dev.mynah.ledger.journal.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first bytes of a file of the journal.
 *
 * <pre>
 *    0  8  "MYNAHJNL"
 *    8  4  version of the layout, 1
 *   12  4  length of this header: where the first record stands
 *   16  8  number of the file
 *   24  8  when it was begun, wall clock milliseconds
 *   32  8  id of the ledger whose counts are in it
 *   40 36  id of the data directory, ASCII
 *   76  4  CRC32C of bytes 0 to 75
 *   80     records
 * </pre>
 */
public record SegmentHeader(
    int version, long number, long createdMillis, long ledgerId, String sourceId) {
  /** What this program writes, and the newest that it reads. */
  public static final int VERSION = 1;

  /** How long it is. */
  public static final int BYTES = 80;

  private static final long MAGIC = 0x4d594e41484a4e4cL;
  private static final int ID_BYTES = 36;

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC).putInt(version).putInt(BYTES);
    bytes.putLong(number).putLong(createdMillis).putLong(ledgerId);
    byte[] id = sourceId.getBytes(StandardCharsets.US_ASCII);
    bytes.put(Arrays.copyOf(id, ID_BYTES));
    bytes.putInt(Records.crc(bytes.array(), 0, BYTES - Integer.BYTES));
    return bytes.array();
  }

  /**
   * Reads one.
   *
   * @throws BadBytesException when this is none; a newer version is one, of which only the version
   *     may be looked at
   */
  static SegmentHeader of(byte[] bytes) throws BadBytesException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < BYTES || buffer.getLong() != MAGIC) {
      throw new BadBytesException("not a file of the journal");
    }
    int version = buffer.getInt();
    if (version > VERSION) {
      return new SegmentHeader(version, 0, 0, 0, "");
    }
    int length = buffer.getInt();
    int crc = Records.getInt(bytes, BYTES - Integer.BYTES);
    if (length != BYTES || crc != Records.crc(bytes, 0, BYTES - Integer.BYTES)) {
      throw new BadBytesException("the header is damaged");
    }
    long number = buffer.getLong();
    long created = buffer.getLong();
    long ledger = buffer.getLong();
    String id = new String(bytes, buffer.position(), ID_BYTES, StandardCharsets.US_ASCII).trim();
    return new SegmentHeader(version, number, created, ledger, id);
  }
}
