package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogReader.MissingPath;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Paths that nobody serves, of whole days. */
final class MissingReader {
  static final Comparator<MissingPath> MOST_FIRST =
      Comparator.comparingDouble((MissingPath each) -> -each.requests())
          .thenComparing(MissingPath::path)
          .thenComparing(MissingPath::method);

  private final Dialect dialect;
  private final DictionaryReader dictionary;

  private record Line(int path, double requests, long firstMillis, long lastMillis) {}

  MissingReader(Dialect dialect, DictionaryReader dictionary) {
    this.dialect = dialect;
    this.dictionary = dictionary;
  }

  List<MissingPath> read(
      Connection connection, DayRange days, List<Condition> conditions, int limit)
      throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(days.from(), days.to()));
    parameters.addAll(LogSql.values(connection, dialect, conditions));
    List<Line> lines = new ArrayList<>();
    try (PreparedStatement statement =
            Rows.prepare(connection, LogSql.missing(dialect, conditions), parameters.toArray());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        lines.add(new Line(rows.getInt(1), rows.getDouble(2), rows.getLong(3), rows.getLong(4)));
      }
    }
    lines.sort(Comparator.comparingDouble(line -> -line.requests()));
    List<Line> most = lines.subList(0, Math.min(limit, lines.size()));
    Map<Integer, List<String>> texts =
        dictionary.parts(connection, Kind.MISSING, most.stream().map(Line::path).toList());
    return most.stream()
        .map(
            line -> {
              List<String> text = texts.getOrDefault(line.path(), Kind.MISSING.split(""));
              return new MissingPath(
                  text.get(0), text.get(1), line.requests(), line.firstMillis(), line.lastMillis());
            })
        .sorted(MOST_FIRST)
        .toList();
  }
}
