package dev.mynah.exporter.store;

import dev.mynah.exporter.store.schema.Schema;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.PostgresDatabase;
import java.time.Clock;

/** Opens stores and migrates them. */
public final class Stores {
  private Stores() {}

  /**
   * Opens a store. An SQLite file is made or migrated at once, and one that is damaged is moved
   * aside first; a PostgreSQL server is not asked before it is needed, and never migrated.
   *
   * @param clock tells which hours are closed and what is too old
   * @throws dev.mynah.exporter.store.sql.StoreFailure when the file cannot be opened or made
   * @throws dev.mynah.exporter.store.schema.UnknownSchema when it could not be migrated
   */
  public static Store open(StoreSettings settings, Clock clock) {
    if (settings.embedded()) {
      EmbeddedFile file = new EmbeddedFile(settings.file(), clock);
      Database database = file.open();
      return new SqlStore(database, settings, clock, file);
    }
    Database database =
        new PostgresDatabase(
            new PostgresDatabase.Server(
                settings.url(), settings.readUrl(), settings.user(), settings.password()));
    return new SqlStore(database, settings, clock, new EmbeddedFile(settings.file(), clock));
  }

  /**
   * Brings the tables of a PostgreSQL database to this program's version.
   *
   * @throws dev.mynah.exporter.store.schema.UnknownSchema when it failed
   */
  public static void migrate(StoreSettings settings) {
    if (settings.embedded()) {
      throw new IllegalArgumentException(
          "an SQLite file is migrated when it is opened (expected a store url of PostgreSQL)");
    }
    Schema.migrate(Dialect.POSTGRESQL, settings.url(), settings.user(), settings.password());
  }
}
