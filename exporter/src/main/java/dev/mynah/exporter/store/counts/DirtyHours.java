package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Hours whose sums are not up to date, and the days and months that they are in. */
final class DirtyHours {
  private final List<Hour> hours = new ArrayList<>();
  private final Set<Span> dirty = new HashSet<>();
  private final Map<Level, NavigableSet<Long>> starts = new EnumMap<>(Level.class);

  /** A span of a source. */
  record Hour(long source, long starts) {}

  private record Span(Level level, long source, long starts) {}

  private DirtyHours() {}

  static DirtyHours load(Connection connection, Dialect dialect) throws SQLException {
    DirtyHours all = new DirtyHours();
    try (PreparedStatement statement = Rows.prepare(connection, Sql.ALL_DIRTY.text(dialect));
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        all.add(new Hour(rows.getLong(1), rows.getLong(2)));
      }
    }
    return all;
  }

  private void add(Hour hour) {
    hours.add(hour);
    for (Level level : List.of(Level.HOUR, Level.DAY, Level.MONTH)) {
      long start = level.start(hour.starts());
      dirty.add(new Span(level, hour.source(), start));
      starts.computeIfAbsent(level, key -> new TreeSet<>()).add(start);
    }
  }

  List<Hour> hours() {
    return hours;
  }

  /** The start of the oldest, or the largest number when there is none. */
  long oldest() {
    return hours.stream().mapToLong(Hour::starts).min().orElse(Long.MAX_VALUE);
  }

  /** Whether the stored value of a span is not to be used. Minutes are always right. */
  boolean at(Level level, long source, long start) {
    return !dirty.isEmpty() && dirty.contains(new Span(level, source, start));
  }

  /** The spans of a block of which that is so, the first in the lowest bit. */
  long slots(Level level, long source, long blockStart) {
    if (dirty.isEmpty()) {
      return 0;
    }
    long slots = 0;
    for (long start : starts(level, new TimeRange(blockStart, level.nextBlock(blockStart)))) {
      slots |= at(level, source, start) ? 1L << level.slot(start) : 0;
    }
    return slots;
  }

  /** Where the spans of a range begin that are dirty for some source. */
  NavigableSet<Long> starts(Level level, TimeRange range) {
    return starts
        .getOrDefault(level, Collections.emptyNavigableSet())
        .subSet(range.fromMillis(), true, range.toMillis(), false);
  }
}
