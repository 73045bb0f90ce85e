package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.Delay;
import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up answers as written. */
class MockFormatTest {
  private static MockConfig mock(String inside) {
    return Configs.good(Configs.route("match: /a, mock: {" + inside + "}")).routes().get(0).mock();
  }

  private static String problem(String inside) {
    List<String> problems = Configs.problems(Configs.route("match: /a, mock: {" + inside + "}"));
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  private static List<String> warnings(String inside) {
    return Configs.warnings(Configs.route("match: /a, mock: {" + inside + "}"));
  }

  private static String json(String value) {
    return ((MockBody.Json) mock("json: " + value).body()).value().toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NO | \"NO\"",
        "on | \"on\"",
        "1.10 | 1.10",
        "0o14 | 12",
        "0x1F | 31",
        "0755 | 755",
        "12:30:00 | \"12:30:00\"",
        "2026-12-31 | \"2026-12-31\"",
        "1_000 | \"1_000\"",
        "1e3 | 1E+3",
        "9223372036854775808 | 9223372036854775808",
        "~ | null",
        "True | true",
        "\"true\" | \"true\"",
        "[a, {b: }] | [\"a\",{\"b\":null}]",
        "\"${HOME}\" | \"${HOME}\"",
        "1e99999999 | \"1e99999999\""
      })
  void jsonIsWhatTheCoreSchemaSays(String yaml, String json) {
    assertThat(json(yaml)).isEqualTo(json);
  }

  @Test
  void numbersThatJsonHasNotAreRefused() {
    assertThat(problem("json: {a: .inf}"))
        .isEqualTo("routes[0].mock.json.a: .inf (JSON has no such number; mynah.yaml line 2)");
  }

  @Test
  void bodiesAreTakenAsTheyStand() {
    assertThat(mock("text: '$${A} ${B'").body()).isEqualTo(new MockBody.Text("$${A} ${B"));
  }

  @Test
  void headersAreExpandedAndMayRepeat() {
    var settings =
        Configs.load(
            Configs.route("match: /a, mock: {headers: {Set-Cookie: [a=1, b=2], X: '${V}'}}"),
            Map.of("V", "v"),
            Map.of());

    assertThat(settings.get(AgentSections.SECTION).routes().get(0).mock().headers())
        .containsExactly(
            new HeaderValue("Set-Cookie", "a=1"),
            new HeaderValue("Set-Cookie", "b=2"),
            new HeaderValue("X", "v"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "transfer-encoding", "Connection", "Upgrade"})
  void headersOfTheConnectionAreOurs(String name) {
    assertThat(problem("headers: {" + name + ": x}")).contains("expected no such header");
  }

  @Test
  void aHeaderValueIsOneLine() {
    assertThat(problem("headers: {X: \"a\\r\\nY: b\"}")).contains("expected one line of text");
  }

  @Test
  void aSecretHeaderIsNotShown() {
    assertThat(mock("headers: {X-Api-Key: hunter2}").toString()).doesNotContain("hunter2");
    assertThat(problem("headers: {Authorization: \"hunter2\\n\"}"))
        .contains("***")
        .doesNotContain("hunter2");
  }

  @Test
  void oneBodyAndNotTwo() {
    assertThat(problem("text: a, json: {}"))
        .isEqualTo(
            "routes[0].mock.json: a second body (expected one of text, json, base64, file;"
                + " mynah.yaml line 2)");
    assertThat(problem("body: x")).contains("did you mean json, text or file?");
  }

  @Test
  void base64IsCheckedAndMayBeWrapped() {
    assertThat(mock("base64: 'aGVs\n  bG8='").body()).isEqualTo(new MockBody.Base64("aGVsbG8="));
    assertThat(problem("base64: '%%%'")).contains("expected base64");
  }

  @Test
  void aFileHasToBeThere() {
    assertThat(problem("file: nowhere.json"))
        .startsWith("routes[0].mock.file: nowhere.json (expected a readable file; ")
        .contains("nowhere.json does not exist");
  }

  @Test
  void delays() {
    assertThat(mock("delay: 200ms").delay()).isEqualTo(new Delay.Fixed(Duration.ofMillis(200)));
    assertThat(mock("delay: 0").delay()).isEqualTo(new Delay.None());
    assertThat(mock("delay: {fixed: 1s}").delay())
        .isEqualTo(new Delay.Fixed(Duration.ofSeconds(1)));
    assertThat(mock("delay: {min: 1s, max: 1m}").delay())
        .isEqualTo(new Delay.Uniform(Duration.ofSeconds(1), Duration.ofMinutes(1)));
    assertThat(mock("delay: {median: 1s, sigma: 0.4, max: 3s}").delay())
        .isEqualTo(new Delay.LogNormal(Duration.ofSeconds(1), 0.4, Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200",
        "{}",
        "{min: 1s}",
        "{max: 1s}",
        "{fixed: 1s, max: 2s}",
        "{min: 2s, max: 1s}",
        "{median: 1s, max: 3s}",
        "{median: 0s, sigma: 1, max: 3s}",
        "{median: 4s, sigma: 1, max: 3s}",
        "{min: 1s, median: 1s, sigma: 1, max: 3s}",
        "2h",
        "-1s",
        "1s 5ms",
        "1.0000000001us"
      })
  void delaysThatAreNone(String delay) {
    assertThat(problem("delay: " + delay)).startsWith("routes[0].mock.delay");
  }

  @Test
  void bracesWithoutTemplateAreWarnedOf() {
    assertThat(warnings("text: 'a {{b}}'")).hasSize(1);
    assertThat(warnings("json: {a: ['{{b}}']}")).hasSize(1);
    assertThat(warnings("headers: {X: '{{b}}'}")).hasSize(1);
    assertThat(warnings("json: {a: '{{b}}'}, template: true")).isEmpty();
    assertThat(warnings("json: {a: {b: {c: 1}}}")).as("braces of JSON itself").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"199", "600", "abc", "2e2", "", "[200]"})
  void statusIsANumberOfAnAnswer(String status) {
    assertThat(problem("status: " + status)).contains("expected 200 to 599");
  }
}
