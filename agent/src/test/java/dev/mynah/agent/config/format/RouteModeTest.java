package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.RouteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who answers on a route. */
class RouteModeTest {
  private static final String UPSTREAM = "upstreams: { p: 'http://p:1' }\n";

  private static RouteConfig route(String inside) {
    return Configs.good(UPSTREAM + Configs.route("match: /a, " + inside)).routes().get(0);
  }

  private static String problem(String inside) {
    var problems = Configs.problems(UPSTREAM + Configs.route("match: /a, " + inside));
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @Test
  void oneBlockAloneSaysIt() {
    assertThat(route("mock: {}").mode()).isEqualTo(RouteMode.MOCK);
    assertThat(route("proxy: p").mode()).isEqualTo(RouteMode.PROXY);
  }

  @Test
  void anEmptyMockIsAMock() {
    assertThat(Configs.good("routes:\n  - match: /a\n    mock:\n").routes().get(0).mock().status())
        .isEqualTo(200);
  }

  @Test
  void withBothBlocksOneWordFlipsTheRoute() {
    assertThat(route("mode: mock, mock: {}, proxy: p").mode()).isEqualTo(RouteMode.MOCK);
    assertThat(route("mode: proxy, mock: {}, proxy: p").mode()).isEqualTo(RouteMode.PROXY);
    assertThat(route("mode: PROXY, mock: {}, proxy: p").mock()).isNotNull();
  }

  @Test
  void bothBlocksWithoutAModeAreAProblem() {
    assertThat(problem("mock: {}, proxy: p"))
        .isEqualTo(
            "routes[0]: has both mock: and proxy: (expected mode: mock or mode: proxy beside them;"
                + " mynah.yaml line 3)");
  }

  @Test
  void noBlockIsAProblem() {
    assertThat(problem("id: x"))
        .isEqualTo("routes[0]: answers nothing (expected mock: or proxy:; mynah.yaml line 3)");
  }

  @Test
  void aModeNeedsItsBlock() {
    assertThat(problem("mode: proxy, mock: {}"))
        .isEqualTo("routes[0].mode: proxy (expected proxy: beside it; mynah.yaml line 3)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "split", "shadow", "AUTO"})
  void modesToComeAreNamedAsSuch(String mode) {
    assertThat(problem("mock: {}, proxy: p, mode: " + mode))
        .startsWith("routes[0].mode: " + mode + " (not in this release: ");
  }

  @Test
  void anotherWordIsRefusedWithThoseThereAre() {
    assertThat(problem("mock: {}, mode: mocked"))
        .isEqualTo("routes[0].mode: mocked (expected one of mock, proxy; mynah.yaml line 3)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auto",
        "split",
        "shadow",
        "webhook",
        "webhooks",
        "rateLimit",
        "validate",
        "record",
        "replay",
        "scenario",
        "faults",
        "consumer"
      })
  void keysToComeAreNamedAsSuch(String key) {
    assertThat(problem("mock: {}, " + key + ": {}"))
        .startsWith("routes[0]." + key + ": not in this release (");
  }

  @ParameterizedTest
  @CsvSource({
    "response, mock",
    "request, match",
    "target, proxy.to",
    "jsonBody, mock.json",
    "bodyFileName, mock.file",
    "name, id",
    "prioritty, priority",
    "status, mock.status",
    "path, match.path",
    "delay, mock.delay",
    "stripPrefix, proxy.stripPrefix"
  })
  void keysOfOtherFormatsAreTranslated(String wrong, String right) {
    assertThat(problem("mock: {}, " + wrong + ": {}"))
        .isEqualTo(
            "routes[0]."
                + wrong
                + ": unknown key (did you mean "
                + right
                + "?; mynah.yaml line 3)");
  }

  @Test
  void groupIsTheUpstreamUnlessSaid() {
    assertThat(route("proxy: p").group()).isEqualTo("p");
    assertThat(route("proxy: p, group: pay").group()).isEqualTo("pay");
    assertThat(route("mock: {}").group()).isEqualTo("default");
  }

  @Test
  void aDayExpiresAtItsFirstMomentInUtc() {
    assertThat(route("mock: {}, expires: 2026-12-31").expires()).isEqualTo("2026-12-31T00:00:00Z");
    assertThat(route("mock: {}, expires: '2026-12-31T10:00:00+02:00'").expires())
        .isEqualTo("2026-12-31T08:00:00Z");
    assertThat(route("mock: {}").expires()).isNull();
    assertThat(problem("mock: {}, expires: 2026-02-30")).contains("expected a time such as");
  }

  @Test
  void costIsKeptToTheLastDigit() {
    assertThat(route("mock: {}, cost: 0.0020").cost()).isEqualByComparingTo("0.002");
    assertThat(problem("mock: {}, cost: -1")).contains("expected 0 to 1000000000");
  }
}
