package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.CorsConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.settings.Loading;
import dev.mynah.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ports that take traffic, as written in files, environment and flags. */
class ListenFormatTest {
  private static List<String> bound(AgentConfig config) {
    return config.listeners().stream().map(ListenFormatTest::text).toList();
  }

  private static String text(ListenerConfig l) {
    return l.host() + ":" + l.port() + (l.to() == null ? "" : ">" + l.to());
  }

  private static List<String> bound(String yaml, Map<String, String> environment) {
    Settings settings = Configs.load(yaml, environment, Map.of());
    assertThat(Loading.printed(settings.problems())).isEmpty();
    return bound(settings.get(AgentSections.SECTION));
  }

  private static final String TWO =
      "upstreams: {p: 'http://p'}\nlisteners: [{port: 1, to: p}, {host: 0.0.0.0, port: 2}]\n";

  @Test
  void loopbackUnlessSaid() {
    assertThat(bound(Configs.good("routes: []"))).containsExactly("127.0.0.1:8080");
    assertThat(bound(Configs.good("listen: {port: 0}"))).containsExactly("127.0.0.1:0");
  }

  @Test
  void aListStandsAlone() {
    assertThat(bound(Configs.good(TWO))).containsExactly("127.0.0.1:1>p", "0.0.0.0:2");
  }

  @Test
  void whatAFileSaysUnderListenStandsBesideTheList() {
    assertThat(bound(Configs.good(TWO + "listen: {port: 3}\n")))
        .containsExactly("127.0.0.1:3", "127.0.0.1:1>p", "0.0.0.0:2");
  }

  @Test
  void theEnvironmentMovesTheFirstThatStandsForNoUpstream() {
    assertThat(bound(TWO, Map.of("MYNAH_LISTEN_PORT", "9")))
        .containsExactly("127.0.0.1:1>p", "0.0.0.0:9");
    assertThat(bound(TWO, Map.of("MYNAH_LISTEN_HOST", "::1")))
        .containsExactly("127.0.0.1:1>p", "::1:2");
  }

  @Test
  void aCertificateOfTheEnvironmentGoesWithTheListenerThatItMoves() {
    Settings settings =
        Configs.load(
            TWO,
            Map.of(
                "MYNAH_LISTEN_PORT", "9",
                "MYNAH_LISTEN_TLS_CERT_FILE", "pom.xml",
                "MYNAH_LISTEN_TLS_KEY_FILE", "pom.xml"),
            Map.of());

    assertThat(Loading.printed(settings.problems())).isEmpty();
    List<ListenerConfig> listeners = settings.get(AgentSections.SECTION).listeners();
    assertThat(listeners).extracting(ListenerConfig::port).containsExactly(1, 9);
    assertThat(listeners.get(0).tls()).isNull();
    assertThat(listeners.get(1).tls()).isNotNull();
  }

  @Test
  void orAddsOneWhenAllDo() {
    assertThat(
            bound(
                "upstreams: {p: 'http://p'}\nlisteners: [{port: 1, to: p}]",
                Map.of("MYNAH_LISTEN_PORT", "9")))
        .containsExactly("127.0.0.1:9", "127.0.0.1:1>p");
  }

  @Test
  void onePortTwiceNamesBothPlaces() {
    assertThat(Configs.problems("listeners:\n  - {port: 1}\n  - {port: 1}\n"))
        .containsExactly(
            "listeners[1]: 127.0.0.1:1 (bound by another listener, mynah.yaml line 2; mynah.yaml"
                + " line 3)");
    assertThat(Configs.problems("listeners: [{port: 0}, {port: 0}]")).isEmpty();
  }

  @Test
  void aListenerNeedsAPortAndAKnownUpstream() {
    assertThat(Configs.problems("listeners: [{}]"))
        .containsExactly("listeners[0].port: missing (expected an integer; mynah.yaml line 1)");
    assertThat(Configs.problems("listeners: [{port: 1, to: x}]")).hasSize(1);
  }

  @Test
  void corsInShortForm() {
    CorsConfig any = Configs.good("listen: {cors: true}").listeners().get(0).cors();
    assertThat(any.origins()).containsExactly("*");
    assertThat(Configs.good("listen: {cors: '*'}").listeners().get(0).cors()).isEqualTo(any);
    assertThat(Configs.good("listen: {cors: 'https://a.b'}").listeners().get(0).cors().origins())
        .containsExactly("https://a.b");
    assertThat(Configs.problems("listen: {cors: false}")).hasSize(1);
  }

  @Test
  void credentialsNeedOriginsByName() {
    assertThat(Configs.problems("listen: {cors: {credentials: true}}"))
        .containsExactly(
            "listen.cors.credentials: true (expected origins by name beside credentials: true, not"
                + " *; mynah.yaml line 1)");
    assertThat(Configs.problems("listen: {cors: {origins: 'https://a.b/'}}")).hasSize(1);
  }

  @Test
  void tlsNeedsBothFiles() {
    assertThat(Configs.problems("listen: {tls: {certFile: ../examples/tls/localhost.pem}}"))
        .containsExactly("listen.tls.keyFile: missing (expected a file; mynah.yaml line 1)");
  }

  @Test
  void aHostIsNoHostWithPort() {
    assertThat(Configs.problems("listen: {host: '0.0.0.0:8080'}")).hasSize(1);
    assertThat(Configs.problems("listen: {host: ''}")).hasSize(1);
    assertThat(Configs.problems("listen: {host: '::'}")).isEmpty();
    assertThat(Configs.problems("listen: {host: 'fe80::1%eth0'}")).isEmpty();
    assertThat(Configs.problems("listen: {host: localhost}")).isEmpty();
  }
}
