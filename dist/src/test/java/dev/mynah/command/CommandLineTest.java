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
    assertThat(ran.out()).contains("up", "agent", "check", "hits", "wait", "Exit codes");
    assertThat(ran.out().lines().map(String::strip))
        .noneMatch(
            l -> l.startsWith("demo ") || l.startsWith("exporter ") || l.startsWith("import "))
        .noneMatch(l -> l.startsWith("train"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "agent", "check", "hits", "wait"})
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
  @ValueSource(strings = {"demo", "exporter", "import"})
  void whatIsNotInThisReleaseSaysSo(String command) {
    Ran ran = Ran.run(command, "--port", "1", "x");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("'" + command + "' is not in this release");
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
