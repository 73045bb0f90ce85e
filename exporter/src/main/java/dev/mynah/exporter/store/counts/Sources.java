package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.journal.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of sources. */
final class Sources {
  private final Dialect dialect;

  Sources(Dialect dialect) {
    this.dialect = dialect;
  }

  /** A source's row, held until the transaction ends; none for one never met. */
  Optional<SourceState> find(Connection connection, String sourceId) throws SQLException {
    return find(connection, Sql.FIND_SOURCE.text(dialect), sourceId);
  }

  /** The same without holding it. */
  Optional<SourceState> look(Connection connection, String sourceId) throws SQLException {
    return find(connection, Sql.FIND_SOURCE.text(Dialect.SQLITE), sourceId);
  }

  /** A source's row, made where it is missing. */
  SourceState demand(Connection connection, String sourceId, long nowMillis) throws SQLException {
    Optional<SourceState> found = find(connection, sourceId);
    if (found.isPresent()) {
      return found.get();
    }
    Rows.change(connection, Sql.ADD_SOURCE.text(dialect), sourceId, nowMillis);
    return find(connection, sourceId).orElseThrow(() -> new SQLException("a source went away"));
  }

  void name(Connection connection, SourceState source, SourceRow.Names names) throws SQLException {
    Object[] all = names.all();
    Object[] parameters = new Object[2 * all.length + 1];
    System.arraycopy(all, 0, parameters, 0, all.length);
    parameters[all.length] = source.id;
    System.arraycopy(all, 0, parameters, all.length + 1, all.length);
    Rows.change(connection, Sql.NAME_SOURCE.text(dialect), parameters);
  }

  void save(Connection connection, SourceState source) throws SQLException {
    Rows.change(
        connection,
        Sql.SAVE_SOURCE.text(dialect),
        source.position.segment(),
        source.position.offset(),
        source.ledgerId,
        source.sequence,
        source.countedTo,
        source.gapSequence,
        source.gapFrom,
        source.gapTo,
        source.id);
  }

  List<SourceRow> all(Connection connection) throws SQLException {
    List<SourceRow> all = new ArrayList<>();
    try (PreparedStatement statement = Rows.prepare(connection, Sql.ALL_SOURCES.text(dialect));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        SourceRow.Names names =
            new SourceRow.Names(
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8));
        all.add(new SourceRow(rows.getLong(1), rows.getString(2), names, rows.getLong(9)));
      }
    }
    return all;
  }

  private static Optional<SourceState> find(Connection connection, String sql, String sourceId)
      throws SQLException {
    try (PreparedStatement statement = Rows.prepare(connection, sql, sourceId);
        ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      Position position = new Position(rows.getLong(2), rows.getLong(3));
      SourceState state = new SourceState(rows.getLong(1), position);
      state.ledgerId = rows.getLong(4);
      state.sequence = rows.getLong(5);
      state.countedTo = rows.getLong(6);
      state.gapSequence = rows.getLong(7);
      state.gapFrom = rows.getLong(8);
      state.gapTo = rows.getLong(9);
      return Optional.of(state);
    }
  }
}
