package dev.mynah.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class SettingFlagsTest {
  @Test
  void settingsAreTakenOutAndOwnOptionsStay() {
    SettingFlags split =
        split("up", "--drain-timeout", "5s", "--config", "x.yaml", "--log-format=json", "--port=0");

    assertThat(split.flags())
        .containsOnly(entry("drain-timeout", "5s"), entry("log-format", "json"));
    assertThat(split.arguments()).containsExactly("up", "--config", "x.yaml", "--port=0");
  }

  @Test
  void aFlagWithoutValueIsTrue() {
    SettingFlags split = split("up", "--log-access", "--port", "0");

    assertThat(split.flags()).containsOnly(entry("log-access", "true"));
    assertThat(split.arguments()).containsExactly("up", "--port", "0");
  }

  @Test
  void aNegativeOrEmptyValueIsAValue() {
    assertThat(split("up", "--a", "-1", "--b=").flags())
        .containsOnly(entry("a", "-1"), entry("b", ""));
  }

  @Test
  void aFileBesideFlagsIsLeftToTheCommand() {
    SettingFlags split = split("check", "my.yaml", "--listen-port", "0");

    assertThat(split.arguments()).containsExactly("check", "my.yaml");
    assertThat(split.flags()).containsOnly(entry("listen-port", "0"));
  }

  @Test
  void commandsWithoutSettingsKeepTheirMistakes() {
    SettingFlags split = split("wait", "--tmeout", "3s");

    assertThat(split.flags()).isEmpty();
    assertThat(split.arguments()).containsExactly("wait", "--tmeout", "3s");
  }

  private static SettingFlags split(String... args) {
    return SettingFlags.split(args, CommandLineFront.commandLine());
  }
}
