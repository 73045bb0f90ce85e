package dev.mynah.exporter.store.log;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.exporter.store.sql.StoreLock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for texts that repeat. What is remembered here was read or written in a transaction that
 * was committed: a {@link Session} belongs to one transaction, and only {@link Session#committed}
 * adds what it learned. A number is trusted for the day on which it was learned, and while nothing
 * has been forgotten from the table; so a row that another process deletes, since nothing named it
 * for longer than anything is kept, is never named again by us.
 *
 * <p>Any thread; bounded by the least recently used.
 */
final class Dictionary {
  static final String FIND = "SELECT id, last_day FROM dictionary WHERE kind = ? AND hash = ?";
  static final String TOUCH =
      "UPDATE dictionary SET last_day = ? WHERE kind = ? AND id = ? AND last_day < ?";
  static final String COUNT = "SELECT count(*) FROM dictionary WHERE kind = ?";
  static final String ADD_SQLITE =
      "INSERT INTO dictionary (kind, id, hash, parts, last_day)"
          + " SELECT ?, coalesce(max(id), 0) + 1, ?, ?, ? FROM dictionary WHERE kind = ?"
          + " RETURNING id";
  static final String ADD_POSTGRESQL =
      "INSERT INTO dictionary (kind, hash, parts, last_day) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING RETURNING id";

  /** Read and kept from change by whoever writes; changed by whoever forgets. */
  static final String GENERATION = "SELECT value FROM log_state WHERE name = 'dictionary'";

  static final String FORGET = "UPDATE log_state SET value = value + 1 WHERE name = 'dictionary'";

  private static final int REMEMBERED = 8_192;
  private static final int HASH_BYTES = 16;

  private final Map<Text, Known> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Text, Known> eldest) {
          return size() > REMEMBERED;
        }
      };
  private long knownGeneration;

  /** A group of texts. */
  record Text(Kind kind, String parts) {}

  private record Known(int id, long day) {}

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; the array is not changed
  private record Hashed(Text text, byte[] hash) {}

  /** Begins a transaction's use. */
  Session session(Connection connection, Dialect dialect, long day) throws SQLException {
    String lock = dialect == Dialect.SQLITE ? "" : " FOR SHARE";
    return new Session(connection, dialect, day, Rows.number(connection, GENERATION + lock));
  }

  private synchronized Map<Text, Known> recall(Collection<Text> texts, long generation, long day) {
    Map<Text, Known> found = new HashMap<>();
    if (generation == knownGeneration) {
      for (Text text : texts) {
        Known each = known.get(text);
        if (each != null && each.day() == day) {
          found.put(text, each);
        }
      }
    }
    return found;
  }

  private synchronized void remember(Map<Text, Known> learned, long generation) {
    if (generation < knownGeneration) {
      return;
    }
    if (generation > knownGeneration) {
      known.clear();
      knownGeneration = generation;
    }
    known.putAll(learned);
  }

  /** The first half of SHA-256. */
  static byte[] hash(String text) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(whole, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The dictionary in one transaction; one thread. */
  final class Session {
    private final Connection connection;
    private final Dialect dialect;
    private final long day;
    private final long generation;
    private final Map<Text, Known> learned = new HashMap<>();
    private final Map<Text, Integer> ids = new HashMap<>();
    private final Map<Kind, Long> counts = new HashMap<>();
    private boolean held;

    private Session(Connection connection, Dialect dialect, long day, long generation) {
      this.connection = connection;
      this.dialect = dialect;
      this.day = day;
      this.generation = generation;
    }

    /**
     * Finds or makes the numbers of texts. Whoever changes a row has had the dictionary's lock
     * before, until the end of the transaction: texts come in several lots, of which no order holds
     * that would keep writers side by side from waiting in a circle.
     */
    void resolve(Collection<Text> texts) throws SQLException {
      recall(texts, generation, day).forEach((text, each) -> ids.put(text, each.id()));
      for (Text text : texts) {
        if (!ids.containsKey(text)) {
          ids.put(text, found(new Hashed(text, hash(text.parts()))));
        }
      }
    }

    /** The number of a text that was resolved. */
    int id(Kind kind, String parts) {
      Integer id = ids.get(new Text(kind, parts));
      if (id == null) {
        throw new IllegalStateException("not resolved: a text of kind " + kind);
      }
      return id;
    }

    /** To be called once the transaction has been committed. */
    void committed() {
      remember(learned, generation);
    }

    private int found(Hashed each) throws SQLException {
      Known there = find(each);
      if (there != null) {
        return there.id();
      }
      Kind kind = each.text().kind();
      if (count(kind) < kind.most()) {
        return add(each);
      }
      String overflow = kind.overflow(each.text().parts());
      Hashed instead = new Hashed(new Text(kind, overflow), hash(overflow));
      Known overflowed = find(instead);
      return overflowed == null ? add(instead) : overflowed.id();
    }

    private @Nullable Known find(Hashed each) throws SQLException {
      int kind = each.text().kind().code();
      try (PreparedStatement statement = Rows.prepare(connection, FIND, kind, each.hash());
          ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return null;
        }
        Known there = new Known(rows.getInt(1), day);
        if (rows.getLong(2) < day) {
          hold();
          Rows.change(connection, TOUCH, day, kind, there.id(), day);
        }
        learned.put(each.text(), there);
        return there;
      }
    }

    private void hold() throws SQLException {
      if (!held) {
        StoreLock.DICTIONARY.await(connection, dialect);
        held = true;
      }
    }

    private int add(Hashed each) throws SQLException {
      hold();
      int kind = each.text().kind().code();
      String parts = each.text().parts();
      long id =
          dialect == Dialect.SQLITE
              ? Rows.number(connection, ADD_SQLITE, kind, each.hash(), parts, day, kind)
              : Rows.number(connection, ADD_POSTGRESQL, kind, each.hash(), parts, day);
      if (id == 0) {
        Known others = find(each);
        if (others == null) {
          throw new SQLException("a text was neither added nor there", "40001");
        }
        return others.id();
      }
      counts.merge(each.text().kind(), 1L, Long::sum);
      learned.put(each.text(), new Known(Math.toIntExact(id), day));
      return Math.toIntExact(id);
    }

    private long count(Kind kind) throws SQLException {
      Long counted = counts.get(kind);
      if (counted == null) {
        counted = Rows.number(connection, COUNT, kind.code());
        counts.put(kind, counted);
      }
      return counted;
    }
  }
}
