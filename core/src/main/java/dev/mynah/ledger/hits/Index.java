package dev.mynah.ledger.hits;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesPlaces.Claim;
import dev.mynah.ledger.Words;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The mapped index file: a header, then records one after another, each at a multiple of 8.
 *
 * <pre>
 *   bytes 0 to 127   {@link IndexHeader}
 *   each record      length (4 bytes), CRC-32 (4 bytes), {@link IndexRecord}, filled up to 8
 * </pre>
 *
 * A record is written first, and then the end of the records is moved past it with an ordered
 * store, so that a process killed in between leaves what stood before. Power loss may leave an end
 * without the record before it; only so much is forgiven, and anything else is a damaged index.
 *
 * <p>Threads: appending is done under the book's lock; an instance that reads belongs to one
 * thread.
 */
final class Index {
  /** After a power loss the newest records may be missing; more than this is damage. */
  private static final int FORGIVEN_BYTES = 4096;

  private static final int RECORD_HEAD_BYTES = 8;

  private final ByteBuffer file;
  private final Words head;
  private final IndexHeader header;
  private final List<Family> families = new ArrayList<>();
  private long readUpTo = IndexHeader.BYTES;

  private Index(ByteBuffer file, IndexHeader header) {
    this.file = file.duplicate().order(ByteOrder.nativeOrder());
    this.header = header;
    this.head = new Words(this.file, 0, IndexHeader.BYTES / Long.BYTES);
  }

  /** Lays a new, empty index into a file of zeros. */
  static Index create(ByteBuffer file, IndexHeader header) {
    header.writeTo(file);
    Index index = new Index(file, header);
    index.head.write(IndexHeader.END, IndexHeader.BYTES);
    return index;
  }

  /** Takes an index as it is. */
  static Index open(ByteBuffer file) throws BadLedgerException {
    IndexHeader header = IndexHeader.read(file);
    if (header.indexBytes() != file.capacity()) {
      throw new BadLedgerException(
          "index has " + file.capacity() + " bytes, not " + header.indexBytes());
    }
    return new Index(file, header);
  }

  IndexHeader header() {
    return header;
  }

  /** A word of the changing part of the header. */
  long word(int which) {
    return head.read(which);
  }

  /** Sets a word of the changing part of the header. */
  void set(int which, long value) {
    head.write(which, value);
  }

  /** Where the next record goes: how much of the file is used. */
  long end() {
    return head.read(IndexHeader.END);
  }

  /**
   * The pages and series since the last call.
   *
   * @throws BadLedgerException when one is damaged that should not be
   */
  List<IndexRecord> next() throws BadLedgerException {
    long end = end();
    if (end < readUpTo || end > header.indexBytes()) {
      throw new BadLedgerException("index says it ends at " + end);
    }
    List<IndexRecord> records = new ArrayList<>();
    while (readUpTo < end) {
      int length = file.getInt((int) readUpTo);
      if (length <= 0 || readUpTo + RECORD_HEAD_BYTES + length > end) {
        forgiveOrThrow(end);
        return records;
      }
      byte[] bytes = new byte[length];
      file.get((int) readUpTo + RECORD_HEAD_BYTES, bytes);
      if (file.getInt((int) readUpTo + Integer.BYTES) != checksum(bytes)) {
        forgiveOrThrow(end);
        return records;
      }
      IndexRecord record = IndexRecord.decode(bytes, families);
      if (record instanceof IndexRecord.Declared declared) {
        families.add(declared.family());
      } else {
        records.add(record);
      }
      readUpTo += padded(length);
    }
    return records;
  }

  /** Lets the writer go on after the last good record. */
  void forgetTornTail() {
    if (readUpTo < end()) {
      head.write(IndexHeader.END, readUpTo);
    }
  }

  /** Whether a record fits into a part of the file. */
  boolean hasRoom(IndexRecord record, Claim claim) {
    long bytes = padded(record.encode(families).length);
    if (record instanceof IndexRecord.Series series && !families.contains(series.key().family())) {
      bytes += padded(new IndexRecord.Declared(series.key().family()).encode(families).length);
    }
    return end() + bytes <= claim.of(header.indexBytes());
  }

  /**
   * Adds a record, and the family of its series where that is new. The caller has seen that there
   * is room, and everything before has been read by this index or written by it.
   */
  void append(IndexRecord record) {
    if (record instanceof IndexRecord.Series series && !families.contains(series.key().family())) {
      families.add(series.key().family());
      append(new IndexRecord.Declared(series.key().family()).encode(families));
    }
    append(record.encode(families));
  }

  private void append(byte[] encoded) {
    int at = (int) end();
    file.putInt(at, encoded.length);
    file.putInt(at + Integer.BYTES, checksum(encoded));
    file.put(at + RECORD_HEAD_BYTES, encoded);
    head.write(IndexHeader.END, at + (long) padded(encoded.length));
  }

  private void forgiveOrThrow(long end) throws BadLedgerException {
    if (end - readUpTo > FORGIVEN_BYTES) {
      throw new BadLedgerException("index is damaged at " + readUpTo + " of " + end + " bytes");
    }
  }

  private static int padded(int length) {
    return (RECORD_HEAD_BYTES + length + Long.BYTES - 1) & -Long.BYTES;
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
