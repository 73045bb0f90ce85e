package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the blocks of some series that begin at some moments, one moment after the other. One
 * thread at a time.
 */
final class PartRows implements BlockRows.Source, AutoCloseable {
  private static final int IDS_AT_ONCE = 2_000;
  private static final int DENSE = 4;
  private static final int FETCH_ROWS = 500;

  private final Connection connection;
  private final Dialect dialect;
  private final Level level;
  private final long[] ids;
  private final long[] starts;

  /** Whether few ids are between these that are not meant: a run of rows is read then. */
  private final boolean dense;

  private int part;
  private int nextId;
  private @Nullable PreparedStatement statement;
  private @Nullable ResultSet found;

  /**
   * Reads nothing yet.
   *
   * @param ids in order, not empty
   * @param starts of the blocks
   */
  PartRows(Connection connection, Dialect dialect, Level level, long[] ids, long... starts) {
    this.connection = connection;
    this.dialect = dialect;
    this.level = level;
    this.ids = ids.clone();
    this.starts = starts.clone();
    this.dense = ids[ids.length - 1] - ids[0] < (long) ids.length * DENSE;
  }

  @Override
  public void fill(BlockRows.Chunk chunk) throws SQLException {
    if (part == starts.length) {
      chunk.last();
      return;
    }
    while (!chunk.isFull()) {
      ResultSet rows = found == null ? ask() : found;
      if (rows.next()) {
        chunk.add(rows.getLong(1), rows.getBytes(2));
        continue;
      }
      close();
      if (nextId == ids.length) {
        nextId = 0;
        chunk.of(part++, true);
        return;
      }
    }
    chunk.of(part, false);
  }

  private ResultSet ask() throws SQLException {
    int from = nextId;
    int end = dense ? ids.length : Math.min(from + IDS_AT_ONCE, ids.length);
    Sql sql = dense ? Sql.READ_RUN : Sql.READ_SOME;
    PreparedStatement asked = connection.prepareStatement(sql.text(dialect, level));
    statement = asked;
    asked.setLong(1, starts[part]);
    if (dense) {
      asked.setLong(2, ids[from]);
      asked.setLong(3, ids[end - 1]);
    } else {
      dialect.setIds(asked, 2, Arrays.copyOfRange(ids, from, end));
    }
    asked.setFetchSize(FETCH_ROWS);
    nextId = end;
    ResultSet rows = asked.executeQuery();
    found = rows;
    return rows;
  }

  /** Ends what is being read. */
  @Override
  public void close() throws SQLException {
    PreparedStatement open = statement;
    statement = null;
    found = null;
    if (open != null) {
      open.close();
    }
  }
}
