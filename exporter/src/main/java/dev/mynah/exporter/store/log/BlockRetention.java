package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Deletes requests block by block, a few in a transaction. */
final class BlockRetention {
  private static final String BLOCK =
      "SELECT first_id, last_id, source, to_millis, entries, bytes, failed, failed_bytes"
          + " FROM log_block WHERE ";
  private static final String OLDEST = " ORDER BY to_millis LIMIT ?";

  static final String BEFORE = BLOCK + "to_millis < ?" + OLDEST;
  static final String DETAILED_BEFORE = BLOCK + "to_millis < ? AND detailed = 1" + OLDEST;
  static final String WITH_FAILED = BLOCK + "to_millis > ? AND failed > 0" + OLDEST;
  static final String WITH_OTHERS = BLOCK + "to_millis > ? AND entries > failed" + OLDEST;
  static final String BYTES =
      "SELECT coalesce(sum(bytes), 0), coalesce(sum(failed_bytes), 0) FROM log_block"
          + " WHERE first_id > 0";
  static final String DELETE_BLOCK = "DELETE FROM log_block WHERE first_id = ?";
  static final String THIN_BLOCK =
      "UPDATE log_block SET entries = failed, bytes = failed_bytes WHERE first_id = ?";
  static final String CALM_BLOCK =
      "UPDATE log_block SET entries = entries - failed, bytes = bytes - failed_bytes, failed = 0,"
          + " failed_bytes = 0 WHERE first_id = ?";
  static final String EXPIRED_BLOCK = "UPDATE log_block SET detailed = 0 WHERE first_id = ?";
  private static final String ROWS =
      "DELETE FROM request_log WHERE id >= ? AND id <= ? AND source = ?";
  static final String DELETE_ROWS = ROWS;
  static final String DELETE_OTHERS = ROWS + " AND fault = 0";
  static final String DELETE_FAILED = ROWS + " AND fault <> 0";
  static final String DELETE_CAPTURES =
      "DELETE FROM log_capture WHERE id >= ? AND id <= ?"
          + " AND NOT EXISTS (SELECT 1 FROM request_log r WHERE r.id = log_capture.id)";
  static final String EXPIRE =
      "UPDATE request_log SET fault = ?, message = NULL"
          + " WHERE id >= ? AND id <= ? AND source = ? AND fault <> 0 AND fault <> ?";

  private static final int AT_ONCE = 4;
  private static final int FAILED_SHARE = 4;
  private static final String EXPIRED = "_expired";

  /** The last day of use of a text that stays. */
  private static final long NEVER_UNUSED = Integer.MAX_VALUE;

  private final Database database;
  private final Deletion deletion;
  private final Dictionary dictionary = new Dictionary();

  private record Block(
      long firstId, long lastId, int source, long toMillis, long bytes, long failedBytes) {}

  /** Estimates. */
  record Bytes(long all, long failed) {}

  /** Does something with a block; returns how many rows it changed. */
  @FunctionalInterface
  private interface Step {
    long on(Connection connection, Block block) throws SQLException;
  }

  BlockRetention(Database database) {
    this.database = database;
    this.deletion = new Deletion(database);
  }

  Bytes bytes() {
    return database.readingCurrent(
        c -> {
          try (PreparedStatement statement = c.prepareStatement(BYTES);
              ResultSet rows = statement.executeQuery()) {
            return rows.next() ? new Bytes(rows.getLong(1), rows.getLong(2)) : new Bytes(0, 0);
          }
        });
  }

  /** Deletes blocks whose newest row is older. */
  long deleteBefore(long millis) {
    return each(BEFORE, millis, this::deleteBlock);
  }

  /**
   * Takes from requests with trouble what went wrong; that something did stays. Where their
   * neighbours have been deleted already, they are deleted too.
   */
  long expireErrors(long beforeMillis) {
    long logFrom = database.readingCurrent(Kept.REQUEST_LOG::fromMillis);
    return each(
        DETAILED_BEFORE,
        beforeMillis,
        (c, block) -> block.toMillis() < logFrom ? deleteBlock(c, block) : expire(c, block));
  }

