package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.HeaderEdits;
import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.HostPolicy;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.UpstreamTimeouts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real backends and the way to them, as written. */
class UpstreamFormatTest {
  private static UpstreamConfig upstream(String value) {
    return Configs.good("upstreams: { p: " + value + " }").upstreams().get("p");
  }

  private static String problem(String yaml) {
    List<String> problems = Configs.problems(yaml);
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  private static AgentConfig proxied(String proxy) {
    return Configs.good(
        "upstreams: { p: {url: 'http://p:1', timeout: 60s}, q: 'http://q' }\n"
            + Configs.route("match: /a, proxy: " + proxy));
  }

  @Test
  void aUrlAloneIsAnUpstream() {
    assertThat(upstream("'https://pay.example:8443/v1'"))
        .isEqualTo(upstream("{url: 'https://pay.example:8443/v1'}"));
    assertThat(upstream("'http://p'").name()).isEqualTo("p");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pay.example | expected a URL that starts with http:// or https://",
        "ftp://x | expected a URL that starts with http:// or https://",
        "http://a b | expected a URL such as https://api.example/v1",
        "http://h?x=1 | expected a URL without ? and #",
        "http://h:0 | expected a port of 1 to 65535",
        "http://h:70000 | expected a port of 1 to 65535"
      })
  void urlsThatAreNone(String url, String expected) {
    assertThat(problem("upstreams: { p: '" + url + "' }"))
        .isEqualTo("upstreams.p: " + url + " (" + expected + "; mynah.yaml line 1)");
  }

  @Test
  void aUserInAUrlIsRefusedAndNotShown() {
    assertThat(problem("upstreams: { p: 'http://me:hunter2@h' }"))
        .contains("http://***@h")
        .contains("set Authorization in proxy.headers")
        .doesNotContain("hunter2");
  }

  @Test
  void aHostThatUrlsCannotHoldPointsAtAddresses() {
    assertThat(problem("upstreams: { p: 'http://my_service:80' }"))
        .contains("goes into addresses:");
    assertThat(upstream("{url: 'http://my-service', addresses: 'my_service:80'}").addresses())
        .containsExactly("my_service:80");
  }

