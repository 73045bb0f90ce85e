package dev.mynah.exporter.config;

import dev.mynah.exporter.store.QueryLimits;
import dev.mynah.exporter.store.StoreSettings;
import java.nio.file.Path;

/**
 * Which store, as the file says it.
 *
 * @param url a JDBC URL of PostgreSQL; empty for SQLite in the data directory
 * @param readUrl of a replica; empty for the same
 * @param sizeBytes what the store may take; 0 for no cap, with PostgreSQL only
 */
public record StoreConfig(
    String url, String readUrl, String user, String password, long sizeBytes) {
  public static final StoreConfig DEFAULT =
      new StoreConfig("", "", "", "", StoreSettings.DEFAULT_MAX_BYTES);

  /** Whether it is SQLite, which needs a data directory. */
  public boolean embedded() {
    return url.isEmpty();
  }

  /** The same for who opens it. */
  public StoreSettings settings(Path data) {
    Path file = data.resolve(StoreSettings.DEFAULT_FILE);
    return new StoreSettings(url, readUrl, user, password, file, sizeBytes, QueryLimits.DEFAULT);
  }

  /** Without password and URL, which may carry one. */
  @Override
  public String toString() {
    return embedded() ? "SQLite" : "PostgreSQL";
  }
}
