package dev.mynah.settings.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text from a file on an operator's terminal. */
class ShownTest {
  @Test
  void staysOnOneLineAndWritesNoControls() {
    assertThat(Shown.of("a\nb\u001B[2Jc\u202Ed\u2028"))
        .isEqualTo("a\\nb\\u001b[2Jc\\u202ed\\u2028");
  }

  @Test
  void isCut() {
    assertThat(Shown.of("x".repeat(1000))).hasSize(123).endsWith("...");
  }

  @Test
  void masksThePasswordOfAUrlWhereverItIsCut() {
    String url = "https://user:" + "p".repeat(200) + "@host/path";

    assertThat(Shown.of(url)).isEqualTo("https://***@host/path");
  }

  @Test
  void knowsNamesOfSecrets() {
    assertThat(Shown.isSensitive("X-Api-Key")).isTrue();
    assertThat(Shown.isSensitive("Authorization")).isTrue();
    assertThat(Shown.isSensitive("set-cookie")).isTrue();
    assertThat(Shown.isSensitive("keyboard")).isFalse();
  }
}
