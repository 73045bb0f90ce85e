package dev.mynah.exporter.store;

import dev.mynah.exporter.store.schema.Schema;
import dev.mynah.exporter.store.schema.UnknownSchema;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.SqliteDatabase;
import dev.mynah.exporter.store.sql.StoreFailure;
import dev.mynah.ledger.dir.Quarantine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SQLite file: opens it, and moves it aside when it is damaged, with its write-ahead log, so
 * that whoever wants can still look at it. Damage that is met while running leaves a mark, and the
 * file is moved at the next start. One thread.
 */
final class EmbeddedFile {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFile.class);
  private static final String MARK = "-damaged";

  /** Tables are made in a second; another process may be at it. */
  private static final long MOST_MILLIS = 30_000;

  private final Path file;
  private final Clock clock;
  private long moves;

  EmbeddedFile(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** How many were moved aside. */
  long moved() {
    return moves;
  }

  SqliteDatabase open() {
    try (OpeningTurn turn = OpeningTurn.await(beside("-opening"), MOST_MILLIS)) {
      if (Files.exists(mark())) {
        moveAside("damage was met when it was last used");
      }
      try {
        return opened(turn);
      } catch (StoreFailure e) {
        if (e.kind() != StoreFailure.Kind.DAMAGED) {
          throw e;
        }
        moveAside(String.valueOf(e.getMessage()));
        return opened(turn);
      }
    }
  }

  /** Tries again while somebody who knows no turns is in the way. */
  private SqliteDatabase opened(OpeningTurn turn) {
    while (true) {
      try {
        return migrated();
      } catch (StoreFailure e) {
        if (e.kind() != StoreFailure.Kind.BUSY || !turn.pause()) {
          throw e;
        }
      } catch (UnknownSchema e) {
        if (!StoreFailure.isBusy(e) || !turn.pause()) {
          throw e;
        }
      }
    }
  }

  /** Notes that the file is damaged. */
  void markDamaged() {
    try {
      Files.writeString(mark(), "moved aside at the next start\n");
    } catch (IOException e) {
      LOG.warn("The damaged store {} could not be marked: {}", file, e.toString());
    }
  }

  private SqliteDatabase migrated() {
    SqliteDatabase database = SqliteDatabase.open(file);
    boolean good = false;
    try {
      Schema.Found found = database.readingCurrent(Schema::find);
      if (found.version() < Schema.VERSION) {
        Schema.migrate(Dialect.SQLITE, SqliteDatabase.url(file), "", "");
      }
      good = true;
      return database;
    } finally {
      if (!good) {
        database.close();
      }
    }
  }

  private void moveAside(String why) {
    try {
      Path moved = Quarantine.moveAside(file, clock.instant());
      Path log = beside("-wal");
      if (Files.exists(log)) {
        Quarantine.moveAside(log, clock.instant());
      }
      Files.deleteIfExists(beside("-shm"));
      Files.deleteIfExists(mark());
      LOG.error("The store was moved aside to {}, and a new one begun: {}", moved, why);
    } catch (IOException e) {
      throw new StoreFailure(
          StoreFailure.Kind.DAMAGED, "the store " + file + " cannot be moved aside: " + e, e);
    }
    moves++;
  }

  private Path mark() {
    return beside(MARK);
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }
}
