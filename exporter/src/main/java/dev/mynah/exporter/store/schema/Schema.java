package dev.mynah.exporter.store.schema;

import dev.mynah.exporter.store.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The version of the tables. A migration writes its own number into {@code mynah_schema}, and the
 * oldest program that may still work with what it made: {@code usable_from}. So an older release
 * goes on beside a newer one for as long as the newer allows it.
 */
public final class Schema {
  /** The newest migration that this program has; a test compares it with the files. */
  public static final int VERSION = 10;

  static final String FIND =
      "SELECT version, usable_from FROM mynah_schema ORDER BY version DESC LIMIT 1";

  private Schema() {}

  /**
   * What stands in a database.
   *
   * @param version 0 where there are no tables
   * @param usableFrom the oldest program's version that may use it
   */
  public record Found(int version, int usableFrom) {
    /** Whether this program may read and write it. */
    public boolean usable() {
      return version >= VERSION && usableFrom <= VERSION;
    }
  }

  /**
   * Looks at the tables; a transaction that finds none is spoilt in PostgreSQL.
   *
   * @throws SQLException when the database cannot be asked
   */
  public static Found find(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? new Found(rows.getInt(1), rows.getInt(2)) : new Found(0, 0);
    } catch (SQLException e) {
      if (isMissingTable(e)) {
        return new Found(0, 0);
      }
      throw e;
    }
  }

  /**
   * Demands tables that this program can use.
   *
   * @throws UnknownSchema when they are not
   */
  public static void demand(Connection connection) throws SQLException {
    Found found = find(connection);
    if (found.usable()) {
      return;
    }
    if (found.version() == 0) {
      throw new UnknownSchema(
          "the store has no tables yet: run mynah exporter --migrate once (schema "
              + VERSION
              + ")");
    }
    if (found.version() < VERSION) {
      throw new UnknownSchema(
          "the store has schema "
              + found.version()
              + " and this program needs "
              + VERSION
              + ": run mynah exporter --migrate");
    }
    throw new UnknownSchema(
        "the store has schema "
            + found.version()
            + ", which programs from schema "
            + found.usableFrom()
            + " on can use; this one knows "
            + VERSION
            + ": update it");
  }

  /**
   * Brings the tables to this program's version; leaves newer ones as they are.
   *
   * @throws UnknownSchema when a migration failed; what it did has been undone
   */
  public static void migrate(Dialect dialect, String url, String user, String password) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(url, user.isEmpty() ? null : user, user.isEmpty() ? null : password)
          .locations("classpath:" + dialect.migrations())
          .table("mynah_migrations")
          .loggers("slf4j")
          .validateMigrationNaming(true)
          .ignoreMigrationPatterns("*:future")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new UnknownSchema("the store's tables could not be migrated: " + e.getMessage(), e);
    }
  }

  /** SQLite says so in words only; PostgreSQL has a state for it. */
  private static boolean isMissingTable(SQLException e) {
    return "42P01".equals(e.getSQLState())
        || String.valueOf(e.getMessage()).contains("no such table");
  }
}
