package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.SeriesKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of series, or makes them, in one transaction. What is committed is remembered for
 * the next. One thread at a time.
 */
final class SeriesWriter {
  private static final int REMEMBERED = 50_000;

  private final Dialect dialect;
  private final Map<Named, SeriesRow> known = new HashMap<>();
  private final Map<Named, SeriesRow> found = new HashMap<>();

  private record Named(long source, SeriesKey key) {}

  SeriesWriter(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Forgets what a transaction found that was not committed. */
  void begin() {
    found.clear();
  }

  void committed() {
    if (known.size() + found.size() > REMEMBERED) {
      known.clear();
    }
    known.putAll(found);
    found.clear();
  }

  /**
   * The row of a series.
   *
   * @param group as far as it is known now
   */
  SeriesRow row(Connection connection, long source, SeriesKey key, Optional<String> group)
      throws SQLException {
    Named named = new Named(source, key);
    SeriesRow row = found.getOrDefault(named, known.get(named));
    if (row == null) {
      row = load(connection, named);
    }
    if (row == null) {
      row = add(connection, named, group.orElse(""));
    }
    String wanted = group.orElse(row.group());
    if (!wanted.equals(row.group())) {
      Rows.change(connection, Sql.REGROUP_SERIES.text(dialect), wanted, row.id());
      row = row.inGroup(wanted);
    }
    found.put(named, row);
    return row;
  }

  private @Nullable SeriesRow load(Connection connection, Named named) throws SQLException {
    try (PreparedStatement statement =
            Rows.prepare(
                connection,
                Sql.FIND_SERIES.text(dialect),
                named.source(),
                named.key().family().name(),
                LabelText.of(named.key().labelValues()));
        ResultSet rows = statement.executeQuery()) {
      return rows.next()
          ? new SeriesRow(rows.getLong(1), named.source(), named.key(), rows.getString(2))
          : null;
    }
  }

  private SeriesRow add(Connection connection, Named named, String group) throws SQLException {
    long id =
        Rows.number(
            connection,
            Sql.ADD_SERIES.text(dialect),
            named.source(),
            named.key().family().name(),
            KindCode.of(named.key().family().kind()),
            LabelText.of(named.key().family().labelNames()),
            LabelText.of(named.key().labelValues()),
            group);
    return new SeriesRow(id, named.source(), named.key(), group);
  }
}
