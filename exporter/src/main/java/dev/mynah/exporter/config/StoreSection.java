package dev.mynah.exporter.config;

import dev.mynah.exporter.store.StoreSettings;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where analytics are kept. */
final class StoreSection {
  private static final long LEAST_BYTES = 4L << 20;
  private static final long MOST_BYTES = 1L << 44;

  private static final Setting<String> URL =
      Setting.of(
              "url",
              Types.token(
                  "JDBC URL",
                  "expected jdbc:postgresql://HOST[:PORT]/DATABASE, or sqlite",
                  StoreSection::url),
              "PostgreSQL, where the counts of many meet; sqlite is a file in the data directory.")
          .byDefault("")
          .elsewise("sqlite")
          .secret()
          .atStart()
          .example("jdbc:postgresql://db:5432/mynah");
  private static final Setting<String> READ_URL =
      Setting.of(
              "readUrl",
              Types.token(
                  "JDBC URL", "expected jdbc:postgresql://HOST[:PORT]/DATABASE", StoreSection::url),
              "A replica of PostgreSQL that queries go to; while it cannot be reached they go to"
                  + " url.")
          .byDefault("")
          .elsewise("the same as url")
          .secret()
          .atStart();
  private static final Setting<String> USER =
      Setting.of("user", Types.text(), "Who logs in at PostgreSQL.")
          .byDefault("")
          .elsewise("as the URL says")
          .atStart();
  private static final Setting<String> PASSWORD =
      Setting.of("password", Types.text(), "With which password; ${NAME} takes it from outside.")
          .byDefault("")
          .elsewise("as the URL says")
          .secret()
          .atStart();
  private static final Setting<Long> SIZE =
      Setting.of(
              "size",
              Types.size(0, MOST_BYTES),
              "What the store may take on disk; the oldest and finest goes first. 0 is no cap.")
          .elsewise("256MiB for SQLite, no cap for PostgreSQL")
          .atStart();

  static final Setting<StoreConfig> STORE =
      Setting.of(
              "store",
              Section.of(
                      "store",
                      "Where analytics are kept.",
                      StoreSection::build,
                      URL,
                      READ_URL,
                      USER,
                      PASSWORD,
                      SIZE)
                  .synonyms(
                      Map.of(
                          "jdbcUrl", "url",
                          "username", "user",
                          "replica", "readUrl",
                          "maxSize", "size",
                          "retention", "retention (a key of the file, not of store)")),
              "Where analytics are kept.")
          .byDefault(StoreConfig.DEFAULT)
          .elsewise("as below");

  private StoreSection() {}

  private static @Nullable StoreConfig build(Values v) {
    String url = v.get(URL);
    boolean embedded = url.isEmpty();
    if (embedded) {
      onlyPostgres(v, READ_URL);
      onlyPostgres(v, USER);
      onlyPostgres(v, PASSWORD);
    }
    Long size = v.find(SIZE);
    long bytes = size == null ? (embedded ? StoreSettings.DEFAULT_MAX_BYTES : 0) : size;
    boolean least = bytes >= LEAST_BYTES || bytes == 0 && !embedded;
    if (!least) {
      v.error(SIZE, embedded ? "expected 4MiB or more" : "expected 4MiB or more, or 0 for no cap");
    }
    return new StoreConfig(url, v.get(READ_URL), v.get(USER), v.get(PASSWORD), bytes);
  }

  private static void onlyPostgres(Values v, Setting<String> setting) {
    if (v.given(setting)) {
      v.error(setting, "expected only together with store.url of PostgreSQL");
    }
  }

  private static String url(String text) {
    if (text.equals("sqlite")) {
      return "";
    }
    if (!text.matches("jdbc:postgresql://[^/\\s]+/[^\\s]+")) {
      throw new IllegalArgumentException("no URL of PostgreSQL");
    }
    return text;
  }
}
