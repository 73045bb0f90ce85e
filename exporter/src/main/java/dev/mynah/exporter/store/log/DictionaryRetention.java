package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.exporter.store.sql.StoreLock;
import java.util.OptionalLong;

/**
 * Deletes texts that no row can name any more: whose last day of use is before that of everything
 * that is left, with room for clocks that differ. A kind's newest stays, so that no number is given
 * twice.
 */
final class DictionaryRetention {
  static final String OLDEST_ARRIVAL =
      "SELECT min(arrived_millis) FROM log_block WHERE first_id > 0";
  static final String FIRST = "SELECT min(id) FROM dictionary WHERE kind = ?";
  static final String LAST = "SELECT max(id) FROM dictionary WHERE kind = ?";
  static final String DELETE =
      "DELETE FROM dictionary WHERE kind = ? AND id >= ? AND id < ? AND last_day < ?";

  private static final int AT_ONCE = 5_000;
  private static final int SPARE_DAYS = 2;

  private final Database database;
  private final Deletion deletion;

  DictionaryRetention(Database database) {
    this.database = database;
    this.deletion = new Deletion(database);
  }

  /**
   * Deletes them.
   *
   * @param daysFrom the first day of which sums are kept
   */
  long run(long daysFrom) {
    OptionalLong arrival = database.readingCurrent(c -> FirstNumber.of(c, OLDEST_ARRIVAL));
    long logFrom = arrival.isPresent() ? Days.of(arrival.getAsLong()) : Long.MAX_VALUE;
    long before = Math.min(daysFrom, logFrom) - SPARE_DAYS;
    long deleted = 0;
    for (Kind kind : Kind.values()) {
      deleted += run(kind, before);
    }
    return deleted;
  }

  private long run(Kind kind, long beforeDay) {
    OptionalLong first = database.readingCurrent(c -> FirstNumber.of(c, FIRST, kind.code()));
    OptionalLong last = database.readingCurrent(c -> FirstNumber.of(c, LAST, kind.code()));
    if (first.isEmpty() || last.isEmpty()) {
      return 0;
    }
    long deleted = 0;
    for (long from = first.getAsLong(); from < last.getAsLong(); from += AT_ONCE) {
      long each = from;
      long to = Math.min(from + AT_ONCE, last.getAsLong());
      deleted +=
          deletion.step(
              c -> {
                StoreLock.DICTIONARY.await(c, database.dialect());
                return Rows.change(c, DELETE, kind.code(), each, to, beforeDay);
              });
    }
    return deleted;
  }
}
