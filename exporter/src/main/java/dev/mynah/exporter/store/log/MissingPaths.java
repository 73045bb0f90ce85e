package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Rows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Paths that no route claims, by day; a bounded number of them per source and day. */
final class MissingPaths {
  static final String ADD =
      "INSERT INTO missing_path (day, source, path, requests, first_millis, last_millis)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (day, source, path) DO UPDATE SET"
          + " requests = missing_path.requests + excluded.requests,"
          + " first_millis = CASE WHEN missing_path.first_millis > excluded.first_millis"
          + " THEN excluded.first_millis ELSE missing_path.first_millis END,"
          + " last_millis = CASE WHEN missing_path.last_millis < excluded.last_millis"
          + " THEN excluded.last_millis ELSE missing_path.last_millis END";
  static final String KNOWN =
      "SELECT d.parts FROM missing_path m JOIN dictionary d ON d.kind = ? AND d.id = m.path"
          + " WHERE m.day = ? AND m.source = ?";

  private final LogWrite write;
  private final Dictionary.Session session;
  private final int most;

  MissingPaths(LogWrite write, Dictionary.Session session, int most) {
    this.write = write;
    this.session = session;
    this.most = most;
  }

  void add(List<CodedEntry> entries) throws SQLException {
    Map<Long, Map<String, Sum>> days = new TreeMap<>();
    for (CodedEntry each : entries) {
      String path = each.missing();
      if (path != null) {
        long day = Days.of(each.event().timeMillis());
        days.computeIfAbsent(day, d -> new TreeMap<>())
            .computeIfAbsent(path, p -> new Sum())
            .add(each.event().weight(), each.event().timeMillis());
      }
    }
    for (Map.Entry<Long, Map<String, Sum>> day : days.entrySet()) {
      add(day.getKey(), bounded(day.getKey(), day.getValue()));
    }
  }

  private Map<String, Sum> bounded(long day, Map<String, Sum> paths) throws SQLException {
    Set<String> known = known(day);
    Map<String, Sum> bounded = new HashMap<>();
    paths.forEach(
        (path, sum) -> {
          boolean itself = known.contains(path) || known.size() < most;
          String counted = itself ? path : Kind.MISSING.overflow(path);
          if (itself) {
            known.add(path);
          }
          bounded.computeIfAbsent(counted, p -> new Sum()).add(sum);
        });
    return bounded;
  }

  private Set<String> known(long day) throws SQLException {
    Set<String> known = new HashSet<>();
    try (PreparedStatement statement =
            Rows.prepare(write.connection(), KNOWN, Kind.MISSING.code(), day, write.source());
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        known.add(rows.getString(1));
      }
    }
    return known;
  }

  private void add(long day, Map<String, Sum> paths) throws SQLException {
    session.resolve(
        paths.keySet().stream().map(path -> new Dictionary.Text(Kind.MISSING, path)).toList());
    Map<Integer, Sum> numbered = new TreeMap<>();
    paths.forEach(
        (path, sum) ->
            numbered.computeIfAbsent(session.id(Kind.MISSING, path), id -> new Sum()).add(sum));
    try (PreparedStatement statement = write.connection().prepareStatement(ADD)) {
      for (Map.Entry<Integer, Sum> each : numbered.entrySet()) {
        Sum sum = each.getValue();
        Rows.set(
            statement,
            day,
            write.source(),
            each.getKey(),
            sum.requests,
            sum.firstMillis,
            sum.lastMillis);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static final class Sum {
    private double requests;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    void add(double weight, long timeMillis) {
      requests += weight;
      firstMillis = Math.min(firstMillis, timeMillis);
      lastMillis = Math.max(lastMillis, timeMillis);
    }

    void add(Sum other) {
      requests += other.requests;
      firstMillis = Math.min(firstMillis, other.firstMillis);
      lastMillis = Math.max(lastMillis, other.lastMillis);
    }
  }
}
