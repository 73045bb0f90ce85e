package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Minutes to be added to what is stored, gathered so that a block is read and written once for many
 * minutes. Marks their hours dirty. One thread, one transaction, one source.
 */
final class MinuteBlocks {
  /** About 4 MB. */
  private static final long MOST_WORDS = 500_000;

  private final Connection connection;
  private final Dialect dialect;
  private final long source;
  private final long minutesKeptFrom;
  private final TreeMap<Long, Map<SeriesRow, Block>> added = new TreeMap<>();
  private long words;

  MinuteBlocks(Connection connection, Dialect dialect, long source) throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    this.source = source;
    this.minutesKeptFrom = Kept.from(connection, dialect, Level.MINUTE);
  }

  /** Adds to a minute. */
  void add(SeriesRow row, long minute, long[] value) throws SQLException {
    long hour = Level.MINUTE.blockStart(minute);
    added
        .computeIfAbsent(hour, start -> new HashMap<>())
        .computeIfAbsent(row, key -> new Block(key.kind(), Level.MINUTE, hour))
        .add(Level.MINUTE.slot(minute), value);
    words += value.length;
    if (words > MOST_WORDS) {
      flush();
    }
  }

  /** Writes what was gathered. */
  void flush() throws SQLException {
    BlockTable table = new BlockTable(connection, dialect, Level.MINUTE);
    for (Map.Entry<Long, Map<SeriesRow, Block>> entry : added.entrySet()) {
      long hour = entry.getKey();
      Collection<SeriesRow> rows = entry.getValue().keySet();
      Map<Long, Block> stored = table.load(hour, rows);
      if (hour < minutesKeptFrom) {
        bringBack(hour, rows, stored);
      }
      entry
          .getValue()
          .forEach(
              (row, block) ->
                  stored
                      .computeIfAbsent(row.id(), id -> new Block(row.kind(), Level.MINUTE, hour))
                      .addAll(block));
      table.save(hour, stored);
      Rows.change(connection, Sql.MARK_DIRTY.text(dialect), source, hour);
    }
    added.clear();
    words = 0;
  }

  /**
   * The minutes of this hour were deleted, and only its sum is left. It becomes the value of its
   * first minute, so that the hour can be summed up anew.
   */
  private void bringBack(long hour, Collection<SeriesRow> rows, Map<Long, Block> stored)
      throws SQLException {
    List<SeriesRow> without = new ArrayList<>(rows);
    without.removeIf(row -> stored.containsKey(row.id()));
    BlockTable hours = new BlockTable(connection, dialect, Level.HOUR);
    Map<Long, Block> sums = hours.load(Level.HOUR.blockStart(hour), without);
    for (SeriesRow row : without) {
      Block sum = sums.get(row.id());
      long[] value = sum == null ? null : sum.get(Level.HOUR.slot(hour));
      if (value != null) {
        Block block = new Block(row.kind(), Level.MINUTE, hour);
        block.set(0, value);
        stored.put(row.id(), block);
      }
    }
  }
}
