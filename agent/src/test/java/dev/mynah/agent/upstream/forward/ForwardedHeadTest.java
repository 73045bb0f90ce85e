package dev.mynah.agent.upstream.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.agent.config.CredentialsPolicy;
import dev.mynah.agent.config.HeaderEdits;
import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.HostPolicy;
import dev.mynah.agent.config.ProxyConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.Scheme;
import dev.mynah.agent.http.Version;
import dev.mynah.agent.upstream.Requests;
import dev.mynah.agent.upstream.TestUpstream;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream sees of a request. */
class ForwardedHeadTest {
  private static final ProxyIdentity IDENTITY = new ProxyIdentity("m1");
  private static final InetSocketAddress LOCAL = new InetSocketAddress("127.0.0.1", 8080);
  private static final UpstreamConfig PAY = TestUpstream.at("http://pay.test:81/v1");

  private static String head(ForwardPlan plan, RequestHead request, Shape shape, String peer) {
    HeadBytes out = new HeadBytes();
    InetSocketAddress client = new InetSocketAddress(peer, 4711);
    plan.writeHead(new ForwardRequest(plan, request, client, LOCAL), shape, out);
    return out.toString();
  }

  private static String head(UpstreamConfig upstream, ProxyConfig route, RequestHead request) {
    return head(
        ForwardPlan.of(upstream, route, IDENTITY),
        request,
        new Shape(0, ForwardPlan.asksUpgrade(request), false),
        "192.0.2.1");
  }

  private static String head(RequestHead request) {
    return head(PAY, TestUpstream.route(), request);
  }

