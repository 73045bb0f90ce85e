package dev.mynah.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.client.PrivacySettings;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Loading;
import dev.mynah.settings.ProcessSections;
import dev.mynah.settings.Schema;
import dev.mynah.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an exporter is told is read, or refused in a sentence that says where. */
class ExporterSectionsTest {
  private static final Schema SCHEMA = Schema.of(ProcessSections.SECTION, ExporterSections.SECTION);

  @Test
  void nothingSaidIsTheDefaults() {
    assertThat(config("{}")).isEqualTo(ExporterConfig.DEFAULT);
  }

  @Test
  void everythingCanBeSaid() {
    ExporterConfig config =
        config(
            """
            store: { url: "jdbc:postgresql://db:5432/mynah", user: mynah, password: s3cret-word, size: 1GiB }
            retention: { minute: 2d, hour: 10d, day: 100d, patterns: 9d, log: 5d, errors: 1d, clients: 2d, snapshots: 3d }
            geo: { file: cities.mmdb }
            privacy: { addresses: hash, userAgents: family, key: 0123456789abcdef }
            api: { pageSize: 50, maxPageSize: 500, cors: "https://console.example", timeout: 3s }
            promql: { points: 100, timeout: 2s }
            live: { subscribers: 3 }
            prometheusSource: { url: "http://prometheus:9090", interval: 30s, token: s3cret-word }
            """);

    assertThat(config.source()).isNotNull();
    assertThat(config.source().login().token()).isEqualTo("s3cret-word");
    assertThat(config.source().interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.store().url()).isEqualTo("jdbc:postgresql://db:5432/mynah");
    assertThat(config.store().sizeBytes()).isEqualTo(1L << 30);
    assertThat(config.retention().counts().minutes()).isEqualTo(Duration.ofDays(2));
    assertThat(config.retention().log().requests()).isEqualTo(Duration.ofDays(5));
    assertThat(String.valueOf(config.geo().file())).endsWith("cities.mmdb");
    assertThat(config.privacy().addresses()).isEqualTo(PrivacySettings.Addresses.HASH);
    assertThat(config.api().pageRows()).isEqualTo(50);
    assertThat(config.api().corsOrigins()).containsExactly("https://console.example");
    assertThat(config.promql().points()).isEqualTo(100);
    assertThat(config.live().subscribers()).isEqualTo(3);
  }

  @Test
  void storeIsAFileOfTheDataDirectoryUnlessAUrlSaysOtherwise() {
    ExporterConfig config = config("store: { url: sqlite, size: 16MiB }");

    assertThat(config.store().embedded()).isTrue();
    assertThat(config.store().settings(Path.of("data")).file()).hasParentRaw(Path.of("data"));
    assertThat(config.store().settings(Path.of("data")).maxBytes()).isEqualTo(16L << 20);
  }

  @Test
  void postgresqlHasNoCapUnlessOneIsSet() {
    assertThat(config("store: { url: \"jdbc:postgresql://db/mynah\" }").store().sizeBytes())
        .isZero();
  }

  @Test
  void eachProblemNamesKeyValueAndLine() {
    assertThat(
            problems(
                """
                store: { url: "jdbc:mysql://db/mynah" }
                retention: { minute: 5m }
                privacy: { addresses: anonymous }
                api: { pageSize: 600, maxPageSize: 500 }
                live: { subscribers: 5000 }
                prometheusSource: { url: "ftp://prometheus", selector: mynah }
                """))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).contains("store.url", "jdbc:postgresql://", "line 1"),
            p -> assertThat(p).contains("retention.minute: 5m", "2h", "line 2"),
            p -> assertThat(p).contains("privacy.addresses: anonymous", "truncate", "line 3"),
            p -> assertThat(p).contains("api.pageSize: 600", "maxPageSize (500)", "line 4"),
            p -> assertThat(p).contains("live.subscribers: 5000", "0 to 400", "line 5"),
            p -> assertThat(p).contains("prometheusSource.url: ftp://", "http://HOST", "line 6"),
            p -> assertThat(p).contains("prometheusSource.selector: mynah", "braces", "line 6"));
  }

  @Test
  void whatOnlyPostgresqlHasIsRefusedWithoutIt() {
    assertThat(problems("store: { user: mynah }"))
        .singleElement()
        .asString()
        .contains("store.user", "only together with store.url of PostgreSQL");
  }

  @Test
  void unknownKeysNameTheNearest() {
    assertThat(problems("store: { maxSize: 1GiB }"))
        .singleElement()
        .asString()
        .contains("did you mean size?");
  }

  @Test
  void secretsAreNotShown() {
    Settings settings =
        load(
            """
            store: { url: "jdbc:postgresql://db/mynah?password=in-the-url", password: s3cret-word }
            privacy: { key: short }
            """);

    assertThat(settings.problems().toString() + settings.unlikeDefaults())
        .doesNotContain("s3cret-word")
        .doesNotContain("in-the-url")
        .doesNotContain("short ");
    assertThat(config("store: { url: \"jdbc:postgresql://u:pw@db/m\" }").toString())
        .doesNotContain("pw@");
  }

  @Test
  void environmentAndFlagsReachEverySetting() {
    Layers layers =
        Layers.NONE
            .withEnvironment(Map.of("MYNAH_STORE_URL", "jdbc:postgresql://db/mynah"))
            .withFlags(Map.of("retention-minute", "3d"));
    Settings settings = SCHEMA.load(Loading.yaml("{}"), layers);

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.get(ExporterSections.SECTION).store().embedded()).isFalse();
    assertThat(settings.get(ExporterSections.SECTION).retention().counts().minutes())
        .isEqualTo(Duration.ofDays(3));
  }

  private static ExporterConfig config(String yaml) {
    Settings settings = load(yaml);
    assertThat(settings.problems()).isEmpty();
    return settings.get(ExporterSections.SECTION);
  }

  private static List<String> problems(String yaml) {
    return Loading.printed(load(yaml).problems());
  }

  private static Settings load(String yaml) {
    return SCHEMA.load(Loading.yaml(yaml), Layers.NONE);
  }
}
