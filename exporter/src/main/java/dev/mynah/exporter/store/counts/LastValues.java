package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesSum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What series had come to, within one transaction. One thread. */
final class LastValues {
  private final Connection connection;
  private final Dialect dialect;
  private final Map<Long, Last> values = new HashMap<>();
  private final Map<Long, SeriesRow> changed = new HashMap<>();

  /**
   * What one had come to.
   *
   * @param words cumulative, of this ledger
   * @param before of ledgers before; null when there was none
   * @param baseline of all that, what belongs to no minute
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Last(
      long ledgerId,
      long sequence,
      long[] words,
      long @Nullable [] before,
      long @Nullable [] baseline) {}

  LastValues(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Reads those of some series at once. */
  void load(Collection<SeriesRow> rows) throws SQLException {
    Map<Long, SeriesRow> wanted = new HashMap<>();
    rows.forEach(row -> wanted.put(row.id(), row));
    wanted.keySet().removeAll(values.keySet());
    if (wanted.isEmpty()) {
      return;
    }
    long[] ids = wanted.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    try (PreparedStatement statement = connection.prepareStatement(Sql.FIND_LAST.text(dialect))) {
      dialect.setIds(statement, 1, ids);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          SeriesRow row = wanted.get(found.getLong(1));
          if (row != null) {
            values.put(row.id(), last(row.kind(), found));
          }
        }
      }
    }
  }

  @Nullable Last get(SeriesRow row) {
    return values.get(row.id());
  }

  void put(SeriesRow row, Last last) {
    values.put(row.id(), last);
    changed.put(row.id(), row);
  }

  /** Writes what was put. */
  void save() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Sql.SAVE_LAST.text(dialect))) {
      for (SeriesRow row : changed.values()) {
        Last last = values.get(row.id());
        if (last == null) {
          continue;
        }
        statement.setLong(1, row.id());
        statement.setLong(2, last.ledgerId());
        statement.setLong(3, last.sequence());
        statement.setBytes(4, packed(row.kind(), last.words()));
        statement.setBytes(5, packed(row.kind(), last.before()));
        statement.setBytes(6, packed(row.kind(), last.baseline()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
    changed.clear();
  }

  static Last last(Family.Kind kind, ResultSet found) throws SQLException {
    long[] words = unpacked(kind, found.getBytes(4));
    return new Last(
        found.getLong(2),
        found.getLong(3),
        words == null ? new long[kind.words()] : words,
        unpacked(kind, found.getBytes(5)),
        unpacked(kind, found.getBytes(6)));
  }

  /** The sum of two values of which each may be none. */
  static long @Nullable [] sum(Family.Kind kind, long @Nullable [] one, long @Nullable [] other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    long[] sum = one.clone();
    SeriesSum.add(kind, sum, other);
    return sum;
  }

  private static byte @Nullable [] packed(Family.Kind kind, long @Nullable [] words) {
    if (words == null) {
      return null;
    }
    Block block = new Block(kind, Level.MINUTE, 0);
    block.set(0, words);
    return block.encode();
  }

  private static long @Nullable [] unpacked(Family.Kind kind, byte @Nullable [] bytes) {
    return bytes == null ? null : Block.decode(kind, Level.MINUTE, 0, bytes).get(0);
  }
}
