package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.exporter.store.sql.StoreFailure;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days of the log in PostgreSQL. Rows of a day without a partition stand in the last one and
 * are deleted one by one; so a partition that could not be made, or not yet be dropped, costs time
 * and loses nothing.
 */
final class LogPartitions {
  static final String LIST =
      "SELECT c.relname, greatest(c.reltuples, 0)::bigint FROM pg_inherits i"
          + " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'request_log'::regclass";

  private static final Logger LOG = LoggerFactory.getLogger(LogPartitions.class);
  private static final String PREFIX = "request_log_d";
  private static final int AHEAD_DAYS = 7;

  private final Database database;

  private record Partition(long day, long rows) {
    long toMillis() {
      return (day + 1) * Days.MILLIS;
    }
  }

  LogPartitions(Database database) {
    this.database = database;
  }

  /** Makes those of today and the days after. */
  void makeAhead(long nowMillis) {
    List<Long> there = partitions().stream().map(Partition::day).toList();
    long today = Days.of(nowMillis);
    for (long day = today; day <= today + AHEAD_DAYS; day++) {
      if (!there.contains(day)) {
        attempt(
            "CREATE TABLE IF NOT EXISTS "
                + PREFIX
                + day
                + " PARTITION OF request_log FOR VALUES FROM ("
                + day * Days.MILLIS
                + ") TO ("
                + (day + 1) * Days.MILLIS
                + ")");
      }
    }
  }

  /** Drops those that end no later; returns about how many rows they had. */
  long drop(long beforeMillis) {
    long rows = 0;
    for (Partition partition : partitions()) {
      boolean dropped =
          partition.toMillis() <= beforeMillis && attempt("DROP TABLE " + PREFIX + partition.day());
      if (dropped) {
        rows += partition.rows();
        database.inTransaction(
            c -> {
              Kept.REQUEST_LOG.move(c, partition.toMillis());
              Kept.ERROR_EVENT.move(c, partition.toMillis());
              return 0;
            });
      }
    }
    return rows;
  }

  private List<Partition> partitions() {
    return database.readingCurrent(
        c -> {
          List<Partition> partitions = new ArrayList<>();
          try (PreparedStatement statement = c.prepareStatement(LIST);
              ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              String name = rows.getString(1);
              if (name.startsWith(PREFIX)) {
                long day = Long.parseLong(name.substring(PREFIX.length()));
                partitions.add(new Partition(day, rows.getLong(2)));
              }
            }
          }
          return partitions;
        });
  }

  /** The text is made of names and numbers of ours. */
  private boolean attempt(String sql) {
    try {
      database.inTransaction(c -> Rows.change(c, sql));
      return true;
    } catch (StoreFailure e) {
      LOG.warn("the request log's partitions stay as they are: {}", e.getMessage());
      return false;
    }
  }
}
