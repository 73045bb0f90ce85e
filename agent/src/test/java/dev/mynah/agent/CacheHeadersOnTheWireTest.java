package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.format.Configs;
import dev.mynah.agent.wire.RawClient;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What routes say about storing answers, of mocks and of a service, and to whom. */
class CacheHeadersOnTheWireTest {
  private static final Pattern TAG = Pattern.compile("\r\nETag: (\"[^\"]+\")\r\n");

  @RegisterExtension final RunningAgent agent = new RunningAgent();
  private final MockWebServer origin = new MockWebServer();

  @AfterEach
  void close() throws Exception {
    origin.shutdown();
  }

  private void start(String... routes) {
    String upstreams = "upstreams:\n  real: {url: 'http://127.0.0.1:" + origin.getPort() + "'}\n";
    StringBuilder yaml = new StringBuilder(upstreams).append("routes:\n");
    for (String route : routes) {
      yaml.append("  - {").append(route).append("}\n");
    }
    AgentConfig read = Configs.good(yaml.toString());
    agent.start(RunningAgent.config(read.routes(), read.upstreams()));
  }

  private void startProxy(String headers) {
    start("id: p, match: {path: /p/**}, proxy: {to: real}, cacheHeaders: {" + headers + "}");
  }

  private String get(String path, String... fields) {
    return ask("GET", path, fields);
  }

  private String ask(String method, String path, String... fields) {
    try (RawClient client = RawClient.to(agent.port())) {
      StringBuilder request = new StringBuilder(method + ' ' + path + " HTTP/1.1\r\nHost: x\r\n");
      for (String field : fields) {
        request.append(field).append("\r\n");
      }
      client.send(request.append("Connection: close\r\n\r\n").toString());
      return client.readAll();
    }
  }

  private static String tag(String answer) {
    Matcher found = TAG.matcher(answer);
    assertThat(found.find()).as("a tag in %s", answer).isTrue();
    return found.group(1);
  }

  @Test
  void aMockSaysAllThatIsConfigured() {
    start(
        "id: m, match: {path: /m}, mock: {text: hi, headers: {Vary: Accept, Expires: '0'}},"
            + " cacheHeaders: {ttl: 1m, visibility: public, sharedTtl: 2m, cdnTtl: 1h,"
            + " immutable: true, mustRevalidate: true, staleWhileRevalidate: 5s, staleIfError: 1d,"
            + " vary: [accept, X-Tenant], tags: [a, b]}");

    String answer = get("/m");

    assertThat(answer)
        .contains(
            "\r\nCache-Control: public, max-age=60, s-maxage=120, immutable, must-revalidate,"
                + " stale-while-revalidate=5, stale-if-error=86400\r\n",
            "\r\nCDN-Cache-Control: max-age=3600, must-revalidate, stale-while-revalidate=5,"
                + " stale-if-error=86400\r\n",
            "\r\nSurrogate-Key: a b\r\n",
            "\r\nCache-Tag: a,b\r\n",
            "\r\nVary: Accept, X-Tenant\r\n")
        .doesNotContain("Expires");
  }

  @Test
  void aMockThatAClientHasAlreadyIsNotSentAgain() {
    start("id: m, match: {path: /m}, mock: {json: {a: 1}}, cacheHeaders: {ttl: 1m, tags: t}");
    String tag = tag(get("/m"));

    String again = get("/m", "If-None-Match: \"x\", W/" + tag);
    String head = ask("HEAD", "/m", "If-None-Match: " + tag);
    String other = get("/m", "If-None-Match: \"x\"");
    String failed = get("/m", "If-Match: \"x\"");

    assertThat(again)
        .startsWith("HTTP/1.1 304 ")
        .contains(
            "ETag: " + tag, "Cache-Control: public, max-age=60", "Cache-Tag: t", "Matched-Stub-Id")
        .doesNotContain("Content-")
        .endsWith("\r\n\r\n");
    assertThat(head).startsWith("HTTP/1.1 304 ");
    assertThat(other).startsWith("HTTP/1.1 200 ").endsWith("{\"a\":1}");
    assertThat(failed)
        .startsWith("HTTP/1.1 412 ")
        .doesNotContain("ETag", "Cache-Control", "Cache-Tag", "Content-Type");
    await()
        .untilAsserted(
            () ->
                assertThat(agent.scrape())
                    .contains(
                        "route=\"m\",method=\"GET\",code=\"304\",outcome=\"mock\",} 1.0",
                        "route=\"m\",method=\"GET\",code=\"412\",outcome=\"mock\",} 1.0"));
  }

