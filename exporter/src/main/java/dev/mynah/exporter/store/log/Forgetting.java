package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.exporter.store.sql.StoreLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes what tells of somebody: requests, what was captured of them, sums of days; their names
 * are overwritten. Counts, which name nobody, stay as they are. Any worker thread; each step is a
 * transaction of a bounded size, and a request to forget that was cut short is finished by the
 * next.
 *
 * <p>Names are overwritten first: from then on no writer uses their numbers, and those that did
 * have committed. Not reached: journal files that have not been read yet, whose requests are stored
 * when they are; snapshots, which may hold anything; backups.
 */
public final class Forgetting {
  static final String OVERWRITE =
      "UPDATE dictionary SET parts = ?, hash = ? WHERE kind = ? AND id = ?";
  static final String BLOCKS =
      "SELECT first_id, last_id FROM log_block WHERE first_id > ? ORDER BY first_id LIMIT ?";
  static final String FIRST_DAY = "SELECT coalesce(min(day), 0) FROM client_day";
  static final String LAST_DAY = "SELECT coalesce(max(day), -1) FROM client_day";
  static final String CAPTURES =
      "DELETE FROM log_capture WHERE id IN (SELECT id FROM request_log WHERE id >= ? AND id <="
          + " ?%s)";
  static final String ROWS = "DELETE FROM request_log WHERE id >= ? AND id <= ?";
  static final String DAYS = "DELETE FROM client_day WHERE day = ?";

  private static final String FORGOTTEN = "_forgotten";
  private static final int BLOCKS_AT_ONCE = 8;

  private final Database database;
  private final Deletion deletion;
  private final DictionaryReader dictionary = new DictionaryReader();

  /**
   * What was deleted.
   *
   * @param names clients whose names were overwritten
   * @param requests of the log
   * @param captures of those
   * @param clientDays sums of days
   */
  public record Forgotten(long names, long requests, long captures, long clientDays) {}

  /** Forgets in a database. */
  public Forgetting(Database database) {
    this.database = database;
    this.deletion = new Deletion(database);
  }

  /** Forgets a consumer, by the name that is stored. */
  public Forgotten consumer(String consumer) {
    return forget("consumer", consumer);
  }

  /** Forgets an address, as it is stored: truncated or hashed where the settings say so. */
  public Forgotten client(String address) {
    return forget("client", address);
  }

  private Forgotten forget(String part, String value) {
    String stored = StoredText.clean(value, StoredText.NAME_CHARACTERS);
    if (stored.isEmpty()) {
      throw new IllegalArgumentException(part + ": empty (expected whom to forget)");
    }
    long[] named = database.inTransaction(c -> overwrite(c, part, stored));
    long[] ids = database.readingCurrent(c -> find(c, part, FORGOTTEN));
    Condition.OneOf actors = new Condition.OneOf("actor", ids);
    long[] rows = requests(actors);
    return new Forgotten(named.length, rows[0], rows[1], days(actors));
  }

  private long[] overwrite(Connection connection, String part, String value) throws SQLException {
    Rows.change(connection, Dictionary.FORGET);
    StoreLock.DICTIONARY.await(connection, database.dialect());
    long[] ids = find(connection, part, value);
    for (long id : ids) {
      String parts = String.join(String.valueOf(StoredText.SEPARATOR), FORGOTTEN, FORGOTTEN);
      byte[] hash = Dictionary.hash(FORGOTTEN + StoredText.SEPARATOR + id);
      Rows.change(connection, OVERWRITE, parts, hash, Kind.ACTOR.code(), id);
    }
    return ids;
  }

  private long[] find(Connection connection, String part, String value) throws SQLException {
    int place = Kind.ACTOR.place(part);
    return dictionary.find(
        connection, database.dialect(), Kind.ACTOR, value, parts -> parts.get(place).equals(value));
  }

  /** Returns how many requests and captures were deleted. */
  private long[] requests(Condition actors) {
    long[] deleted = new long[2];
    long after = Long.MIN_VALUE;
    while (true) {
      long from = after;
      List<Run> blocks = database.readingCurrent(c -> blocks(c, from));
      if (blocks.isEmpty()) {
        return deleted;
      }
      after = blocks.get(blocks.size() - 1).firstId();
      for (Run run : Run.of(blocks)) {
        deleted[1] += deletion.step(c -> change(c, CAPTURES, actors, run));
        deleted[0] += deletion.step(c -> change(c, ROWS + "%s", actors, run));
      }
    }
  }

  private int change(Connection connection, String sql, Condition actors, Run run)
      throws SQLException {
    Dialect dialect = database.dialect();
    return Rows.change(
        connection,
        sql.replace("%s", actors.sql(dialect)),
        run.firstId(),
        run.lastId(),
        actors.parameter(connection, dialect));
  }

  private long days(Condition actors) {
    long first = database.readingCurrent(c -> Rows.number(c, FIRST_DAY));
    long last = database.readingCurrent(c -> Rows.number(c, LAST_DAY));
    long deleted = 0;
    for (long day = first; day <= last; day++) {
      long each = day;
      deleted +=
          deletion.step(
              c ->
                  Rows.change(
                      c,
                      DAYS + actors.sql(database.dialect()),
                      each,
                      actors.parameter(c, database.dialect())));
    }
    return deleted;
  }

  private static List<Run> blocks(Connection connection, long after) throws SQLException {
    List<Run> blocks = new ArrayList<>();
    try (PreparedStatement statement = Rows.prepare(connection, BLOCKS, after, BLOCKS_AT_ONCE);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        blocks.add(new Run(rows.getLong(1), rows.getLong(2)));
      }
    }
    return blocks;
  }
}
