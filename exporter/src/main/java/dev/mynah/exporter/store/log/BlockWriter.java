package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.journal.HitEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which ids and times rows have. A source's newest block grows until it holds enough, or is old
 * enough that a quiet source still has blocks of a few minutes.
 */
final class BlockWriter {
  static final String NEWEST =
      "SELECT first_id, last_id, from_millis, to_millis, arrived_millis, entries, bytes, failed,"
          + " failed_bytes FROM log_block WHERE source = ? ORDER BY first_id DESC LIMIT 1";
  static final String ADD =
      "INSERT INTO log_block (first_id, last_id, source, from_millis, to_millis, arrived_millis,"
          + " entries, bytes, failed, failed_bytes, detailed)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
          + " ON CONFLICT (first_id) DO UPDATE SET last_id = excluded.last_id,"
          + " from_millis = excluded.from_millis, to_millis = excluded.to_millis,"
          + " entries = excluded.entries, bytes = excluded.bytes, failed = excluded.failed,"
          + " failed_bytes = excluded.failed_bytes, detailed = 1";

  static final int MOST_ENTRIES = 2_048;
  private static final long MOST_MILLIS = TimeUnit.MINUTES.toMillis(10);

  /** What a row takes beside its texts, with its share of pages that are not full. */
  private static final int ROW_BYTES = 68;

  private static final int FAILED_BYTES = 8;
  private static final int CAPTURE_BYTES = 24;

  private final LogWrite write;
  private final List<Block> blocks = new ArrayList<>();

  BlockWriter(LogWrite write) throws SQLException {
    this.write = write;
    Block newest = newest();
    if (newest != null && newest.open(write.nowMillis())) {
      blocks.add(newest);
    }
  }

  void add(long id, CodedEntry each, long capturedBytes) {
    if (blocks.isEmpty() || blocks.get(blocks.size() - 1).entries >= MOST_ENTRIES) {
      blocks.add(new Block(id, write.nowMillis()));
    }
    blocks.get(blocks.size() - 1).add(id, each, bytes(each, capturedBytes));
  }

  void write() throws SQLException {
    for (Block block : blocks) {
      Rows.change(
          write.connection(),
          ADD,
          block.firstId,
          block.lastId,
          write.source(),
          block.fromMillis,
          block.toMillis,
          block.arrivedMillis,
          block.entries,
          block.bytes,
          block.failed,
          block.failedBytes);
    }
  }

  private static long bytes(CodedEntry each, long capturedBytes) {
    HitEvent event = each.event();
    String message = each.message();
    return ROW_BYTES
        + each.path().length()
        + (event.client().traceId().length() + event.client().spanId().length()) / 2
        + (message == null ? 0 : message.length())
        + (each.fault() == null ? 0 : FAILED_BYTES)
        + (capturedBytes == 0 ? 0 : capturedBytes + CAPTURE_BYTES);
  }

  private @Nullable Block newest() throws SQLException {
    try (PreparedStatement statement = Rows.prepare(write.connection(), NEWEST, write.source());
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return null;
      }
      Block block = new Block(rows.getLong(1), rows.getLong(5));
      block.lastId = rows.getLong(2);
      block.fromMillis = rows.getLong(3);
      block.toMillis = rows.getLong(4);
      block.entries = rows.getInt(6);
      block.bytes = rows.getLong(7);
      block.failed = rows.getLong(8);
      block.failedBytes = rows.getLong(9);
      return block;
    }
  }

  private static final class Block {
    private final long firstId;
    private final long arrivedMillis;
    private long lastId;
    private long fromMillis = Long.MAX_VALUE;
    private long toMillis = Long.MIN_VALUE;
    private int entries;
    private long bytes;
    private long failed;
    private long failedBytes;

    Block(long firstId, long arrivedMillis) {
      this.firstId = firstId;
      this.arrivedMillis = arrivedMillis;
    }

    boolean open(long nowMillis) {
      return entries < MOST_ENTRIES && Math.abs(nowMillis - arrivedMillis) < MOST_MILLIS;
    }

    void add(long id, CodedEntry each, long rowBytes) {
      long time = each.event().timeMillis();
      lastId = id;
      fromMillis = Math.min(fromMillis, time);
      toMillis = Math.max(toMillis, time);
      entries++;
      bytes += rowBytes;
      if (each.fault() != null) {
        failed++;
        failedBytes += rowBytes;
      }
    }
  }
}
