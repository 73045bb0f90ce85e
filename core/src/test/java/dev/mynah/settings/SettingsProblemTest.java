package dev.mynah.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an operator reads when something is wrong. */
class SettingsProblemTest {
  private static final Schema SCHEMA = Schema.of(ProcessSections.SECTION);

  private static List<String> problems(String yaml, Map<String, String> environment) {
    Layers layers = Layers.NONE.withEnvironment(environment);
    return Loading.printed(SCHEMA.load(Loading.yaml(yaml), layers).problems());
  }

  private static List<String> problems(String yaml) {
    return problems(yaml, Map.of());
  }

  @Test
  void namesKeyValueWhatIsAllowedAndWhere() {
    assertThat(problems("ledger:\n  openTimeout: -5s\n"))
        .containsExactly("ledger.openTimeout: -5s (expected 100ms to 10m; mynah.yaml line 2)");
  }

  @Test
  void allProblemsAreNamedInTheOrderOfTheFile() {
    String yaml = "admin:\n  listen: {port: 70000}\n  tokens: [short]\nlog: {level: loud}\n";

    assertThat(problems(yaml))
        .containsExactly(
            "admin.listen.port: 70000 (expected 0 to 65535; mynah.yaml line 2)",
            "admin.tokens[0]: *** (expected 16 to 256 printable characters; mynah.yaml line 3)",
            "log.level: loud (expected one of error, warn, info, debug, trace; mynah.yaml line 4)");
  }

  @Test
  void anUnknownKeyNamesTheNearestKnownOne() {
    assertThat(problems("metrics: {seriesbudgt: 5}\nlogs: {}\n"))
        .containsExactly(
            "metrics.seriesbudgt: unknown key (did you mean seriesBudget?; mynah.yaml line 1)",
            "logs: unknown key (did you mean log?; mynah.yaml line 2)");
  }

  @Test
  void aKeyThatBelongsOneLevelDeeperIsFoundThere() {
    assertThat(problems("preset: minimal\n"))
        .containsExactly("preset: unknown key (did you mean metrics.preset?; mynah.yaml line 1)");
  }

  @Test
  void aVariableOfOursThatIsNoSettingIsRefused() {
    assertThat(problems("log: {}", Map.of("MYNAH_ADMIN_LISTEN_PROT", "1", "MYNAH_HOME", "x")))
        .containsExactly(
            "MYNAH_ADMIN_LISTEN_PROT: unknown variable (did you mean MYNAH_ADMIN_LISTEN_PORT?;"
                + " environment)",
            "MYNAH_HOME: unknown variable (docs/configuration.md lists what there is;"
                + " environment)");
  }

  @Test
  void aVariableThatTheFileRefersToIsKnown() {
    Map<String, String> environment = Map.of("MYNAH_MY_PORT", "1234");

    Settings settings =
        SCHEMA.load(
            Loading.yaml("admin: {listen: {port: \"${MYNAH_MY_PORT}\"}}"),
            Layers.NONE.withEnvironment(environment));

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.get(ProcessSections.SECTION).admin().port()).isEqualTo(1234);
  }

  @Test
  void aVariableOfTheLauncherIsKnown() {
    Layers layers =
        Layers.NONE
            .withEnvironment(Map.of("MYNAH_JAVA_OPTS", "-Xmx1g"))
            .withOtherVariables(Set.of("MYNAH_JAVA_OPTS"));

    assertThat(SCHEMA.load(Loading.yaml("log: {}"), layers).problems()).isEmpty();
  }

  @Test
  void anUnsetVariableSaysSo() {
    assertThat(problems("log:\n  level: ${LOG_LEVEL}\n"))
        .containsExactly(
            "log.level: ${LOG_LEVEL} is not set in the environment (set it, or write"
                + " ${LOG_LEVEL:-default}; mynah.yaml line 2)");
  }

  @Test
  void aSecretOfTheEnvironmentIsNotShownWhenItIsWrong() {
    assertThat(problems("admin:\n  tokens: [\"${T}\"]\n", Map.of("T", "hunter2")))
        .containsExactly(
            "admin.tokens[0]: *** (expected 16 to 256 printable characters; mynah.yaml line 2)");
  }

  @Test
  void aNumberOfTheEnvironmentIsShownWithItsVariable() {
    assertThat(problems("admin:\n  listen: {port: \"${P}\"}\n", Map.of("P", "99999")))
        .containsExactly(
            "admin.listen.port: 99999 from ${P} (expected 0 to 65535; mynah.yaml line 2)");
  }
}
