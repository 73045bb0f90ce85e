package dev.mynah.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @Test
  void helpNamesEveryCommandThatWorksAndNoOther() {
    Ran ran = Ran.run("--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "up", "demo", "agent", "exporter", "check", "hits", "wait", "inject", "Exit codes");
    assertThat(ran.out().lines().map(String::strip))
        .noneMatch(l -> l.startsWith("import "))
        .noneMatch(l -> l.startsWith("train"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "demo", "agent", "exporter", "check", "hits", "wait", "inject"})
  void everyCommandExplainsItself(String command) {
    Ran ran = Ran.run(command, "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Usage: mynah " + command);
  }

  @Test
  void versionIsOneWordAndTheJavaItRunsOn() {
    Ran ran = Ran.run("--version");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("mynah ").contains("Java " + Runtime.version());
  }

  @ParameterizedTest
  @ValueSource(strings = {"import"})
  void whatIsNotInThisReleaseSaysSo(String command) {
    Ran ran = Ran.run(command, "--port", "1", "x");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'" + command + "' is not in this release");
  }

  @Test
  void demonstrationTakesNoConfigurationOfItsUser() {
    Ran ran = Ran.run("demo", "--config", "mynah.yaml");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'demo' runs an example of its own");
  }

  @Test
  void demonstrationHasABoundedRate() {
    Ran ran = Ran.run("demo", "--rate", "5000");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--rate 5000 (expected 1 to 1000)");
  }

  @Test
  void sqliteNeedsNoCommandToMigrate() {
    Ran ran = Ran.run("exporter", "--migrate");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--migrate needs store.url of a PostgreSQL database");
  }

  @Test
  void exporterPrintsEveryProblemOfItsSettings() {
    Ran ran = Ran.run("exporter", "--store-size", "1KiB", "--live-subscribers", "-1");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--store-size: 1KiB").contains("--live-subscribers: -1");
  }

  @Test
  void aMistypedCommandIsBadUsageWithTheNearestName() {
    Ran ran = Ran.run("upp");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'upp'").contains("mynah up");
  }

  @Test
  void noCommandIsBadUsage() {
    assertThat(Ran.run().code()).isEqualTo(2);
  }
}
