package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Partitions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Blocks of one level, within one transaction. One thread. */
final class BlockTable {
  static final Partitions MINUTES = new Partitions("minute_block", Level.DAY_MILLIS);
  static final Partitions HOURS = new Partitions("hour_block", 28 * Level.DAY_MILLIS);

  private final Connection connection;
  private final Dialect dialect;
  private final Level level;

  BlockTable(Connection connection, Dialect dialect, Level level) {
    this.connection = connection;
    this.dialect = dialect;
    this.level = level;
  }

  /** The blocks of some series that begin at a moment; those that there are. */
  Map<Long, Block> load(long starts, Collection<SeriesRow> rows) throws SQLException {
    Map<Long, SeriesRow> wanted = new HashMap<>();
    rows.forEach(row -> wanted.put(row.id(), row));
    long[] ids = wanted.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    Map<Long, Block> blocks = new HashMap<>();
    String sql = Sql.READ_SOME.text(dialect, level);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, starts);
      dialect.setIds(statement, 2, ids);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          SeriesRow row = wanted.get(found.getLong(1));
          if (row != null) {
            blocks.put(row.id(), Block.decode(row.kind(), level, starts, found.getBytes(2)));
          }
        }
      }
    }
    return blocks;
  }

  /** Writes blocks that begin at a moment, in the place of those there were. */
  void save(long starts, Map<Long, Block> blocks) throws SQLException {
    ensurePartition(starts);
    String sql = Sql.SAVE_BLOCK.text(dialect, level);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (long id : blocks.keySet().stream().mapToLong(Long::longValue).sorted().toArray()) {
        Block block = blocks.get(id);
        if (block != null) {
          statement.setLong(1, starts);
          statement.setLong(2, id);
          statement.setBytes(3, block.encode());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private void ensurePartition(long starts) throws SQLException {
    if (dialect != Dialect.POSTGRESQL) {
      return;
    }
    if (level == Level.MINUTE) {
      MINUTES.ensure(connection, starts);
    } else if (level == Level.HOUR) {
      HOURS.ensure(connection, starts);
    }
  }
}
