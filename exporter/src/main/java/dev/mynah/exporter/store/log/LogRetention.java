package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Deletes what is too old, and the oldest when there is too much. Any worker thread. Every step is
 * a transaction of a bounded size, so that writers wait for none of them long; where two processes
 * delete at the same time, their steps take turns.
 */
public final class LogRetention {
  static final String FIRST_CLIENT_DAY = "SELECT min(day) FROM client_day";
  static final String CLIENT_DAY = "DELETE FROM client_day WHERE day = ?";
  static final String FIRST_MISSING_DAY = "SELECT min(day) FROM missing_path";
  static final String MISSING_DAY = "DELETE FROM missing_path WHERE day = ?";
  static final String FIRST_LEFT_OUT = "SELECT min(minute) FROM left_out";
  static final String LEFT_OUT = "DELETE FROM left_out WHERE minute < ?";
  static final String SNAPSHOTS = "DELETE FROM snapshot WHERE time_millis < ?";

  private static final long DAY_MINUTES = TimeUnit.DAYS.toMinutes(1);

  private final Database database;
  private final Deletion deletion;
  private final BlockRetention blocks;
  private final DictionaryRetention dictionary;

  /** How long what is kept. */
  public record Ages(Duration requests, Duration errors, Duration clients, Duration snapshots) {}

  /** Retention in a database. */
  public LogRetention(Database database) {
    this.database = database;
    this.deletion = new Deletion(database);
    this.blocks = new BlockRetention(database);
    this.dictionary = new DictionaryRetention(database);
  }

  /**
   * Deletes by age.
   *
   * @return rows by class: {@code request error client missing left_out snapshot text}
   */
  public Map<String, Long> run(Ages ages, long nowMillis) {
    Map<String, Long> deleted = new TreeMap<>();
    long requestsBefore = nowMillis - ages.requests().toMillis();
    long dropped = 0;
    if (database.dialect() == Dialect.POSTGRESQL) {
      LogPartitions partitions = new LogPartitions(database);
      partitions.makeAhead(nowMillis);
      dropped = partitions.drop(requestsBefore);
    }
    deleted.put("request", dropped + blocks.deleteBefore(requestsBefore));
    deleted.put("error", blocks.expireErrors(nowMillis - ages.errors().toMillis()));
    long clientsBefore = Days.of(nowMillis - ages.clients().toMillis());
    deleted.put("client", days(clientsBefore, FIRST_CLIENT_DAY, CLIENT_DAY, Kept.CLIENT_DAY));
    deleted.put("missing", days(clientsBefore, FIRST_MISSING_DAY, MISSING_DAY, Kept.MISSING_PATH));
    deleted.put("left_out", leftOut(LeftOut.minute(requestsBefore)));
    long snapshotsBefore = nowMillis - ages.snapshots().toMillis();
    deleted.put("snapshot", (long) deletion.step(c -> Rows.change(c, SNAPSHOTS, snapshotsBefore)));
    deleted.put("text", dictionary.run(clientsBefore));
    return deleted;
  }

  /** About how much the log takes. */
  public long bytes() {
    return blocks.bytes().all();
  }

  /**
   * Deletes the oldest requests until the log takes about this much. Requests with trouble stay
   * until they alone take more than a quarter.
   *
   * @return how many were deleted
   */
  public long shrink(long maxBytes) {
    return blocks.shrink(maxBytes);
  }

  private long days(long beforeDay, String firstDay, String delete, Kept kept) {
    long deleted = 0;
    while (true) {
      OptionalLong found = database.readingCurrent(c -> FirstNumber.of(c, firstDay));
      if (found.isEmpty() || found.getAsLong() >= beforeDay) {
        return deleted;
      }
      long first = found.getAsLong();
      deleted +=
          deletion.step(
              c -> {
                kept.move(c, Math.multiplyExact(first + 1, Days.MILLIS));
                return Rows.change(c, delete, first);
              });
    }
  }

  private long leftOut(long beforeMinute) {
    long deleted = 0;
    while (true) {
      OptionalLong first = database.readingCurrent(c -> FirstNumber.of(c, FIRST_LEFT_OUT));
      if (first.isEmpty() || first.getAsLong() >= beforeMinute) {
        return deleted;
      }
      long before = Math.min(beforeMinute, first.getAsLong() + DAY_MINUTES);
      deleted += deletion.step(c -> Rows.change(c, LEFT_OUT, before));
    }
  }
}
