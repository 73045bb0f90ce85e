package dev.mynah.ledger.hits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * The first 128 bytes of an index file, as words in the machine's byte order. The first eight never
 * change and have a checksum; the others are written in place.
 *
 * <pre>
 *   0 magic            4 created, ms        8 checksum of 0 to 7    12 pid of the last writer
 *   1 schema           5 map bytes          9 complete: 1           13 opened, ms
 *   2 ledger id        6 page bytes        10 stopped cleanly: 1    14 checksum of the map's header
 *   3 generation       7 index bytes       11 end of the records    15 free
 * </pre>
 *
 * The ledger id names the counts, the generation this pair of files: a copy keeps the one and gets
 * another of the other.
 */
record IndexHeader(
    long ledgerId,
    long generation,
    long createdMillis,
    long mapBytes,
    long pageBytes,
    long indexBytes) {
  static final int BYTES = 128;
  static final int COMPLETE = 9;
  static final int CLEAN = 10;
  static final int END = 11;
  static final int PID = 12;
  static final int OPENED = 13;
  static final int MAP_HEADER = 14;

  private static final long MAGIC = 0x4D59_4E41_4849_4458L;
  private static final int CHECKED_BYTES = 64;
  private static final int MAX_FILE_BYTES = Integer.MAX_VALUE;

  void writeTo(ByteBuffer file) {
    ByteBuffer words = file.duplicate().order(ByteOrder.nativeOrder());
    words.putLong(0, MAGIC);
    words.putLong(8, LedgerFiles.SCHEMA);
    words.putLong(16, ledgerId);
    words.putLong(24, generation);
    words.putLong(32, createdMillis);
    words.putLong(40, mapBytes);
    words.putLong(48, pageBytes);
    words.putLong(56, indexBytes);
    words.putLong(64, checksum(words));
  }

  /**
   * Reads the unchanging part.
   *
   * @throws BadLedgerException when it is not the head of an index of this layout
   */
  static IndexHeader read(ByteBuffer file) throws BadLedgerException {
    if (file.capacity() < BYTES) {
      throw new BadLedgerException("index has " + file.capacity() + " bytes");
    }
    ByteBuffer words = file.duplicate().order(ByteOrder.nativeOrder());
    if (words.getLong(0) != MAGIC || words.getLong(64) != checksum(words)) {
      throw new BadLedgerException("index header is damaged");
    }
    if (words.getLong(8) != LedgerFiles.SCHEMA) {
      throw new BadLedgerException("index says layout " + words.getLong(8));
    }
    IndexHeader header =
        new IndexHeader(
            words.getLong(16),
            words.getLong(24),
            words.getLong(32),
            words.getLong(40),
            words.getLong(48),
            words.getLong(56));
    if (header.mapBytes > MAX_FILE_BYTES || header.indexBytes > MAX_FILE_BYTES) {
      throw new BadLedgerException("index header says impossible sizes");
    }
    return header;
  }

  /** Whether an index file is whole and was marked as complete. */
  static boolean isComplete(Path index) throws IOException {
    try (FileChannel channel = FileChannel.open(index, StandardOpenOption.READ)) {
      ByteBuffer head = ByteBuffer.allocate(BYTES).order(ByteOrder.nativeOrder());
      channel.read(head, 0);
      IndexHeader header = read(head);
      return channel.size() == header.indexBytes && head.getLong(COMPLETE * Long.BYTES) == 1;
    } catch (BadLedgerException e) {
      return false;
    }
  }

  private static long checksum(ByteBuffer words) {
    CRC32 crc = new CRC32();
    crc.update(words.duplicate().position(0).limit(CHECKED_BYTES));
    return crc.getValue() | 1L << Integer.SIZE;
  }
}
