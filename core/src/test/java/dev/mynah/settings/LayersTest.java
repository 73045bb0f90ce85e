package dev.mynah.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.settings.declare.MapType;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which layer wins, and what counts as one. */
class LayersTest {
  private static final Setting<String> URL = Setting.of("url", Types.text(), "URL.").required();
  private static final Section<String> BACKEND =
      Section.of("backend", "A backend.", v -> v.get(URL), URL);
  private static final MapType<String> BACKENDS = BACKEND.orShort(Types.text()).byName();
  private static final Setting<Map<String, String>> MAP =
      Setting.of("backends", BACKENDS, "Backends.").byDefault(Map.of()).elsewise("");
  private static final Section<Map<String, String>> MAPS =
      Section.of("maps", "Maps.", v -> v.get(MAP), MAP);
  private static final Schema SCHEMA = Schema.of(ProcessSections.SECTION, MAPS);

  private static Settings load(String yaml, Layers layers) {
    return SCHEMA.load(Loading.yaml(yaml), layers);
  }

  private static AdminSettings admin(Settings settings) {
    assertThat(settings.problems()).isEmpty();
    return settings.get(ProcessSections.SECTION).admin();
  }

  @Test
  void flagsWinOverTheEnvironmentAndThatOverFilesAndThoseOverTheCommandsDefaults() {
    String yaml = "admin: { listen: { port: 2 } }";
    Layers defaults = Layers.NONE.withDefaults(Map.of("admin.listen.port", "1"));
    Layers environment = defaults.withEnvironment(Map.of("MYNAH_ADMIN_LISTEN_PORT", "3"));
    Layers flags = environment.withFlags(Map.of("admin-listen-port", "4"));

    assertThat(admin(load("log: {}", Layers.NONE)).port()).isEqualTo(9464);
    assertThat(admin(load("log: {}", defaults)).port()).isEqualTo(1);
    assertThat(admin(load(yaml, defaults)).port()).isEqualTo(2);
    assertThat(admin(load(yaml, environment)).port()).isEqualTo(3);
    assertThat(admin(load(yaml, flags)).port()).isEqualTo(4);
  }

  @Test
  void aFlagLeavesItsNeighboursAlone() {
    Settings settings =
        load(
            "admin: { listen: { host: 0.0.0.0, port: 2 }, tokens: [0123456789abcdef] }",
            Layers.NONE.withFlags(Map.of("admin-listen-port", "4")));

    assertThat(admin(settings).host()).isEqualTo("0.0.0.0");
    assertThat(admin(settings).tokens()).hasSize(1);
  }

  @Test
  void aListThatMayBeOneValueCanBeGivenAsOne() {
    Map<String, String> environment = Map.of("MYNAH_ADMIN_TOKENS", "fedcba9876543210");

    Settings settings = load("log: {}", Layers.NONE.withEnvironment(environment));

    assertThat(admin(settings).tokens()).containsExactly("fedcba9876543210");
  }

  @Test
  void problemsNameTheVariableOrFlagAsItWasWritten() {
    Layers layers =
        Layers.NONE
            .withEnvironment(Map.of("MYNAH_LEDGER_SIZE", "32"))
            .withFlags(Map.of("metrics-series-budget", "many", "metrics-prset", "minimal"));

    assertThat(Loading.printed(load("log: {}", layers).problems()))
        .containsExactly(
            "MYNAH_LEDGER_SIZE: 32 (expected 1MiB to 1GiB; environment)",
            "--metrics-prset: unknown flag (did you mean --metrics-preset?; command line)",
            "--metrics-series-budget: many (expected 100 to 1000000; command line)");
  }

  @Test
  void anEntryOfAMapThatStandsInAFileHasItsOwnNames() {
    Layers layers =
        Layers.NONE.withEnvironment(Map.of("MYNAH_BACKENDS_PAY_EU_URL", "http://other"));

    Settings settings = load("backends: { pay-eu: { url: http://one } }", layers);

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.get(MAPS)).containsEntry("pay-eu", "http://other");
  }

  @Test
  void anEntryInShortFormIsNamedItself() {
    Layers layers = Layers.NONE.withEnvironment(Map.of("MYNAH_BACKENDS_PAY", "http://other"));

    Settings settings = load("backends: { pay: http://one }", layers);
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.get(MAPS)).containsEntry("pay", "http://other");
    assertThat(load("backends: { pay: { url: http://one } }", layers).problems())
        .as("the section would be lost")
        .hasSize(1);
  }

  @Test
  void aKeyBelowAShortFormIsRefusedAndNotLost() {
    Layers layers = Layers.NONE.withEnvironment(Map.of("MYNAH_BACKENDS_PAY_URL", "http://other"));

    assertThat(Loading.printed(load("backends: { pay: http://one }", layers).problems()))
        .containsExactly(
            "MYNAH_BACKENDS_PAY_URL: cannot be combined (a short form stands at mynah.yaml line 1;"
                + " environment)");
  }

  @ParameterizedTest
  @CsvSource({
    "MYNAH_SERVICE_HOST, 10.0.0.1",
    "MYNAH_SERVICE_PORT, 8080",
    "MYNAH_SERVICE_PORT_HTTP, 8080",
    "MYNAH_PORT, tcp://10.0.0.1:8080",
    "MYNAH_PORT_8080_TCP, tcp://10.0.0.1:8080",
    "MYNAH_PORT_8080_TCP_PROTO, tcp",
    "MYNAH_PORT_8080_TCP_PORT, 8080",
    "MYNAH_PORT_8080_TCP_ADDR, 10.0.0.1",
    "MYNAH_ADMIN_SERVICE_HOST, 10.0.0.2",
    "MYNAH_ADMIN_PORT, udp://10.0.0.2:53",
    "MYNAH_ADMIN_LISTEN_PORT, tcp://10.0.0.3:9464"
  })
  void whatKubernetesSetsForAServiceOfThatNameIsIgnored(String name, String value) {
    Settings settings = load("log: {}", Layers.NONE.withEnvironment(Map.of(name, value)));

    assertThat(admin(settings)).isEqualTo(AdminSettings.DEFAULT);
  }

  @Test
  void otherVariablesAreNoBusinessOfOurs() {
    Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin", "mynah_x", "1"));
    environment.put("MYNAHX", "1");

    assertThat(load("log: {}", Layers.NONE.withEnvironment(environment)).problems()).isEmpty();
  }

  @Test
  void whatDiffersFromDefaultsIsListedWithItsOriginAndWithoutSecrets() {
    Layers layers = Layers.NONE.withEnvironment(Map.of("MYNAH_ADMIN_TOKENS", "fedcba9876543210"));

    List<String> lines =
        load("log: { level: info, format: json }\nledger: { size: 64MiB }", layers)
            .unlikeDefaults();

    assertThat(lines)
        .containsExactly(
            "admin.tokens = *** (environment)",
            "ledger.size = 64MiB (mynah.yaml line 2)",
            "log.format = json (mynah.yaml line 1)");
  }

  @Test
  void printedRecordsHoldNoToken() {
    Settings settings = load("admin: { tokens: fedcba9876543210 }", Layers.NONE);

    assertThat(String.valueOf(settings.get(ProcessSections.SECTION))).doesNotContain("fedcba");
  }
}
