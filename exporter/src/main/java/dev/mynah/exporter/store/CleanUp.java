package dev.mynah.exporter.store;

import dev.mynah.exporter.store.counts.Counts;
import dev.mynah.exporter.store.log.LogRetention;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.SqliteDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** Deletes by age, then by size, then gives the room back. Any worker thread, one at a time. */
final class CleanUp {
  /** Of the pages that are free, at most so many go back to the disk in one run: 160 MB. */
  private static final int VACUUM_PAGES = 20_000;

  /** Down to nine tenths of the cap, so that not every run has to delete. */
  private static final double FILL = 0.9;

  private static final int LOG_SHARE = 4;

  /** How much requests take is an estimate, so it is looked at again. */
  private static final int LOG_ROUNDS = 4;

  private final Database database;
  private final Counts counts;
  private final LogRetention log;
  private final long maxBytes;
  private final Clock clock;

  CleanUp(Database database, Counts counts, long maxBytes, Clock clock) {
    this.database = database;
    this.counts = counts;
    this.log = new LogRetention(database);
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  synchronized RetentionRun run(RetentionSettings settings) {
    long before = database.bytes();
    if (!counts.mayDelete()) {
      return new RetentionRun(false, Map.of(), before, before);
    }
    Map<String, Long> deleted = new TreeMap<>();
    long now = clock.millis();
    RetentionSettings.Counts ages = settings.counts();
    counts.deleteBefore(
        new Counts.Horizon(
            now - ages.minutes().toMillis(),
            now - ages.hours().toMillis(),
            now - ages.days().toMillis(),
            now - ages.patterns().toMillis()),
        deleted);
    RetentionSettings.Log ofLog = settings.log();
    log.run(
            new LogRetention.Ages(
                ofLog.requests(), ofLog.errors(), ofLog.clients(), ofLog.snapshots()),
            now)
        .forEach((name, rows) -> deleted.merge(name, rows, Long::sum));
    bySize(deleted);
    giveBack();
    return new RetentionRun(true, deleted, before, database.bytes());
  }

  private void bySize(Map<String, Long> deleted) {
    if (maxBytes == 0 || used() <= maxBytes) {
      return;
    }
    long goal = (long) (maxBytes * FILL);
    shrinkLog(goal, deleted);
    boolean more = true;
    while (more && used() > goal) {
      more = counts.deleteOldest(deleted);
    }
  }

  /** Single requests are the finest of all: down to a quarter of the room they go first. */
  private void shrinkLog(long goal, Map<String, Long> deleted) {
    for (int round = 0; round < LOG_ROUNDS; round++) {
      long over = used() - goal;
      long bytes = log.bytes();
      long least = maxBytes / LOG_SHARE;
      if (over <= 0 || bytes <= least) {
        return;
      }
      deleted.merge("request", log.shrink(Math.max(least, bytes - over)), Long::sum);
    }
  }

  /** PostgreSQL's own vacuum keeps room for reuse: what is free there is not known by its size. */
  private long used() {
    return database.dialect() == Dialect.SQLITE
        ? database.readingCurrent(Counts::usedBytes)
        : database.bytes();
  }

  private void giveBack() {
    if (database instanceof SqliteDatabase sqlite) {
      sqlite.<Integer>alone(CleanUp::vacuum);
    }
  }

  private static int vacuum(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // As updates: these pragmas do their work step by step, and a query takes one step.
      statement.executeUpdate("PRAGMA incremental_vacuum(" + VACUUM_PAGES + ")");
      return statement.executeUpdate("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }
}
