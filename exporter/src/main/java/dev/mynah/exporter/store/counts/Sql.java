package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Dialect;

/** Every statement about counts; a test looks at the plan of each, on both engines. */
enum Sql {
  FIND_SOURCE(
      "SELECT id, segment, segment_offset, ledger_id, frame_sequence, counted_to, gap_sequence,"
          + " gap_from, gap_to FROM source WHERE source_id = ?{update}"),
  ADD_SOURCE(
      "INSERT INTO source (source_id, job, instance, namespace, pod, workspace, environment,"
          + " segment, segment_offset, ledger_id, frame_sequence, counted_to, gap_sequence,"
          + " gap_from, gap_to, first_seen) VALUES (?, '', '', '', '', '', '', 0, 0, 0, 0, 0, -1,"
          + " 0, 0, ?) ON CONFLICT (source_id) DO NOTHING"),
  NAME_SOURCE(
      "UPDATE source SET job = ?, instance = ?, namespace = ?, pod = ?, workspace = ?,"
          + " environment = ? WHERE id = ? AND (job, instance, namespace, pod, workspace,"
          + " environment) <> (?, ?, ?, ?, ?, ?)"),
  SAVE_SOURCE(
      "UPDATE source SET segment = ?, segment_offset = ?, ledger_id = ?, frame_sequence = ?,"
          + " counted_to = ?, gap_sequence = ?, gap_from = ?, gap_to = ? WHERE id = ?"),
  HOLD_SOURCE("SELECT id FROM source WHERE id = ?{update}"),
  ALL_SOURCES(
      "SELECT id, source_id, job, instance, namespace, pod, workspace, environment, counted_to"
          + " FROM source ORDER BY id"),

  FIND_SERIES(
      "SELECT id, route_group FROM series WHERE source = ? AND family = ? AND label_values = ?"),
  ADD_SERIES(
      "INSERT INTO series (source, family, kind, label_names, label_values, route_group)"
          + " VALUES (?, ?, ?, ?, ?, ?) RETURNING id"),
  REGROUP_SERIES("UPDATE series SET route_group = ? WHERE id = ?"),
  SERIES_FROM(
      "SELECT id, source, family, kind, label_names, label_values, route_group FROM series"
          + " WHERE id >= ? ORDER BY id"),

  SERIES_OF(
      "SELECT id, source, family, kind, label_names, label_values, route_group FROM series"
          + " WHERE source = ?"),

  FIND_LAST(
      "SELECT series, ledger_id, frame_sequence, words, before, baseline FROM series_last"
          + " WHERE series {ids}"),
  SAVE_LAST(
      "INSERT INTO series_last (series, ledger_id, frame_sequence, words, before, baseline)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (series) DO UPDATE SET"
          + " ledger_id = excluded.ledger_id, frame_sequence = excluded.frame_sequence,"
          + " words = excluded.words, before = excluded.before, baseline = excluded.baseline"),

  READ_SOME("SELECT series, block FROM {table} WHERE starts = ? AND series {ids}"),
  READ_RUN("SELECT series, block FROM {table} WHERE starts = ? AND series BETWEEN ? AND ?"),
  SAVE_BLOCK(
      "INSERT INTO {table} (starts, series, block) VALUES (?, ?, ?)"
          + " ON CONFLICT (starts, series) DO UPDATE SET block = excluded.block"),
  FIRST_BLOCK("SELECT min(starts) FROM {table}"),
  LAST_BLOCK("SELECT max(starts) FROM {table}"),
  DELETE_BLOCKS("DELETE FROM {table} WHERE starts = ?"),

  MARK_DIRTY("INSERT INTO dirty_hour (source, starts) VALUES (?, ?) ON CONFLICT DO NOTHING"),
  ALL_DIRTY("SELECT source, starts FROM dirty_hour"),
  CLEAN("DELETE FROM dirty_hour WHERE source = ? AND starts = ?"),

  FIND_GAUGE(
      "SELECT id FROM gauge WHERE source = ? AND name = ? AND label_names = ?"
          + " AND label_values = ?"),
  ADD_GAUGE(
      "INSERT INTO gauge (source, name, label_names, label_values) VALUES (?, ?, ?, ?)"
          + " RETURNING id"),
  GAUGES_FROM(
      "SELECT id, source, name, label_names, label_values FROM gauge WHERE id >= ? ORDER BY id"),
  READ_GAUGES("SELECT gauge, block FROM gauge_block WHERE starts = ? AND gauge {ids}"),
  SAVE_GAUGE(
      "INSERT INTO gauge_block (starts, gauge, block) VALUES (?, ?, ?)"
          + " ON CONFLICT (starts, gauge) DO UPDATE SET block = excluded.block"),
  FIRST_GAUGE("SELECT min(starts) FROM gauge_block"),
  LAST_GAUGE("SELECT max(starts) FROM gauge_block"),
  DELETE_GAUGES("DELETE FROM gauge_block WHERE starts = ?"),

  READ_PATTERNS("SELECT source, route, block FROM pattern_day WHERE starts = ?"),
  FIND_PATTERNS("SELECT route, block FROM pattern_day WHERE starts = ? AND source = ?"),
  SAVE_PATTERN(
      "INSERT INTO pattern_day (starts, source, route, block) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT (starts, source, route) DO UPDATE SET block = excluded.block"),
  FIRST_PATTERN("SELECT min(starts) FROM pattern_day"),
  LAST_PATTERN("SELECT max(starts) FROM pattern_day"),
  DELETE_PATTERNS("DELETE FROM pattern_day WHERE starts = ?"),

  ADD_GAP(
      "INSERT INTO gap (source, from_millis, to_millis, frames, bytes, why)"
          + " VALUES (?, ?, ?, ?, ?, ?)"),
  READ_GAPS(
      "SELECT s.source_id, g.from_millis, g.to_millis, g.frames, g.bytes, g.why FROM gap g"
          + " JOIN source s ON s.id = g.source WHERE g.to_millis >= ? AND g.from_millis < ?"
          + " ORDER BY g.to_millis LIMIT ?"),
  DELETE_GAPS("DELETE FROM gap WHERE to_millis < ?"),

  KEPT("SELECT from_millis FROM kept WHERE class = ?"),
  KEEP(
      "INSERT INTO kept (class, from_millis) VALUES (?, ?) ON CONFLICT (class) DO UPDATE SET"
          + " from_millis = excluded.from_millis");

  private final String text;

  Sql(String text) {
    this.text = text;
  }

  String text(Dialect dialect) {
    return text.replace("{ids}", dialect.inIds()).replace("{update}", dialect.forUpdate());
  }

  String text(Dialect dialect, Level level) {
    return text(dialect).replace("{table}", level.table());
  }

  /** Whether it is said of each level. */
  boolean ofLevel() {
    return text.contains("{table}");
  }
}