  @Test
  void timeoutsInShortForm() {
    assertThat(upstream("{url: 'http://h', timeout: 60s}").timeout())
        .isEqualTo(
            new UpstreamTimeouts(
                Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(60)));
    assertThat(upstream("{url: 'http://h', timeout: {total: 60s}}").timeout().firstByte())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"h", ":1", "h:", "h:0", "h:65536", "h:1:2", "h:+1", "::1:1", "h:x", ""})
  void addressesThatAreNone(String address) {
    assertThat(problem("upstreams: { p: {url: 'http://h', addresses: ['" + address + "']} }"))
        .contains("expected host:port");
  }

  @Test
  void certificateAndKeyGoTogether() {
    assertThat(
            problem(
                "upstreams: { p: {url: 'https://h', certFile: ../examples/tls/localhost.pem} }"))
        .contains("expected certFile and keyFile together");
  }

  @Test
  void doubtfulTlsIsWarnedOf() {
    assertThat(Configs.warnings("upstreams: { p: {url: 'https://h', verify: false} }")).hasSize(1);
    assertThat(Configs.warnings("upstreams: { p: {url: 'http://h', serverName: x} }")).hasSize(1);
  }

  @Test
  void aRouteNamesAnUpstreamInThreeWays() {
    assertThat(proxied("p").routes().get(0)).isEqualTo(proxied("{to: p}").routes().get(0));

    AgentConfig inline = proxied("'http://127.0.0.1:3000/api'");
    assertThat(inline.routes().get(0).proxy().to()).isEqualTo("127.0.0.1-3000-api");
    assertThat(inline.upstreams().get("127.0.0.1-3000-api").url())
        .isEqualTo(URI.create("http://127.0.0.1:3000/api"));
    assertThat(inline.routes().get(0).group()).isEqualTo("127.0.0.1-3000-api");
  }

  @Test
  void oneUrlInTwoRoutesIsOneUpstream() {
    AgentConfig config =
        Configs.good(
            "routes: [{match: /a, proxy: 'http://h'}, {match: /b, proxy: {to: 'http://h'}}]");

    assertThat(config.upstreams()).hasSize(1);
  }

  @Test
  void anUnknownUpstreamNamesThoseThereAre() {
    assertThat(problem("upstreams: { pay: 'http://h' }\nroutes: [{match: /a, proxy: pya}]"))
        .isEqualTo(
            "routes[0].proxy: pya (expected one of the upstreams pay; did you mean pay?; mynah.yaml"
                + " line 2)");
    assertThat(problem("routes: [{match: /a, proxy: {to: pay}}]"))
        .startsWith(
            "routes[0].proxy.to: pay (expected a name under upstreams:, where there is none");
  }

  @Test
  void anUpstreamThatCouldNotBeReadIsNotCalledUnknown() {
    assertThat(problem("upstreams: { pay: 'ftp://h' }\nroutes: [{match: /a, proxy: pay}]"))
        .startsWith("upstreams.pay:");
  }

  @Test
  void aMistakeElsewhereInTheRouteDoesNotHideAnUnknownUpstream() {
    assertThat(Configs.problems("routes: [{match: a, proxy: pay}]")).hasSize(2);
  }

  @Test
  void editsOfHeaders() {
    ProxyConfig proxy =
        proxied("{to: p, headers: {set: {X: a}, add: {Y: [b, c]}, remove: Z}, host: keep}")
            .routes()
            .get(0)
            .proxy();

    assertThat(proxy.headers())
        .isEqualTo(
            new HeaderEdits(
                List.of("Z"),
                List.of(new HeaderValue("X", "a")),
                List.of(new HeaderValue("Y", "b"), new HeaderValue("Y", "c"))));
    assertThat(proxy.host()).isEqualTo(HostPolicy.KEEP);
    assertThat(proxy.credentials()).isNull();
    assertThat(problem("routes: [{match: /a, proxy: {to: 'http://h', headers: {X-Env: t}}}]"))
        .contains("expected set, add or remove, and header names below them");
  }

  @Test
  void aTimeoutReachesAsFarAsTheUpstreams() {
    assertThat(proxied("{to: p, timeout: 60s}").routes().get(0).proxy().timeout())
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(proxied("p").routes().get(0).proxy().timeout()).isNull();
    assertThat(
            problem(
                "upstreams: {q: 'http://q'}\nroutes: [{match: /a, proxy: {to: q, timeout: 31s}}]"))
        .isEqualTo(
            "routes[0].proxy.timeout: 31s (expected 100ms to 30s, or to timeout.total of the"
                + " upstream q; mynah.yaml line 2)");
    assertThat(problem("routes: [{match: /a, proxy: {to: 'http://h', timeout: 99ms}}]"))
        .contains("expected 100ms to 1d");
  }

  @Test
  void theDefaultTimeoutHoldsWhereARouteSaysNone() {
    AgentConfig config =
        Configs.good(
            "defaults: {proxy: {timeout: 2s}}\nroutes: [{match: /a, proxy: 'http://h'}, {match: /b,"
                + " proxy: {to: 'http://h', timeout: 3s}}]");

    assertThat(config.routes().get(0).proxy().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.routes().get(1).proxy().timeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void prefixesStartWithASlashAndEndWithout() {
    assertThat(proxied("{to: p, stripPrefix: /api/}").routes().get(0).proxy().stripPrefix())
        .isEqualTo("/api");
    assertThat(problem("routes: [{match: /a, proxy: {to: 'http://h', addPrefix: v1}}]"))
        .contains("expected a path that starts with /");
  }

  @Test
  void anUpstreamThatIsOurselvesIsWarnedOf() {
    assertThat(Configs.warnings("upstreams: { p: 'http://localhost:8080' }")).hasSize(1);
    assertThat(Configs.warnings("upstreams: { p: 'http://localhost:8081' }")).isEmpty();
    assertThat(
            Configs.warnings(
                "listen: {host: 0.0.0.0, port: 80}\nupstreams: { p: 'http://[::1]/' }"))
        .hasSize(1);
  }
}
