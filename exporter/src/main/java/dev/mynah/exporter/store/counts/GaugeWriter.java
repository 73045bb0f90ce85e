package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Partitions;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.ledger.journal.Frame;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values of gauges by minute. One thread, one transaction, one source. */
final class GaugeWriter {
  static final Partitions PARTITIONS = new Partitions("gauge_block", Level.DAY_MILLIS);
  private static final long SLIVER_MILLIS = 2_000;

  private final Connection connection;
  private final Dialect dialect;
  private final long source;
  private final Map<Named, Long> ids = new HashMap<>();
  private final TreeMap<Long, Map<Long, GaugeBlock>> blocks = new TreeMap<>();

  private record Named(String name, String labelNames, String labelValues) {}

  GaugeWriter(Connection connection, Dialect dialect, long source) {
    this.connection = connection;
    this.dialect = dialect;
    this.source = source;
  }

  /** Adds a frame's gauges at the minute that its end is at. */
  void add(Frame frame) throws SQLException {
    if (frame.gauges().isEmpty()) {
      return;
    }
    long minute = Level.MINUTE.start(frame.toMillis() + SLIVER_MILLIS);
    long hour = Level.MINUTE.blockStart(minute);
    Map<Long, Double> values = new HashMap<>();
    for (Frame.GaugeValue gauge : frame.gauges()) {
      values.put(id(gauge), gauge.value());
    }
    Map<Long, GaugeBlock> ofHour = blocks.computeIfAbsent(hour, start -> new HashMap<>());
    load(hour, values.keySet().stream().filter(id -> !ofHour.containsKey(id)).toList(), ofHour);
    values.forEach(
        (id, value) ->
            ofHour
                .computeIfAbsent(id, key -> new GaugeBlock())
                .set(Level.MINUTE.slot(minute), value));
  }

  void save() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Sql.SAVE_GAUGE.text(dialect))) {
      for (Map.Entry<Long, Map<Long, GaugeBlock>> hour : blocks.entrySet()) {
        if (dialect == Dialect.POSTGRESQL) {
          PARTITIONS.ensure(connection, hour.getKey());
        }
        for (Map.Entry<Long, GaugeBlock> each : hour.getValue().entrySet()) {
          statement.setLong(1, hour.getKey());
          statement.setLong(2, each.getKey());
          statement.setBytes(3, each.getValue().encode());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
    blocks.clear();
  }

  private void load(long hour, List<Long> wanted, Map<Long, GaugeBlock> into) throws SQLException {
    if (wanted.isEmpty()) {
      return;
    }
    String sql = Sql.READ_GAUGES.text(dialect);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, hour);
      dialect.setIds(statement, 2, wanted.stream().mapToLong(Long::longValue).toArray());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          into.put(rows.getLong(1), GaugeBlock.decode(rows.getBytes(2)));
        }
      }
    }
  }

  private long id(Frame.GaugeValue gauge) throws SQLException {
    Named named =
        new Named(
            gauge.name(), LabelText.of(gauge.labelNames()), LabelText.of(gauge.labelValues()));
    Long known = ids.get(named);
    if (known == null) {
      Object[] parameters = {source, named.name(), named.labelNames(), named.labelValues()};
      known = Rows.number(connection, Sql.FIND_GAUGE.text(dialect), parameters);
      if (known == 0) {
        known = Rows.number(connection, Sql.ADD_GAUGE.text(dialect), parameters);
      }
      ids.put(named, known);
    }
    return known;
  }
}