  @Test
  void anotherCodingIsAnotherTag() {
    String text = "long ".repeat(100);
    start("id: m, match: {path: /m}, mock: {text: '" + text + "'}, cacheHeaders: 1m");

    String plain = get("/m");
    String packed = get("/m", "Accept-Encoding: gzip");
    String again = get("/m", "Accept-Encoding: gzip", "If-None-Match: " + tag(packed));
    String crossed = get("/m", "Accept-Encoding: gzip", "If-None-Match: " + tag(plain));

    assertThat(tag(plain)).isNotEqualTo(tag(packed));
    assertThat(packed).contains("Content-Encoding: gzip", "Vary: Accept-Encoding");
    assertThat(again).startsWith("HTTP/1.1 304 ").contains("Vary: Accept-Encoding");
    assertThat(crossed).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aRenderedAnswerIsKnownByWhatWasRendered() {
    start(
        "id: m, match: {path: /m/:id}, mock: {text: 'no {{request.path.id}}', template: true},"
            + " cacheHeaders: 1m");
    String one = get("/m/1");

    assertThat(one).contains("Cache-Control: public, max-age=60").endsWith("no 1");
    assertThat(get("/m/1", "If-None-Match: " + tag(one))).startsWith("HTTP/1.1 304 ");
    assertThat(get("/m/2", "If-None-Match: " + tag(one))).endsWith("no 2");
  }

  @Test
  void aTagOfTheRouteStaysAndNoneIsMadeWhereNoneIsWanted() {
    start(
        "id: own, match: {path: /own}, mock: {text: a, headers: {ETag: '\"v7\"'}},"
            + " cacheHeaders: 1m",
        "id: none, match: {path: /none}, mock: {text: a}, cacheHeaders: {etag: false}");

    assertThat(get("/own")).contains("ETag: \"v7\"\r\n");
    assertThat(get("/own", "If-None-Match: \"v7\"")).startsWith("HTTP/1.1 304 ");
    assertThat(get("/none")).contains("max-age=3600").doesNotContain("ETag");
  }

  @Test
  void onlyThoseWhoReadAreToldAndNobodyOfAFailure() {
    start(
        "id: m, match: {path: /m}, mock: {text: hi}, cacheHeaders: 1m",
        "id: gone, match: {path: /gone}, mock: {status: 404, text: no}, cacheHeaders: 1m",
        "id: broken, match: {path: /broken}, mock: {status: 503, text: no}, cacheHeaders: 1m",
        "id: secret, match: {path: /secret}, mock: {status: 503}, cacheHeaders:"
            + " {visibility: none, tags: t}");

    assertThat(ask("POST", "/m")).endsWith("hi").doesNotContain("Cache-Control", "ETag");
    assertThat(get("/gone")).contains("max-age=60").doesNotContain("ETag");
    assertThat(get("/broken")).doesNotContain("Cache-Control", "ETag");
    assertThat(get("/secret"))
        .contains("Cache-Control: no-store, private\r\n")
        .doesNotContain("Cache-Tag");
    assertThat(ask("POST", "/secret")).contains("Cache-Control: no-store, private\r\n");
  }

  @Test
  void whatAServiceSaysOfStoringIsReplaced() {
    origin.enqueue(
        new MockResponse()
            .setHeader("Cache-Control", "no-store")
            .addHeader("Pragma", "no-cache")
            .addHeader("Expires", "0")
            .addHeader("Surrogate-Control", "max-age=1")
            .addHeader("Cloudflare-CDN-Cache-Control", "max-age=1")
            .addHeader("ETag", "W/\"own\"")
            .addHeader("Surrogate-Key", "x y")
            .addHeader("Vary", "Accept")
            .setBody("real"));
    startProxy("ttl: 1m, tags: [y, z], vary: Accept-Language");

    assertThat(get("/p/a"))
        .contains(
            "Cache-Control: public, max-age=60\r\n",
            "ETag: W/\"own\"\r\n",
            "Surrogate-Key: x y z\r\n",
            "Cache-Tag: y,z\r\n",
            "Vary: Accept, Accept-Language\r\n",
            "X-Mock-Proxied: true")
        .doesNotContain("no-store", "Pragma", "Expires", "Surrogate-Control", "Cloudflare")
        .endsWith("real");
  }

  @Test
  void aShortAnswerOfAServiceGetsATagAndIsNotSentTwice() {
    origin.enqueue(new MockResponse().setBody("real"));
    origin.enqueue(new MockResponse().setBody("real"));
    origin.enqueue(new MockResponse().setBody("changed"));
    startProxy("ttl: 1m");

    String first = get("/p/a");
    String again = get("/p/a", "If-None-Match: " + tag(first));
    String changed = get("/p/a", "If-None-Match: " + tag(first));

    assertThat(first).endsWith("real");
    assertThat(again)
        .startsWith("HTTP/1.1 304 ")
        .contains("ETag: " + tag(first), "Cache-Control: public, max-age=60")
        .doesNotContain("Content-");
    assertThat(changed).startsWith("HTTP/1.1 200 ").endsWith("changed");
    await()
        .untilAsserted(
            () ->
                assertThat(agent.scrape())
                    .contains("route=\"p\",method=\"GET\",code=\"304\",outcome=\"proxied\",} 1.0"));
  }

  @Test
  void longAnswersAndThoseOfUnknownLengthAreNotHeldBack() {
    origin.enqueue(new MockResponse().setBody(new Buffer().write(new byte[64 * 1024])));
    origin.enqueue(new MockResponse().setBody(new Buffer().write(new byte[64 * 1024 + 1])));
    origin.enqueue(new MockResponse().setChunkedBody("real", 2));
    startProxy("ttl: 1m");

    assertThat(get("/p/a")).contains("ETag", "max-age=60").hasSizeGreaterThan(64 * 1024);
    assertThat(get("/p/b")).contains("max-age=60").doesNotContain("ETag");
    assertThat(get("/p/c")).contains("max-age=60", "chunked").doesNotContain("ETag");
  }

  @Test
  void aShortAnswerThatBreaksOffIsAFailureAndNotHalfAnAnswer() {
    origin.enqueue(
        new MockResponse()
            .setBody("much ".repeat(1000))
            .setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
    startProxy("ttl: 1m");

    assertThat(get("/p/a"))
        .startsWith("HTTP/1.1 502 ")
        .contains("upstream_reset")
        .doesNotContain("max-age", "much");
  }

  @Test
  void aClientThatLeavesWhileItsAnswerIsHeldBackEndsTheCall() {
    origin.enqueue(
        new MockResponse()
            .setBody("much ".repeat(1000))
            .throttleBody(1000, 1, java.util.concurrent.TimeUnit.HOURS));
    startProxy("ttl: 1m");
    RawClient client = RawClient.to(agent.port());
    client.send("GET /p/a HTTP/1.1\r\nHost: x\r\n\r\n");
    await().until(() -> origin.getRequestCount() == 1);

    client.abort();

    await().until(() -> agent.agent().inFlight() == 0);
  }

  @Test
  void whatIsOnesOwnIsNotSaidToBeForEverybody() {
    start(
        "id: p, match: {path: /p/**}, proxy: {to: real}, cacheHeaders: {sharedTtl: 1h, cdnTtl: 1h}",
        "id: q, match: {path: /q/**}, proxy: {to: real}, cacheHeaders: {visibility: public}",
        "id: m, match: {path: /m}, mock: {text: same}, cacheHeaders: 1m");
    origin.enqueue(new MockResponse().setBody("mine"));
    origin.enqueue(new MockResponse().setBody("mine").setHeader("Set-Cookie", "s=1"));
    origin.enqueue(new MockResponse().setBody("ours"));
    origin.enqueue(new MockResponse().setBody("mine").setHeader("Set-Cookie", "s=1"));

    assertThat(get("/p/a", "Authorization: Bearer 1"))
        .contains("Cache-Control: private, max-age=3600\r\n")
        .doesNotContain("CDN-Cache-Control", "s-maxage");
    assertThat(get("/p/a"))
        .contains("Cache-Control: private, max-age=3600\r\n", "Set-Cookie: s=1")
        .doesNotContain("CDN-Cache-Control");
    assertThat(get("/q/a", "Authorization: Bearer 1"))
        .contains("Cache-Control: public, max-age=3600\r\n");
    assertThat(get("/q/a")).contains("Cache-Control: private, max-age=3600\r\n");
    assertThat(get("/m", "Authorization: Bearer 1")).contains("Cache-Control: public");
  }

  @Test
  void statusesThatMayBeOthersTomorrowAreLeftAlone() {
    for (int status : new int[] {301, 302, 404, 500}) {
      origin.enqueue(
          new MockResponse().setResponseCode(status).setHeader("Cache-Control", "max-age=1"));
    }
    origin.enqueue(
        new MockResponse()
            .setResponseCode(206)
            .setHeader("Content-Range", "bytes 0-1/9")
            .setBody("ab"));
    origin.enqueue(new MockResponse().setResponseCode(304).setHeader("ETag", "\"v\""));
    startProxy("ttl: 1m");

    assertThat(get("/p/a")).contains("public, max-age=60");
    for (int status : new int[] {302, 404, 500}) {
      assertThat(get("/p/a")).contains(" " + status + " ", "Cache-Control: max-age=1\r\n");
    }
    assertThat(get("/p/a", "Range: bytes=0-1"))
        .startsWith("HTTP/1.1 206 ")
        .contains("public, max-age=60")
        .doesNotContain("ETag");
    assertThat(get("/p/a", "If-None-Match: \"v\""))
        .startsWith("HTTP/1.1 304 ")
        .contains("public, max-age=60", "ETag: \"v\"");
  }

  @Test
  void conditionsThatAServiceDoesNotKnowAreHeldAgainstItsAnswer() {
    for (int i = 0; i < 4; i++) {
      origin.enqueue(
          new MockResponse()
              .setHeader("Last-Modified", "Tue, 01 Jan 2030 00:00:00 GMT")
              .setHeader("ETag", "\"v1\"")
              .setBody("real"));
    }
    startProxy("ttl: 1m");

    assertThat(get("/p/a", "If-Modified-Since: Tue, 01 Jan 2030 00:00:00 GMT"))
        .startsWith("HTTP/1.1 304 ");
    assertThat(get("/p/a", "If-Modified-Since: Mon, 31 Dec 2029 23:59:59 GMT")).endsWith("real");
    assertThat(get("/p/a", "If-Match: \"v2\"")).startsWith("HTTP/1.1 412 ");
    assertThat(ask("PUT", "/p/a", "If-Match: \"v2\"", "Content-Length: 0"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aStoredAnswerIsToldTheSameAndCostsNoCall() {
    origin.enqueue(new MockResponse().setBody("real"));
    start(
        "id: p, match: {path: /p/**}, proxy: {to: real}, cache: 1h,"
            + " cacheHeaders: {ttl: 1m, tags: t}");

    String first = get("/p/a");
    String hit = get("/p/a");
    String known = get("/p/a", "If-None-Match: " + tag(first));
    String somebody = get("/p/a", "Accept: */*", "If-None-Match: \"x\"");

    assertThat(first).contains("max-age=60", "Cache-Tag: t", "fwd=uri-miss");
    assertThat(hit)
        .contains("public, max-age=60", "Cache-Tag: t", "mynah; hit", "ETag: " + tag(first))
        .endsWith("real");
    assertThat(known).startsWith("HTTP/1.1 304 ").contains("max-age=60", "mynah; hit");
    assertThat(somebody).startsWith("HTTP/1.1 200 ").contains("max-age=60").endsWith("real");
    assertThat(origin.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aRepeatedAnswerIsToldTheSame() {
    origin.enqueue(new MockResponse().setBody("real"));
    start(
        "id: p, match: {path: /p/**}, proxy: {to: real}, dedup: {methods: [GET]},"
            + " cacheHeaders: {ttl: 1m}");

    String first = get("/p/a");
    String repeated = get("/p/a");

    assertThat(repeated)
        .contains("X-Mock-Deduplicated: true", "public, max-age=60", "ETag: " + tag(first))
        .endsWith("real");
  }

  @Test
  void crossOriginAnswersOfMocksAreToldTheSame() {
    start(
        "id: m, match: {path: /m}, mock: {text: hi}, cors: {origins: ['http://a.example']},"
            + " cacheHeaders: {ttl: 1m}");
    String first = get("/m", "Origin: http://a.example");

    assertThat(first)
        .contains("Access-Control-Allow-Origin: http://a.example", "max-age=60", "Vary: Origin");
    assertThat(get("/m", "Origin: http://a.example", "If-None-Match: " + tag(first)))
        .startsWith("HTTP/1.1 304 ")
        .contains("Access-Control-Allow-Origin: http://a.example", "Vary: Origin");
  }
}
