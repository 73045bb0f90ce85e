package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.Snapshots;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Rows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers that were kept, in the database. Any worker thread. */
public final class StoredSnapshots implements Snapshots {
  static final String ADD =
      "INSERT INTO snapshot (time_millis, name, json) VALUES (?, ?, ?) RETURNING id";
  static final String PAGE =
      "SELECT id, time_millis, name, '' FROM snapshot WHERE id < ? ORDER BY id DESC LIMIT ?";
  static final String GET = "SELECT id, time_millis, name, json FROM snapshot WHERE id = ?";
  static final String DELETE = "DELETE FROM snapshot WHERE id = ?";

  private final Database database;
  private final Clock clock;

  /** Snapshots of a database. */
  public StoredSnapshots(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Snapshot create(String name, String json) {
    demand("name", name, NAME_CHARACTERS);
    demand("json", json, MOST_CHARACTERS);
    String storedName = StoredText.clean(name, NAME_CHARACTERS);
    String storedJson = StoredText.clean(json, MOST_CHARACTERS);
    long now = clock.millis();
    long id = database.inTransaction(c -> Rows.number(c, ADD, now, storedName, storedJson));
    return new Snapshot(id, now, storedName, storedJson);
  }

  @Override
  public List<Snapshot> list(long beforeId, int limit) {
    return database.reading(
        c -> {
          try (PreparedStatement statement = Rows.prepare(c, PAGE, beforeId, limit)) {
            return read(statement);
          }
        });
  }

  @Override
  public Optional<Snapshot> get(long id) {
    return database.reading(
        c -> {
          try (PreparedStatement statement = Rows.prepare(c, GET, id)) {
            return read(statement).stream().findFirst();
          }
        });
  }

  @Override
  public boolean delete(long id) {
    return database.inTransaction(c -> Rows.change(c, DELETE, id)) > 0;
  }

  private static void demand(String what, String text, int characters) {
    if (text.length() > characters) {
      throw new IllegalArgumentException(
          what + ": " + text.length() + " characters (expected at most " + characters + ")");
    }
  }

  private static List<Snapshot> read(PreparedStatement statement) throws SQLException {
    List<Snapshot> snapshots = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        snapshots.add(
            new Snapshot(rows.getLong(1), rows.getLong(2), rows.getString(3), rows.getString(4)));
      }
    }
    return snapshots;
  }
}
