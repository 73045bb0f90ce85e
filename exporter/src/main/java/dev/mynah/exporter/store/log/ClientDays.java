package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.journal.HitEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums of a day by client and route; a bounded number of rows per source and day. */
final class ClientDays {
  static final String CHANGE =
      "UPDATE client_day SET entries = entries + ?, requests = requests + ?, errors = errors + ?,"
          + " bytes_in = bytes_in + ?, bytes_out = bytes_out + ?, total_nanos = total_nanos + ?,"
          + " cost = cost + ?,"
          + " first_millis = CASE WHEN first_millis > ? THEN ? ELSE first_millis END,"
          + " last_millis = CASE WHEN last_millis < ? THEN ? ELSE last_millis END"
          + " WHERE day = ? AND source = ? AND actor = ? AND route = ?";
  static final String ADD =
      "INSERT INTO client_day (entries, requests, errors, bytes_in, bytes_out, total_nanos, cost,"
          + " first_millis, last_millis, day, source, actor, route)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static final String COUNT = "SELECT count(*) FROM client_day WHERE day = ? AND source = ?";

  private final LogWrite write;
  private final Dictionary.Session session;
  private final int mostRows;

  private record Key(long day, int actor, int route) {}

  ClientDays(LogWrite write, Dictionary.Session session, int mostRows) {
    this.write = write;
    this.session = session;
    this.mostRows = mostRows;
  }

  void add(List<CodedEntry> entries) throws SQLException {
    Map<Key, Sums> sums = new HashMap<>();
    Map<Key, String> actors = new HashMap<>();
    for (CodedEntry each : entries) {
      Key key =
          new Key(
              Days.of(each.event().timeMillis()),
              session.id(Kind.ACTOR, each.actor()),
              session.id(Kind.ROUTE, each.route()));
      sums.computeIfAbsent(key, k -> new Sums()).add(each);
      actors.putIfAbsent(key, each.actor());
    }
    List<Key> fresh = change(sums, sorted(sums.keySet()));
    if (fresh.isEmpty()) {
      return;
    }
    Map<Long, Long> room = new HashMap<>();
    Map<Key, Sums> added = new HashMap<>();
    Map<Key, String> overflowing = new HashMap<>();
    for (Key key : fresh) {
      long left = room(room, key.day());
      room.put(key.day(), left - 1);
      if (left > 0) {
        added.put(key, get(sums, key));
      } else {
        overflowing.put(key, Kind.ACTOR.overflow(actors.getOrDefault(key, "")));
      }
    }
    insert(added);
    overflow(overflowing, sums);
  }

  /** One row per route and country stands for all who came too late. */
  private void overflow(Map<Key, String> overflowing, Map<Key, Sums> sums) throws SQLException {
    if (overflowing.isEmpty()) {
      return;
    }
    Set<Dictionary.Text> texts = new HashSet<>();
    overflowing.values().forEach(actor -> texts.add(new Dictionary.Text(Kind.ACTOR, actor)));
    session.resolve(texts);
    Map<Key, Sums> rest = new HashMap<>();
    overflowing.forEach(
        (key, actor) ->
            rest.computeIfAbsent(
                    new Key(key.day(), session.id(Kind.ACTOR, actor), key.route()), k -> new Sums())
                .add(get(sums, key)));
    Map<Key, Sums> added = new HashMap<>();
    for (Key key : change(rest, sorted(rest.keySet()))) {
      added.put(key, get(rest, key));
    }
    insert(added);
  }

  /** Adds to the rows that are there; returns the keys of those that are not. */
  private List<Key> change(Map<Key, Sums> sums, List<Key> keys) throws SQLException {
    List<Key> fresh = new ArrayList<>();
    try (PreparedStatement statement = write.connection().prepareStatement(CHANGE)) {
      for (Key key : keys) {
        Sums sum = get(sums, key);
        sum.set(statement);
        statement.setLong(8, sum.firstMillis);
        statement.setLong(9, sum.firstMillis);
        statement.setLong(10, sum.lastMillis);
        statement.setLong(11, sum.lastMillis);
        set(statement, 12, key);
        statement.addBatch();
      }
      int[] changed = statement.executeBatch();
      for (int i = 0; i < changed.length; i++) {
        if (changed[i] == 0) {
          fresh.add(keys.get(i));
        }
      }
    }
    return fresh;
  }

  private void insert(Map<Key, Sums> sums) throws SQLException {
    if (sums.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = write.connection().prepareStatement(ADD)) {
      for (Key key : sorted(sums.keySet())) {
        Sums sum = get(sums, key);
        sum.set(statement);
        statement.setLong(8, sum.firstMillis);
        statement.setLong(9, sum.lastMillis);
        set(statement, 10, key);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void set(PreparedStatement statement, int from, Key key) throws SQLException {
    statement.setLong(from, key.day());
    statement.setInt(from + 1, write.source());
    statement.setInt(from + 2, key.actor());
    statement.setInt(from + 3, key.route());
  }

  private long room(Map<Long, Long> room, long day) throws SQLException {
    Long left = room.get(day);
    return left != null
        ? left
        : mostRows - Rows.number(write.connection(), COUNT, day, write.source());
  }

  private static List<Key> sorted(Set<Key> keys) {
    return keys.stream()
        .sorted(
            Comparator.comparingLong(Key::day)
                .thenComparingInt(Key::actor)
                .thenComparingInt(Key::route))
        .toList();
  }

  private static Sums get(Map<Key, Sums> sums, Key key) {
    Sums sum = sums.get(key);
    if (sum == null) {
      throw new IllegalStateException("no sum for " + key);
    }
    return sum;
  }

  private static final class Sums {
    private long entries;
    private double requests;
    private double errors;
    private double bytesIn;
    private double bytesOut;
    private double totalNanos;
    private double cost;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    void add(CodedEntry each) {
      HitEvent event = each.event();
      double weight = event.weight();
      entries++;
      requests += weight;
      errors += each.fault() == null ? 0 : weight;
      bytesIn += weight * event.spent().bytesIn();
      bytesOut += weight * event.spent().bytesOut();
      totalNanos += weight * event.spent().totalNanos();
      cost += weight * event.answer().cost().doubleValue();
      firstMillis = Math.min(firstMillis, event.timeMillis());
      lastMillis = Math.max(lastMillis, event.timeMillis());
    }

    void add(Sums other) {
      entries += other.entries;
      requests += other.requests;
      errors += other.errors;
      bytesIn += other.bytesIn;
      bytesOut += other.bytesOut;
      totalNanos += other.totalNanos;
      cost += other.cost;
      firstMillis = Math.min(firstMillis, other.firstMillis);
      lastMillis = Math.max(lastMillis, other.lastMillis);
    }

    void set(PreparedStatement statement) throws SQLException {
      statement.setLong(1, entries);
      statement.setDouble(2, requests);
      statement.setDouble(3, errors);
      statement.setDouble(4, bytesIn);
      statement.setDouble(5, bytesOut);
      statement.setDouble(6, totalNanos);
      statement.setDouble(7, cost);
    }
  }
}
