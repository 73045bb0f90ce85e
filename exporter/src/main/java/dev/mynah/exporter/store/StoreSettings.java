package dev.mynah.exporter.store;

import java.nio.file.Path;

/**
 * Where the store is and how much it may take.
 *
 * @param url a JDBC URL of PostgreSQL; empty for SQLite
 * @param readUrl of a replica that queries go to; empty for the same as {@code url}
 * @param user empty when the URL says who
 * @param password never shown
 * @param file of SQLite; its directory must exist
 * @param maxBytes what the store may take on disk; the oldest and finest goes first. Applies to
 *     SQLite; a PostgreSQL server's room is its operator's affair unless it is set above 0 there
 * @param limits of one query
 */
public record StoreSettings(
    String url,
    String readUrl,
    String user,
    String password,
    Path file,
    long maxBytes,
    QueryLimits limits) {
  public static final String DEFAULT_FILE = "store.db";
  public static final long DEFAULT_MAX_BYTES = 256L << 20;
  private static final long LEAST_BYTES = 4L << 20;

  public StoreSettings {
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "store url " + withoutQuery(url) + " (expected jdbc:postgresql://HOST/DATABASE or none)");
    }
    if (maxBytes < LEAST_BYTES && (url.isEmpty() || maxBytes != 0)) {
      throw new IllegalArgumentException(
          "store size " + maxBytes + " (expected at least " + LEAST_BYTES + " bytes)");
    }
  }

  /** An SQLite file in a data directory, with all defaults. */
  public static StoreSettings sqlite(Path data) {
    return new StoreSettings(
        "", "", "", "", data.resolve(DEFAULT_FILE), DEFAULT_MAX_BYTES, QueryLimits.DEFAULT);
  }

  /** A PostgreSQL database, with all defaults and no cap on its size. */
  public static StoreSettings postgresql(String url, String user, String password) {
    return new StoreSettings(url, "", user, password, Path.of(""), 0, QueryLimits.DEFAULT);
  }

  /** Whether it is SQLite. */
  public boolean embedded() {
    return url.isEmpty();
  }

  /** Without the password, and without what a URL may carry of it. */
  @Override
  public String toString() {
    return embedded() ? file.toString() : withoutQuery(url);
  }

  private static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }
}
