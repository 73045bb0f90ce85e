package dev.mynah.agent.upstream.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.HeaderEdits;
import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.upstream.Requests;
import dev.mynah.agent.upstream.TestUpstream;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client sees of an answer. */
class FinishedAnswerTest {
  private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.1", 4711);
  private static final InetSocketAddress LOCAL = new InetSocketAddress("127.0.0.1", 8080);
  private static final UpstreamConfig PAY = TestUpstream.at("https://pay.test/v1");
  private static final ProxyConfig STRIPPED = TestUpstream.route("/pay", null);

  private static ResponseHead answer(String... fields) {
    ResponseHead head = new ResponseHead(200, null, new Fields());
    for (String field : fields) {
      int colon = field.indexOf(':');
      head.fields().add(field.substring(0, colon), field.substring(colon + 1).strip());
    }
    return head;
  }

  private static Fields finish(
      UpstreamConfig upstream, ProxyConfig route, Scheme scheme, String host, String... fields) {
    RequestHead request =
        host.isEmpty()
            ? Requests.of("GET", "/pay/a", Version.HTTP_1_0, scheme)
            : Requests.of("GET", "/pay/a", Version.HTTP_1_1, scheme, "Host: " + host);
    ForwardPlan plan = ForwardPlan.of(upstream, route, new ProxyIdentity("m1"));
    ResponseHead head = answer(fields);
    plan.finish(new ForwardRequest(plan, request, PEER, LOCAL), head);
    return head.fields();
  }

  private static String location(String value) {
    return finish(PAY, STRIPPED, Scheme.HTTP, "localhost:8080", "Location: " + value)
        .get("Location");
  }

  private static String cookie(Scheme scheme, String value) {
    return finish(PAY, STRIPPED, scheme, "localhost:8080", "Set-Cookie: " + value)
        .get("Set-Cookie");
  }

  @Test
  void itSaysWhereItCameFrom() {
    Fields fields =
        finish(PAY, STRIPPED, Scheme.HTTP, "x", "Via: 1.1 edge", "x-mock-proxied: no", "A: b");

    assertThat(fields.toString())
        .isEqualTo("via: 1.1 edge\na: b\nvia: 1.1 mynah-m1\nx-mock-proxied: true\n");
  }

  @Test
  void anAnswerFromStoreSaysThatItCameThroughHereButNotThatItWasProxied() {
    RequestHead request = Requests.of("GET", "/pay/a", Version.HTTP_1_1, Scheme.HTTP, "Host: x");
    ForwardPlan plan = ForwardPlan.everything(PAY, new ProxyIdentity("m1"));
    ResponseHead head = answer("A: b", "X-Mock-Proxied: true");

    plan.finishStored(new ForwardRequest(plan, request, PEER, LOCAL), head);

    assertThat(head.fields().toString()).isEqualTo("a: b\nvia: 1.1 mynah-m1\n");
  }

  @ParameterizedTest
  @CsvSource({
    "https://pay.test/v1/b?c#d,       http://localhost:8080/pay/b?c#d",
    "https://pay.test:443/v1/b,       http://localhost:8080/pay/b",
    "HTTPS://PAY.test/v1,             http://localhost:8080/pay",
    "http://pay.test:443/v1/b,        http://localhost:8080/pay/b",
    "//pay.test/v1/b,                 http://localhost:8080/pay/b",
    "http://localhost:8080/v1/b,      http://localhost:8080/pay/b",
    "/v1/b,                           /pay/b",
    "/v1,                             /pay",
    "/v1?x,                           /pay?x",
    "/v1x/b,                          /v1x/b",
    "z,                               z",
    "?z,                              ?z",
    "../b,                            ../b",
    "/other,                          /other",
    "b/c,                             b/c",
    "?x,                              ?x",
    "https://pay.test/other,          https://pay.test/other",
    "https://pay.test:8443/v1/b,      https://pay.test:8443/v1/b",
    "https://elsewhere.test/v1/b,     https://elsewhere.test/v1/b",
    "https://pay.test.evil.test/v1/b, https://pay.test.evil.test/v1/b",
    "ftp://pay.test/v1/b,             ftp://pay.test/v1/b",
    "mailto:a@b,                      mailto:a@b"
  })
  void locationsThatPointToTheUpstreamPointToTheListener(String value, String expected) {
    assertThat(location(value)).isEqualTo(expected);
  }

