package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.exporter.store.sql.StoreLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sums up: the dirty hours of a source from their minutes, then their day and their month. A sum is
 * always made anew of everything below it, so that doing it twice changes nothing. One transaction
 * takes one day of one source.
 */
final class Rollup {
  /** After the end of an hour, for frames that come a little late; later ones cost a second run. */
  private static final long GRACE_MILLIS = 3 * Level.MINUTE_MILLIS;

  private final Database database;
  private final Dialect dialect;
  private final SeriesCatalogue catalogue;

  /** What was done: see {@code RollupRun}. */
  record Done(boolean ran, int hours, int days, int months, int left) {}

  /** A day of a source. */
  private record Day(long source, long starts) {}

  /** A month of a source. */
  private record Month(long source, long starts) {}

  Rollup(Database database, SeriesCatalogue catalogue) {
    this.database = database;
    this.dialect = database.dialect();
    this.catalogue = catalogue;
  }

  /** Sums up what is closed. */
  Done run(long nowMillis) {
    Map<Day, TreeSet<Long>> days = new HashMap<>();
    DirtyHours dirty = database.readingCurrent(c -> DirtyHours.load(c, dialect));
    int closed = 0;
    for (DirtyHours.Hour hour : dirty.hours()) {
      if (Level.HOUR.next(hour.starts()) + GRACE_MILLIS <= nowMillis) {
        Day day = new Day(hour.source(), Level.DAY.start(hour.starts()));
        days.computeIfAbsent(day, key -> new TreeSet<>()).add(hour.starts());
        closed++;
      }
    }
    for (Map.Entry<Day, TreeSet<Long>> each : days.entrySet()) {
      if (!database.<Boolean>inTransaction(c -> sumUp(c, each.getKey(), each.getValue()))) {
        return new Done(false, 0, 0, 0, dirty.hours().size());
      }
    }
    long months =
        days.keySet().stream()
            .map(day -> new Month(day.source(), Level.MONTH.start(day.starts())))
            .distinct()
            .count();
    return new Done(true, closed, days.size(), (int) months, dirty.hours().size() - closed);
  }

  private boolean sumUp(Connection connection, Day day, Set<Long> hours) throws SQLException {
    if (!StoreLock.ROLLUP.take(connection, dialect)) {
      return false;
    }
    Rows.number(connection, Sql.HOLD_SOURCE.text(dialect), day.source());
    List<SeriesRow> rows = catalogue.of(connection, day.source());
    Map<Long, Block> hourBlocks = hours(connection, day.starts(), hours, rows);
    days(connection, day.starts(), rows, hourBlocks);
    Patterns.save(connection, dialect, day.source(), day.starts(), byRow(rows, hourBlocks));
    for (long hour : hours) {
      Rows.change(connection, Sql.CLEAN.text(dialect), day.source(), hour);
    }
    return true;
  }

  /** Makes hours of minutes; returns all hours of the day. */
  private Map<Long, Block> hours(
      Connection connection, long day, Set<Long> hours, Collection<SeriesRow> rows)
      throws SQLException {
    BlockTable minuteTable = new BlockTable(connection, dialect, Level.MINUTE);
    BlockTable hourTable = new BlockTable(connection, dialect, Level.HOUR);
    Map<Long, Block> blocks = hourTable.load(day, rows);
    Map<Long, Block> changed = new TreeMap<>();
    for (long hour : hours) {
      Map<Long, Block> minutes = minuteTable.load(hour, rows);
      for (SeriesRow row : rows) {
        Block ofMinutes = minutes.get(row.id());
        if (ofMinutes != null) {
          Block block =
              blocks.computeIfAbsent(row.id(), id -> new Block(row.kind(), Level.HOUR, day));
          block.set(Level.HOUR.slot(hour), ofMinutes.sum());
          changed.put(row.id(), block);
        }
      }
    }
    hourTable.save(day, changed);
    return blocks;
  }

  private void days(
      Connection connection, long day, Collection<SeriesRow> rows, Map<Long, Block> hours)
      throws SQLException {
    List<SeriesRow> some = rows.stream().filter(row -> hours.containsKey(row.id())).toList();
    long month = Level.DAY.blockStart(day);
    Map<Long, Block> days = sumInto(connection, Level.DAY, day, some, hours);
    sumInto(connection, Level.MONTH, month, some, days);
  }

  /** Sets one span of a level to the sums of finer blocks; returns the blocks that it is in. */
  private Map<Long, Block> sumInto(
      Connection connection,
      Level level,
      long span,
      Collection<SeriesRow> rows,
      Map<Long, Block> finer)
      throws SQLException {
    BlockTable table = new BlockTable(connection, dialect, level);
    long start = level.blockStart(span);
    Map<Long, Block> blocks = table.load(start, rows);
    for (SeriesRow row : rows) {
      Block parts = finer.get(row.id());
      if (parts != null) {
        blocks
            .computeIfAbsent(row.id(), id -> new Block(row.kind(), level, start))
            .set(level.slot(span), parts.sum());
      }
    }
    table.save(start, blocks);
    return blocks;
  }

  private static Map<SeriesRow, Block> byRow(Collection<SeriesRow> rows, Map<Long, Block> blocks) {
    Map<SeriesRow, Block> byRow = new HashMap<>();
    for (SeriesRow row : rows) {
      Block block = blocks.get(row.id());
      if (block != null) {
        byRow.put(row, block);
      }
    }
    return byRow;
  }
}
