package dev.mynah.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleCallsTest {
  @Test
  void parametersAndWildcardsBecomeSomething() {
    assertThat(SampleCalls.sample("/users/:id")).isEqualTo("/users/1");
    assertThat(SampleCalls.sample("/pay/**")).isEqualTo("/pay/1");
    assertThat(SampleCalls.sample("/a/*/b")).isEqualTo("/a/1/b");
    assertThat(SampleCalls.sample("/")).isEqualTo("/");
    assertThat(SampleCalls.sample("/**")).isEqualTo("/1");
    assertThat(SampleCalls.sample("/a/")).isEqualTo("/a/");
  }
}