  long shrink(long maxBytes) {
    Bytes now = bytes();
    long deleted = 0;
    long failed = now.failed();
    long all = now.all();
    long after = Long.MIN_VALUE;
    while (failed > maxBytes / FAILED_SHARE && all > maxBytes) {
      List<Block> blocks = find(WITH_FAILED, after);
      if (blocks.isEmpty()) {
        break;
      }
      Block oldest = blocks.get(0);
      deleted += deletion.step(c -> deleteFailed(c, oldest));
      failed -= oldest.failedBytes();
      all -= oldest.failedBytes();
    }
    while (all > maxBytes) {
      List<Block> blocks = find(WITH_OTHERS, after);
      if (blocks.isEmpty()) {
        break;
      }
      Block oldest = blocks.get(0);
      deleted += deletion.step(c -> deleteOthers(c, oldest));
      all -= oldest.bytes() - oldest.failedBytes();
    }
    return deleted;
  }

  private long each(String sql, long millis, Step step) {
    long changed = 0;
    List<Block> blocks = find(sql, millis);
    while (!blocks.isEmpty()) {
      List<Block> some = blocks;
      changed +=
          deletion.step(
              c -> {
                long rows = 0;
                for (Block block : some) {
                  rows += step.on(c, block);
                }
                return rows;
              });
      blocks = find(sql, millis);
    }
    return changed;
  }

  private List<Block> find(String sql, long millis) {
    return database.readingCurrent(
        c -> {
          List<Block> blocks = new ArrayList<>();
          try (PreparedStatement statement = Rows.prepare(c, sql, millis, AT_ONCE);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              blocks.add(
                  new Block(
                      rows.getLong(1),
                      rows.getLong(2),
                      rows.getInt(3),
                      rows.getLong(4),
                      rows.getLong(6),
                      rows.getLong(8)));
            }
          }
          return blocks;
        });
  }

  private long deleteBlock(Connection connection, Block block) throws SQLException {
    long rows = rows(connection, DELETE_ROWS, block);
    Rows.change(connection, DELETE_BLOCK, block.firstId());
    Kept.REQUEST_LOG.move(connection, block.toMillis() + 1);
    Kept.ERROR_EVENT.move(connection, block.toMillis() + 1);
    return rows;
  }

  private long deleteOthers(Connection connection, Block block) throws SQLException {
    if (block.failedBytes() == 0) {
      long rows = rows(connection, DELETE_ROWS, block);
      Rows.change(connection, DELETE_BLOCK, block.firstId());
      Kept.REQUEST_LOG.move(connection, block.toMillis() + 1);
      return rows;
    }
    long rows = rows(connection, DELETE_OTHERS, block);
    Rows.change(connection, THIN_BLOCK, block.firstId());
    Kept.REQUEST_LOG.move(connection, block.toMillis() + 1);
    return rows;
  }

  private long deleteFailed(Connection connection, Block block) throws SQLException {
    long rows = rows(connection, DELETE_FAILED, block);
    Rows.change(connection, CALM_BLOCK, block.firstId());
    Kept.REQUEST_LOG.move(connection, block.toMillis() + 1);
    Kept.ERROR_EVENT.move(connection, block.toMillis() + 1);
    return rows;
  }

  private static long rows(Connection connection, String sql, Block block) throws SQLException {
    long rows = Rows.change(connection, sql, block.firstId(), block.lastId(), block.source());
    Rows.change(connection, DELETE_CAPTURES, block.firstId(), block.lastId());
    return rows;
  }

  private long expire(Connection connection, Block block) throws SQLException {
    Dictionary.Session session = dictionary.session(connection, database.dialect(), NEVER_UNUSED);
    String expired = String.join(String.valueOf(StoredText.SEPARATOR), EXPIRED, EXPIRED, EXPIRED);
    session.resolve(List.of(new Dictionary.Text(Kind.FAULT, expired)));
    int id = session.id(Kind.FAULT, expired);
    Rows.change(connection, EXPIRED_BLOCK, block.firstId());
    return Rows.change(connection, EXPIRE, id, block.firstId(), block.lastId(), block.source(), id);
  }
}
