package dev.mynah;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void windowsIsSentToTheContainerOrWsl() {
    assertThat(Platform.refusal("Windows 11", true)).contains("container").contains("WSL2");
  }

  @Test
  void aRuntimeWithoutTheCompilerIsRefusedInOneSentence() {
    assertThat(Platform.refusal("Linux", false))
        .contains("jdk.compiler")
        .endsWith(".")
        .doesNotContain("\n");
  }

  @Test
  void linuxAndMacosWithAJdkAreFine() {
    assertThat(Platform.refusal("Linux", true)).isNull();
    assertThat(Platform.refusal("Mac OS X", true)).isNull();
    assertThat(Platform.refusal()).isNull();
  }
}
