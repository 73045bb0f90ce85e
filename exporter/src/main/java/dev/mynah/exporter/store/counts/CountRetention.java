package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Partitions;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.exporter.store.sql.StoreLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes counts that are too old, the blocks of one moment in a transaction, or whole partitions;
 * never minutes that have not been summed up.
 */
final class CountRetention {
  private final Database database;
  private final Dialect dialect;

  CountRetention(Database database) {
    this.database = database;
    this.dialect = database.dialect();
  }

  /** What is deleted before when; moments in milliseconds. */
  record Ages(long minutes, long hours, long days, long patterns) {}

  /** A table by time: how to find its oldest moment and delete it. */
  private record Shelf(
      String name, String first, String delete, Level level, Optional<Partitions> partitions) {}

  /** Deletes what is older. */
  void byAge(Ages ages, Map<String, Long> deleted) {
    remove(blocks(Level.MINUTE), ages.minutes(), deleted);
    remove(gauges(), ages.minutes(), deleted);
    remove(blocks(Level.HOUR), ages.hours(), deleted);
    remove(blocks(Level.DAY), ages.days(), deleted);
    remove(patterns(), ages.patterns(), deleted);
    long gaps =
        database.<Integer>inTransaction(
            c ->
                StoreLock.RETENTION.take(c, dialect)
                    ? Rows.change(c, Sql.DELETE_GAPS.text(dialect), ages.days())
                    : 0);
    deleted.merge("gap", gaps, Long::sum);
  }

  /** Deletes the oldest moment of the finest that may go; tells whether there was one. */
  boolean oldest(Ages least, Map<String, Long> deleted) {
    return step(blocks(Level.MINUTE), least.minutes(), deleted)
        || step(gauges(), least.minutes(), deleted)
        || step(blocks(Level.HOUR), least.hours(), deleted)
        || step(blocks(Level.DAY), least.days(), deleted);
  }

  private void remove(Shelf shelf, long before, Map<String, Long> deleted) {
    deleted.merge(shelf.name(), 0L, Long::sum);
    if (dialect == Dialect.POSTGRESQL && shelf.partitions().isPresent()) {
      drop(shelf, shelf.partitions().get(), before, deleted);
      return;
    }
    // Each moment in a transaction of its own: others get their turn.
    boolean more = true;
    while (more) {
      more = step(shelf, before, deleted);
    }
  }

  private boolean step(Shelf shelf, long before, Map<String, Long> deleted) {
    return database.inTransaction(
        connection -> {
          if (!StoreLock.RETENTION.take(connection, dialect)) {
            return false;
          }
          StoreLock.ROLLUP.await(connection, dialect);
          long first = Rows.number(connection, shelf.first());
          long next = shelf.level().nextBlock(first);
          if (first == 0
              || next > Math.min(before, DirtyHours.load(connection, dialect).oldest())) {
            return false;
          }
          long rows = Rows.change(connection, shelf.delete(), first);
          Kept.set(connection, dialect, shelf.name(), next);
          deleted.merge(shelf.name(), rows, Long::sum);
          return true;
        });
  }

  private void drop(Shelf shelf, Partitions partitions, long before, Map<String, Long> deleted) {
    database.<Boolean>inTransaction(
        connection -> {
          if (!StoreLock.RETENTION.take(connection, dialect)) {
            return false;
          }
          long limit = Math.min(before, DirtyHours.load(connection, dialect).oldest());
          long whole = Math.floorDiv(limit, partitions.spanMillis()) * partitions.spanMillis();
          long rows = partitions.dropBefore(connection, whole);
          Kept.set(connection, dialect, shelf.name(), whole);
          deleted.merge(shelf.name(), rows, Long::sum);
          return true;
        });
  }

  private Shelf blocks(Level level) {
    Optional<Partitions> partitions =
        switch (level) {
          case MINUTE -> Optional.of(BlockTable.MINUTES);
          case HOUR -> Optional.of(BlockTable.HOURS);
          case DAY, MONTH -> Optional.empty();
        };
    return new Shelf(
        Kept.name(level),
        Sql.FIRST_BLOCK.text(dialect, level),
        Sql.DELETE_BLOCKS.text(dialect, level),
        level,
        partitions);
  }

  private Shelf gauges() {
    return new Shelf(
        "gauge",
        Sql.FIRST_GAUGE.text(dialect),
        Sql.DELETE_GAUGES.text(dialect),
        Level.MINUTE,
        Optional.of(GaugeWriter.PARTITIONS));
  }

  private Shelf patterns() {
    return new Shelf(
        "pattern",
        Sql.FIRST_PATTERN.text(dialect),
        Sql.DELETE_PATTERNS.text(dialect),
        Level.HOUR,
        Optional.empty());
  }

  /**
   * What may go at most when the store is too large: what a query of the last hours needs stays.
   */
  static Ages least(long nowMillis) {
    return new Ages(
        nowMillis - 2 * Level.HOUR_MILLIS,
        nowMillis - 2 * Level.DAY_MILLIS,
        nowMillis - 62 * Level.DAY_MILLIS,
        nowMillis - 7 * Level.DAY_MILLIS);
  }

  /** Whether another exporter is at it. */
  boolean free() {
    return database.inTransaction(c -> StoreLock.RETENTION.take(c, dialect));
  }

  /** What is in use, for a cap on the size. */
  static long usedBytes(Connection connection) throws SQLException {
    long pages =
        Rows.number(connection, "PRAGMA page_count")
            - Rows.number(connection, "PRAGMA freelist_count");
    return pages * Rows.number(connection, "PRAGMA page_size");
  }
}
