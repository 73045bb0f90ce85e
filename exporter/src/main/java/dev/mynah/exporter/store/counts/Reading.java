package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesSum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of some series. Where a stored sum is not up to date, it is made of what is finer,
 * down to the minutes, for a few series at a time. One thread, one transaction.
 */
final class Reading {
  /** A histogram has 1.4 KB in memory. */
  private static final int SUMMED_AT_ONCE = 500;

  private static final int IDS_AT_ONCE = 2_000;
  private static final int DENSE = 4;
  private static final int FETCH_ROWS = 500;

  private final Connection connection;
  private final Dialect dialect;
  private final DirtyHours dirty;
  private final Budget budget;

  /** One of each kind, filled again and again: nothing keeps a value. */
  private final Map<Family.Kind, Block> blocks = new EnumMap<>(Family.Kind.class);

  /** Takes a value; it is valid during the call only. */
  @FunctionalInterface
  interface Cells {
    void value(SeriesRow row, long start, long[] words);
  }

  Reading(Connection connection, Dialect dialect, DirtyHours dirty, Budget budget) {
    this.connection = connection;
    this.dialect = dialect;
    this.dirty = dirty;
    this.budget = budget;
  }

  /** Hands over every value of these series, which are in the order of their ids. */
  void read(List<SeriesRow> rows, Level level, TimeRange range, Cells cells) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    stored(rows, level, range, cells);
    if (level == Level.MINUTE) {
      return;
    }
    for (long start : dirty.starts(level, range)) {
      List<SeriesRow> those =
          rows.stream().filter(row -> dirty.at(level, row.source(), start)).toList();
      for (int i = 0; i < those.size(); i += SUMMED_AT_ONCE) {
        List<SeriesRow> some = those.subList(i, Math.min(i + SUMMED_AT_ONCE, those.size()));
        summed(some, level, start, cells);
      }
    }
  }

  private void summed(List<SeriesRow> rows, Level level, long start, Cells cells)
      throws SQLException {
    Map<SeriesRow, long[]> sums = new HashMap<>();
    TimeRange span = new TimeRange(start, level.next(start));
    read(
        rows,
        level.finer(),
        span,
        (row, at, words) -> {
          long[] sum = sums.get(row);
          if (sum == null) {
            sums.put(row, words.clone());
          } else {
            SeriesSum.add(row.kind(), sum, words);
          }
        });
    sums.forEach((row, words) -> cells.value(row, start, words));
  }

  private void stored(List<SeriesRow> rows, Level level, TimeRange range, Cells cells)
      throws SQLException {
    long first = Rows.number(connection, Sql.FIRST_BLOCK.text(dialect, level));
    long last = Rows.number(connection, Sql.LAST_BLOCK.text(dialect, level));
    long from = Math.max(first, level.blockStart(Math.max(0, range.fromMillis())));
    long[] ids = rows.stream().mapToLong(SeriesRow::id).toArray();
    boolean dense = ids[ids.length - 1] - ids[0] < (long) ids.length * DENSE;
    for (long start = from; start <= last && start < range.toMillis(); ) {
      Part part = new Part(rows, ids, level, start, range);
      if (dense) {
        run(part, cells);
      } else {
        some(part, cells);
      }
      start = level.nextBlock(start);
    }
  }

  /** The blocks of these series that begin at one moment. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Part(List<SeriesRow> rows, long[] ids, Level level, long start, TimeRange range) {
    @Nullable SeriesRow row(long id) {
      int at = Arrays.binarySearch(ids, id);
      return at < 0 ? null : rows.get(at);
    }
  }

  private void run(Part part, Cells cells) throws SQLException {
    String sql = Sql.READ_RUN.text(dialect, part.level());
    long highest = part.ids()[part.ids().length - 1];
    try (PreparedStatement statement =
        Rows.prepare(connection, sql, part.start(), part.ids()[0], highest)) {
      blocks(statement, part, cells);
    }
  }

  private void some(Part part, Cells cells) throws SQLException {
    String sql = Sql.READ_SOME.text(dialect, part.level());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < part.ids().length; i += IDS_AT_ONCE) {
        int end = Math.min(i + IDS_AT_ONCE, part.ids().length);
        statement.setLong(1, part.start());
        dialect.setIds(statement, 2, Arrays.copyOfRange(part.ids(), i, end));
        blocks(statement, part, cells);
      }
    }
  }

  private void blocks(PreparedStatement statement, Part part, Cells cells) throws SQLException {
    statement.setFetchSize(FETCH_ROWS);
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        budget.step();
        SeriesRow row = part.row(found.getLong(1));
        if (row != null) {
          values(row, part, found.getBytes(2), cells);
        }
      }
    }
  }

  private void values(SeriesRow row, Part part, byte[] bytes, Cells cells) {
    Level level = part.level();
    Block block = blocks.computeIfAbsent(row.kind(), kind -> new Block(kind, level, part.start()));
    block.refill(level, part.start(), bytes);
    for (int slot = 0; slot < Long.SIZE; slot++) {
      long[] words = block.get(slot);
      if (words == null) {
        continue;
      }
      long start = level.slotStart(part.start(), slot);
      if (part.range().contains(start) && !dirty.at(level, row.source(), start)) {
        budget.value();
        cells.value(row, start, words);
      }
    }
  }
}
