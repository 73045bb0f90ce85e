package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * Texts of numbers, and numbers of the texts that meet a condition. Numbers are never given twice,
 * so what was read once stays right; a bounded number of texts is remembered. Any thread.
 */
final class DictionaryReader {
  static final String GET = "SELECT parts FROM dictionary WHERE kind = ? AND id = ?";
  static final String SCAN =
      "SELECT id, parts FROM dictionary WHERE kind = ? AND id > ? ORDER BY id LIMIT ?";
  static final String SCAN_HOLDING_SQLITE =
      "SELECT id, parts FROM dictionary WHERE kind = ? AND id > ? AND instr(parts, ?) > 0"
          + " ORDER BY id LIMIT ?";
  static final String SCAN_HOLDING_POSTGRESQL =
      "SELECT id, parts FROM dictionary WHERE kind = ? AND id > ? AND strpos(parts, ?) > 0"
          + " ORDER BY id LIMIT ?";

  private static final int REMEMBERED = 8_192;
  private static final int PAGE = 1_000;

  private final Map<Numbered, List<String>> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Numbered, List<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Numbered(Kind kind, int id) {}

  /** The parts of each number; empty texts where it is not there any more. */
  Map<Integer, List<String>> parts(Connection connection, Kind kind, Collection<Integer> ids)
      throws SQLException {
    Map<Integer, List<String>> found = new HashMap<>();
    Set<Integer> rest = new TreeSet<>(ids);
    synchronized (known) {
      rest.removeIf(
          id -> {
            List<String> parts = known.get(new Numbered(kind, id));
            if (parts != null) {
              found.put(id, parts);
            }
            return parts != null;
          });
    }
    if (rest.isEmpty()) {
      return found;
    }
    try (PreparedStatement statement = connection.prepareStatement(GET)) {
      for (int id : rest) {
        found.put(id, get(statement, kind, id));
      }
    }
    return found;
  }

  /**
   * The numbers whose parts are accepted, ascending.
   *
   * @param holding a text that all of them hold, to look at fewer; empty for none
   */
  long[] find(
      Connection connection,
      Dialect dialect,
      Kind kind,
      String holding,
      Predicate<List<String>> accepted)
      throws SQLException {
    LongStream.Builder ids = LongStream.builder();
    long after = 0;
    int read;
    do {
      read = 0;
      try (PreparedStatement statement = scan(connection, dialect, kind, holding, after);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          read++;
          after = rows.getLong(1);
          if (accepted.test(kind.split(rows.getString(2)))) {
            ids.add(after);
          }
        }
      }
    } while (read == PAGE);
    return ids.build().toArray();
  }

  private static PreparedStatement scan(
      Connection connection, Dialect dialect, Kind kind, String holding, long after)
      throws SQLException {
    if (holding.isEmpty()) {
      return Rows.prepare(connection, SCAN, kind.code(), after, PAGE);
    }
    String sql = dialect == Dialect.SQLITE ? SCAN_HOLDING_SQLITE : SCAN_HOLDING_POSTGRESQL;
    return Rows.prepare(connection, sql, kind.code(), after, holding, PAGE);
  }

  private List<String> get(PreparedStatement statement, Kind kind, int id) throws SQLException {
    Rows.set(statement, kind.code(), id);
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        return kind.split("");
      }
      List<String> parts = kind.split(rows.getString(1));
      synchronized (known) {
        known.put(new Numbered(kind, id), parts);
      }
      return parts;
    }
  }
}