  @Test
  void aClientWithoutHostGetsAPath() {
    Fields fields =
        finish(PAY, STRIPPED, Scheme.HTTP, "", "Content-Location: https://pay.test/v1/b");

    assertThat(fields.get("Content-Location")).isEqualTo("/pay/b");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP,  a=b,                                        a=b",
    "HTTP,  a=b; Domain=pay.test; Path=/v1/x; HttpOnly, a=b; Path=/pay/x; HttpOnly",
    "HTTP,  a=b;domain=.TEST;path=/,                    a=b;path=/pay",
    "HTTP,  a=b; Path=/v1,                              a=b; Path=/pay",
    "HTTP,  a=b; Path=/v1/,                             a=b; Path=/pay/",
    "HTTP,  a=b; Path=/other,                           a=b; Path=/other",
    "HTTP,  a=b; Domain=other.test,                     a=b; Domain=other.test",
    "HTTP,  a=b; Secure; SameSite=None; Partitioned,    a=b",
    "HTTP,  a=b; Secure; SameSite=Lax,                  a=b; SameSite=Lax",
    "HTTPS, a=b; Secure; SameSite=None,                 a=b; Secure; SameSite=None",
    "HTTP,  __Host-a=b; Secure; Path=/,                 __Host-a=b; Secure; Path=/",
    "HTTP,  __Secure-a=b; Secure; Path=/v1/x,           __Secure-a=b; Secure; Path=/pay/x",
    "HTTP,  a=\"Secure; x\"; Max-Age=5,                 a=\"Secure; x\"; Max-Age=5"
  })
  void cookiesBecomeTheListeners(Scheme scheme, String value, String expected) {
    assertThat(cookie(scheme, value)).isEqualTo(expected);
  }

  @Test
  void severalCookiesStaySeveralAndInPlace() {
    Fields fields =
        finish(
            PAY, STRIPPED, Scheme.HTTP, "x", "Set-Cookie: a=1; Secure", "B: c", "set-cookie: d=2");

    assertThat(fields.toString()).startsWith("set-cookie: a=1\nb: c\nset-cookie: d=2\n");
  }

  @Test
  void strictTransportSecurityIsForHttpsAlone() {
    String line = "Strict-Transport-Security: max-age=31536000";

    assertThat(finish(PAY, STRIPPED, Scheme.HTTP, "x", line).get("Strict-Transport-Security"))
        .isNull();
    assertThat(finish(PAY, STRIPPED, Scheme.HTTPS, "x", line).get("Strict-Transport-Security"))
        .isNotNull();
  }

  @Test
  void editsApplyToTheAnswerToo() {
    HeaderEdits edits =
        new HeaderEdits(
            List.of("Server", "X-Mock-Proxied"),
            List.of(new HeaderValue("Cache-Control", "no-store")),
            List.of(new HeaderValue("X-A", "2")));
    Fields fields =
        finish(
            PAY,
            TestUpstream.edits(HeaderEdits.NONE, edits),
            Scheme.HTTP,
            "x",
            "Server: a",
            "cache-control: public",
            "X-A: 1");

    assertThat(fields.toString())
        .isEqualTo("x-a: 1\nvia: 1.1 mynah-m1\ncache-control: no-store\nx-a: 2\n");
  }

  @Test
  void whatIsHopByHopEndsHereWhateverItsCase() {
    ResponseHead head =
        answer(
            "connection: X-Own, close",
            "X-Own: 1",
            "KEEP-ALIVE: timeout=5",
            "Proxy-Authenticate: Basic",
            "Transfer-Encoding: chunked",
            "Trailer: X-Sum",
            "Upgrade: h2",
            "Content-Encoding: gzip",
            "Content-Length: 3");
    ForwardPlan.endHop(head, false);

    assertThat(head.fields().toString()).isEqualTo("content-encoding: gzip\ncontent-length: 3\n");
  }

  @Test
  void trailersAreAnnouncedWhereTheyMayCome() {
    ResponseHead head = answer("Transfer-Encoding: chunked", "Trailer: X-Sum");
    ForwardPlan.endHop(head, true);

    assertThat(head.fields().toString()).isEqualTo("trailer: X-Sum\n");
  }
}
