package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups by the database's numbers and puts those together whose texts are the same. Rows come in
 * pages, since the texts of their numbers are asked for in between.
 */
final class GroupReader {
  private static final int PAGE = 1_000;

  private final Dialect dialect;
  private final DictionaryReader dictionary;

  /** A column's value is a number of a dictionary or a text. */
  private record Line(List<Object> columns, GroupSums.Part part) {}

  GroupReader(Dialect dialect, DictionaryReader dictionary) {
    this.dialect = dialect;
    this.dictionary = dictionary;
  }

  /** Groups entries of the log. */
  void log(Connection connection, LogQuery query, GroupKeys keys, GroupSums sums)
      throws SQLException {
    String sql = LogSql.groups(dialect, query, keys.columns());
    for (Run run : query.runs()) {
      try (PreparedStatement statement = LogSql.prepare(connection, dialect, sql, query, run)) {
        read(connection, statement, keys, sums);
      }
    }
  }

  /** Groups clients of whole days. */
  void days(
      Connection connection,
      DayRange days,
      List<Condition> conditions,
      GroupKeys keys,
      GroupSums sums)
      throws SQLException {
    String sql = LogSql.days(dialect, conditions, keys.columns());
    List<Object> parameters = new ArrayList<>(List.of(days.from(), days.to()));
    parameters.addAll(LogSql.values(connection, dialect, conditions));
    try (PreparedStatement statement = Rows.prepare(connection, sql, parameters.toArray())) {
      read(connection, statement, keys, sums);
    }
  }

  private void read(
      Connection connection, PreparedStatement statement, GroupKeys keys, GroupSums sums)
      throws SQLException {
    List<String> columns = keys.columns();
    statement.setFetchSize(PAGE);
    List<Line> page = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (rows.getLong(columns.size() + 1) == 0) {
          continue;
        }
        page.add(line(rows, keys, columns));
        if (page.size() == PAGE) {
          add(connection, page, keys, columns, sums);
          page.clear();
        }
      }
    }
    add(connection, page, keys, columns, sums);
  }

  private static Line line(ResultSet row, GroupKeys keys, List<String> columns)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String text = row.getString(i + 1);
      boolean number = kind(keys, columns.get(i)) != null;
      values.add(number ? Integer.valueOf(text) : text == null ? "" : text);
    }
    int at = columns.size();
    return new Line(
        values,
        new GroupSums.Part(
            row.getLong(at + 1),
            row.getDouble(at + 2),
            row.getDouble(at + 3),
            row.getDouble(at + 4),
            new GroupSums.Weighted(
                row.getDouble(at + 5), row.getDouble(at + 6), row.getDouble(at + 7)),
            new GroupSums.Seen(row.getLong(at + 8), row.getLong(at + 9), row.getLong(at + 10))));
  }

  private void add(
      Connection connection, List<Line> page, GroupKeys keys, List<String> columns, GroupSums sums)
      throws SQLException {
    Map<String, Map<Integer, List<String>>> texts = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Kind kind = kind(keys, columns.get(i));
      if (kind != null) {
        int column = i;
        List<Integer> ids =
            page.stream().map(line -> (Integer) line.columns().get(column)).distinct().toList();
        texts.put(columns.get(i), dictionary.parts(connection, kind, ids));
      }
    }
    for (Line line : page) {
      List<String> values = new ArrayList<>();
      for (GroupKeys.Place place : keys.places()) {
        Object value = line.columns().get(columns.indexOf(place.column()));
        Map<Integer, List<String>> ofColumn = texts.get(place.column());
        values.add(
            ofColumn == null || place.kind() == null
                ? value.toString()
                : place.text(ofColumn.getOrDefault((Integer) value, place.kind().split(""))));
      }
      sums.add(List.copyOf(values), line.part());
    }
  }

  private static @Nullable Kind kind(GroupKeys keys, String column) {
    for (GroupKeys.Place place : keys.places()) {
      if (place.column().equals(column)) {
        return place.kind();
      }
    }
    return null;
  }
}