  private static String requestLine(UpstreamConfig upstream, ProxyConfig route, String target) {
    String head = head(upstream, route, Requests.get(target));
    return head.substring("GET ".length(), head.indexOf(" HTTP/1.1\r\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://u,            ,      ,      /,            /",
    "http://u/,           ,      ,      /a,           /a",
    "http://u/v1,         ,      ,      /a/b,         /v1/a/b",
    "http://u/v1/,        ,      ,      /a/b/,        /v1/a/b/",
    "http://u/v1,         ,      ,      /,            /v1/",
    "http://u/v1,         /pay,  ,      /pay/a,       /v1/a",
    "http://u/v1,         /pay,  ,      /pay,         /v1",
    "http://u,            /pay,  ,      /pay,         /",
    "http://u,            /pay/, ,      /pay/a,       /a",
    "http://u,            pay,   ,      /pay/a,       /a",
    "http://u,            /pay,  ,      /payments/a,  /payments/a",
    "http://u,            /pay,  ,      /other,       /other",
    "http://u,            /pay,  ,      /%70a%79/x,   /x",
    "http://u,            /a/b,  ,      /a%2Fb/x,     /a%2Fb/x",
    "http://u,            /a%20b,,      /a%20b/x,     /x",
    "http://u,            /ä,    ,      /%C3%A4/x,    /x",
    "http://u/v1,         /pay,  /in,   /pay/a,       /v1/in/a",
    "http://u,            ,      /in/,  /a,           /in/a",
    "http://u,            ,      ,      /a%2Fb%3F?x=%20&y=a+b&&y=?, /a%2Fb%3F?x=%20&y=a+b&&y=?",
    "http://u/a%20b,      ,      ,      /x,           /a%20b/x",
    "http://u,            /pay,  ,      /pay?q=1,     /?q=1"
  })
  void pathsJoin(String url, String strip, String add, String target, String expected) {
    assertThat(requestLine(TestUpstream.at(url), TestUpstream.route(strip, add), target))
        .isEqualTo(expected);
  }

  @Test
  void anAsteriskStaysOne() {
    RequestHead request = Requests.of("OPTIONS", "*");

    assertThat(head(TestUpstream.at("http://u"), TestUpstream.route(), request))
        .startsWith("OPTIONS * HTTP/1.1\r\n");
  }

  @Test
  void hopByHopFieldsAndThoseThatConnectionNamesEndHere() {
    String head =
        head(
            Requests.get(
                "/",
                "Host: shop",
                "Connection: close, X-Private, keep-alive",
                "connection: x-more",
                "Keep-Alive: timeout=5",
                "Proxy-Connection: keep-alive",
                "Proxy-Authorization: Basic eA==",
                "Transfer-Encoding: chunked",
                "Trailer: X-Sum",
                "TE: gzip",
                "Upgrade: websocket",
                "HTTP2-Settings: AAMAAABk",
                "X-Private: 1",
                "X-More: 2",
                "X-Public: 3"));

    assertThat(head)
        .startsWith("GET /v1/ HTTP/1.1\r\nHost: pay.test:81\r\nX-Public: 3\r\nX-Forwarded-For: ");
  }

  @Test
  void nobodyErasesWhoTheyAreByNamingItHopByHop() {
    String head =
        head(
            Requests.get(
                "/",
                "Host: shop",
                "Connection: close, X-Forwarded-For, Host, Via, Forwarded",
                "X-Forwarded-For: 10.1.1.1",
                "Forwarded: for=10.1.1.1",
                "Via: 1.1 edge"));

    assertThat(head)
        .contains("Host: pay.test:81\r\n")
        .contains("X-Forwarded-For: 10.1.1.1, 192.0.2.1\r\n")
        .contains("Forwarded: for=10.1.1.1, for=192.0.2.1;host=\"shop\";proto=http\r\n")
        .contains("Via: 1.1 edge, 1.1 mynah-m1\r\n");
  }

  @Test
  void listsAreContinuedAndWhatTheFirstHopSaidIsKept() {
    String head =
        head(
            Requests.get(
                "/",
                "Host: shop:8080",
                "X-Forwarded-For: 10.1.1.1",
                "X-Forwarded-For: 10.2.2.2",
                "X-Forwarded-Host: www.shop.test",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 443"));

    assertThat(head)
        .contains("X-Forwarded-For: 10.1.1.1, 10.2.2.2, 192.0.2.1\r\n")
        .contains("X-Forwarded-Host: www.shop.test\r\n")
        .contains("X-Forwarded-Proto: https\r\n")
        .contains("X-Forwarded-Port: 443\r\n")
        .doesNotContain("X-Forwarded-Host: shop")
        .doesNotContain("X-Forwarded-Proto: http\r\n")
        .doesNotContain("X-Forwarded-Port: 8080");
  }

  @Test
  void anIpv6ClientIsNamedAsEachFieldWantsIt() {
    String head =
        head(
            ForwardPlan.everything(PAY, IDENTITY),
            Requests.of("GET", "/", Version.HTTP_1_0, Scheme.HTTPS),
            new Shape(0, false, false),
            "2001:db8::7");

    assertThat(head)
        .contains("X-Forwarded-For: 2001:db8:0:0:0:0:0:7\r\n")
        .contains("Forwarded: for=\"[2001:db8:0:0:0:0:0:7]\";proto=https\r\n")
        .contains("Via: 1.0 mynah-m1\r\n")
        .doesNotContain("X-Forwarded-Host");
  }

  @Test
  void theHostIsTheUpstreamsUnlessKept() {
    UpstreamConfig keeping = TestUpstream.policies(PAY, HostPolicy.KEEP, CredentialsPolicy.FORWARD);
    RequestHead absolute = Requests.get("/", "Host: wrong");
    absolute.authority("right:80");

    assertThat(head(Requests.get("/", "X: 1", "hOsT: shop")))
        .contains("X: 1\r\nhOsT: pay.test:81\r\n");
    assertThat(head(Requests.get("/", "X: 1"))).contains("X: 1\r\nHost: pay.test:81\r\n");
    assertThat(head(keeping, TestUpstream.route(), Requests.get("/", "Host: shop:1")))
        .contains("Host: shop:1\r\n");
    assertThat(head(keeping, TestUpstream.route(), Requests.get("/")))
        .contains("Host: pay.test:81\r\n");
    assertThat(head(keeping, TestUpstream.route(), absolute)).contains("Host: right:80\r\n");
  }

  @Test
  void theDefaultPortIsLeftOut() {
    assertThat(head(TestUpstream.at("http://u:80"), TestUpstream.route(), Requests.get("/")))
        .contains("Host: u\r\n");
    assertThat(head(TestUpstream.at("http://[::1]:81"), TestUpstream.route(), Requests.get("/")))
        .contains("Host: [::1]:81\r\n");
  }

  @Test
  void credentialsPassOnlyWhereTheyMay() {
    UpstreamConfig stripping =
        TestUpstream.policies(PAY, HostPolicy.UPSTREAM, CredentialsPolicy.STRIP);
    RequestHead request =
        Requests.get("/", "Authorization: Bearer x", "Cookie: a=b", "cookie: c=d", "X-Y: z");

    assertThat(head(PAY, TestUpstream.route(), request))
        .contains("Authorization: Bearer x\r\nCookie: a=b\r\ncookie: c=d\r\nX-Y: z\r\n");
    assertThat(head(stripping, TestUpstream.route(), request))
        .doesNotContainIgnoringCase("authorization")
        .doesNotContainIgnoringCase("cookie")
        .contains("X-Y: z\r\n");
  }

  @Test
  void editsRemoveThenSetThenAdd() {
    HeaderEdits edits =
        new HeaderEdits(
            List.of("X-Debug", "via"),
            List.of(new HeaderValue("X-Env", "tëst"), new HeaderValue("Host", "other.test")),
            List.of(new HeaderValue("Accept", "text/x")));
    String head =
        head(
            PAY,
            TestUpstream.edits(edits, HeaderEdits.NONE),
            Requests.get("/", "Host: shop", "x-debug: 1", "X-ENV: a", "x-env: b", "Accept: */*"));

    assertThat(head)
        .startsWith("GET /v1/ HTTP/1.1\r\nAccept: */*\r\nX-Forwarded-For")
        .endsWith("X-Env: t\u00c3\u00abst\r\nHost: other.test\r\nAccept: text/x\r\n\r\n")
        .doesNotContain("Via")
        .doesNotContainIgnoringCase("x-debug")
        .containsOnlyOnce("\r\nHost: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "transfer-encoding", "Connection", "a b", ""})
  void framingCannotBeEdited(String name) {
    HeaderEdits edits = new HeaderEdits(List.of(), List.of(new HeaderValue(name, "1")), List.of());

    assertThatThrownBy(
            () -> ForwardPlan.of(PAY, TestUpstream.edits(edits, HeaderEdits.NONE), IDENTITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void trailersMayBeAskedForAndNothingElse() {
    assertThat(head(Requests.get("/", "TE: trailers, deflate;q=0.5", "Connection: TE")))
        .contains("TE: trailers\r\nConnection: TE\r\n")
        .doesNotContain("deflate");
  }

  @Test
  void aRealUpgradePassesAndAnotherHttpInsideDoesNot() {
    assertThat(head(Requests.get("/", "Connection: upgrade", "Upgrade: foo/2, bar")))
        .contains("Connection: Upgrade\r\nUpgrade: foo/2, bar\r\n");
    assertThat(head(Requests.get("/", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c")))
        .doesNotContainIgnoringCase("upgrade");
    assertThat(head(Requests.get("/", "Upgrade: websocket"))).doesNotContainIgnoringCase("upgrade");
  }

  @Test
  void framingIsOurs() {
    ForwardPlan plan = ForwardPlan.everything(PAY, IDENTITY);
    RequestHead sized = Requests.of("POST", "/", "content-length: 5", "Expect: 100-continue");
    RequestHead bare = Requests.of("POST", "/");

    assertThat(head(plan, sized, new Shape(5, false, false), "192.0.2.1"))
        .contains("content-length: 5\r\n", "Expect: 100-continue\r\n");
    assertThat(head(plan, sized, new Shape(-1, false, false), "192.0.2.1"))
        .contains("Transfer-Encoding: chunked\r\n")
        .doesNotContain("content-length");
    assertThat(head(plan, bare, new Shape(7, false, false), "192.0.2.1"))
        .contains("Content-Length: 7\r\n");
    assertThat(head(plan, bare, new Shape(0, false, false), "192.0.2.1"))
        .doesNotContain("Content-Length");
    assertThat(
            head(
                plan,
                Requests.of("POST", "/", "Content-Length: 0", "Expect: 100-continue"),
                new Shape(0, false, false),
                "192.0.2.1"))
        .contains("Content-Length: 0\r\n")
        .doesNotContain("Expect");
  }

  @Test
  void anOutgoingProxyIsToldTheWholeAddress() {
    assertThat(
            head(
                ForwardPlan.everything(PAY, IDENTITY),
                Requests.get("/a?b"),
                new Shape(0, false, true),
                "192.0.2.1"))
        .startsWith("GET http://pay.test:81/v1/a?b HTTP/1.1\r\n");
  }

  @Test
  void compressionAndUnknownMethodsAreNoneOfOurBusiness() {
    assertThat(head(Requests.of("PROPFIND", "/", "Accept-Encoding: br;q=1.0, *;q=0")))
        .startsWith("PROPFIND /v1/ HTTP/1.1\r\n")
        .contains("Accept-Encoding: br;q=1.0, *;q=0\r\n");
  }
}
