package dev.mynah.agent;

import static dev.mynah.agent.CacheScene.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.UnmatchedConfig;
import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.config.reuse.CacheConfig.SetCookie;
import dev.mynah.agent.config.reuse.CacheConfig.Visibility;
import dev.mynah.agent.config.reuse.CacheDraft;
import dev.mynah.agent.wire.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of a cached route and the origin behind it see of each other. */
class CacheOnTheWireTest {
  @RegisterExtension final CacheScene scene = new CacheScene();

  private static CacheDraft draft() {
    return new CacheDraft(true, null, null, null, null, null, null, null, null, null, null, null);
  }

  @Test
  void aFreshAnswerIsGivenWithoutAskingAgain() {
    scene.page("/shop/a", fresh("hello"));
    scene.start();

    String first = scene.get("/shop/a");
    scene.later(7);
    String second = scene.get("/shop/a");

    assertThat(first)
        .contains("X-Mock-Proxied: true", "Cache-Status: mynah; fwd=uri-miss; stored")
        .endsWith("hello");
    assertThat(second)
        .contains("Age: 7\r\n", "Cache-Status: mynah; hit; ttl=53\r\n", "Via: 1.1 mynah-test")
        .contains("Date: Tue, 01 Jan 2030 00:00:00 GMT\r\n", "Content-Length: 5\r\n")
        .doesNotContain("X-Mock-Proxied")
        .endsWith("hello");
    assertThat(second.split("Date: ", -1)).hasSize(2);
    assertThat(scene.asked()).isEqualTo(1);
    await()
        .untilAsserted(
            () ->
                assertThat(scene.scrape())
                    .contains(
                        "mynah_cache_lookups_total{route=\"shop\",} 2.0",
                        "mynah_cache_hits_total{route=\"shop\",} 1.0",
                        "mynah_cache_stored_total{route=\"shop\",} 1.0",
                        "mynah_cache_forwards_total{route=\"shop\",reason=\"uri-miss\",} 1.0",
                        "mynah_saved_upstream_calls_total{route=\"shop\",by=\"cache\",} 1.0",
                        "mynah_saved_upstream_bytes_total{route=\"shop\",by=\"cache\",} 5.0",
                        "mynah_cache_entries 1.0",
                        "route=\"shop\",method=\"GET\",code=\"200\",outcome=\"cache\"",
                        "route=\"shop\",method=\"GET\",code=\"200\",outcome=\"proxied\""));
  }

  @Test
  void aLargeBodyIsGivenWholeFromStore() {
    String body = "0123456789".repeat(10_000);
    scene.page("/shop/large", fresh(body));
    scene.page("/shop/chunked", fresh("").setChunkedBody(body, 3_000));
    scene.start();

    assertThat(scene.get("/shop/large")).endsWith(body);
    try (RawClient client = RawClient.to(scene.agent.port())) {
      client.send(CacheScene.request("GET", "/shop/chunked"));
      assertThat(client.readUntil("\r\n0\r\n\r\n")).contains("fwd=uri-miss; stored");
    }

    for (String path : List.of("/shop/large", "/shop/chunked")) {
      await().until(() -> agentHolds(2));
      assertThat(scene.get(path)).contains("; hit", "Content-Length: 100000\r\n").endsWith(body);
    }
    assertThat(scene.asked()).isEqualTo(2);
  }

  private boolean agentHolds(int answers) {
    return scene.agent.agent().cache().stats().answers() == answers;
  }

  @Test
  void aHeadIsAnsweredFromAStoredGet() {
    scene.page("/shop/h", fresh("hello"));
    scene.start();
    scene.get("/shop/h");

    String head = scene.head("/shop/h");

    assertThat(head).startsWith("HTTP/1.1 200 ").contains("Content-Length: 5\r\n", "mynah; hit");
    assertThat(scene.asked()).isEqualTo(1);
  }

  @Test
  void aHeadThatFindsNothingGoesOnAsItStands() {
    scene.page("/shop/h", fresh("hello"));
    scene.start();

    assertThat(scene.head("/shop/h")).contains("mynah; fwd=uri-miss\r\n");
    assertThat(scene.get("/shop/h")).contains("mynah; fwd=uri-miss; stored").endsWith("hello");
  }

  @Test
  void answersAreSelectedByWhatVaryNames() {
    scene.page(
        "/shop/v",
        request ->
            fresh("in " + request.getHeader("Accept-Language"))
                .setHeader("Vary", "Accept-Language"));
    scene.start();

    assertThat(scene.get("/shop/v", "Accept-Language: de")).endsWith("in de");
    assertThat(scene.get("/shop/v", "Accept-Language: fr"))
        .contains("fwd=vary-miss")
        .endsWith("in fr");
    assertThat(scene.get("/shop/v", "Accept-Language: DE")).contains("; hit").endsWith("in de");
    assertThat(scene.get("/shop/v", "Accept-Language: fr")).contains("; hit").endsWith("in fr");
    assertThat(scene.asked()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cache-Control: no-store|no-store",
        "Cache-Control: private, max-age=60|private",
        "Set-Cookie: a=b|set-cookie",
        "Vary: *|vary"
      })
  void whatMayNotBeSharedIsAskedForEveryTime(String field, String why) {
    String[] parts = field.split(": ");
    scene.page("/shop/p", fresh("mine").setHeader(parts[0], parts[1]));
    scene.start();

    assertThat(scene.get("/shop/p"))
        .contains("Cache-Status: mynah; fwd=uri-miss; detail=" + why, "X-Mock-Proxied: true")
        .endsWith("mine");
    assertThat(scene.get("/shop/p")).contains("fwd=uri-miss").endsWith("mine");
    assertThat(scene.asked()).isEqualTo(2);
  }

  @Test
  void anAnswerToCredentialsIsNotSharedUnlessTheOriginSaysSo() {
    scene.page("/shop/mine", fresh("mine"));
    scene.page("/shop/ours", fresh("ours").setHeader("Cache-Control", "public, max-age=60"));
    scene.start();

    scene.get("/shop/mine", "Authorization: Basic YTpi");
    assertThat(scene.get("/shop/mine")).contains("fwd=uri-miss");
    scene.get("/shop/ours", "Authorization: Basic YTpi");
    assertThat(scene.get("/shop/ours")).contains("; hit");
    assertThat(scene.asked()).isEqualTo(3);
  }

  @Test
  void aTtlDoesNotShareAnswersToCredentialsUnlessVisibilityDoes() {
    scene.page("/shop/t", new MockResponse().setBody("t"));
    CacheDraft ttl =
        new CacheDraft(
            true,
            Duration.ofSeconds(60),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    scene.start(
        Routes.all("shop", "/shop", "real", ttl.config()),
        Routes.all(
            "open",
            "/open",
            "real",
            new CacheDraft(
                    true,
                    Duration.ofSeconds(60),
                    null,
                    Visibility.PUBLIC,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null)
                .config()));
    scene.page("/open/t", new MockResponse().setBody("o"));

    scene.get("/shop/t", "Authorization: Basic YTpi");
    scene.get("/open/t", "Authorization: Basic YTpi");

    assertThat(scene.get("/shop/t", "Authorization: Basic YTpi")).contains("fwd=");
    assertThat(scene.get("/open/t", "Authorization: Basic other")).contains("; hit; ttl=60");
  }

  @Test
  void aTtlAppliesToItsStatusesAlone() {
    scene.page("/shop/500", new MockResponse().setResponseCode(500).setBody("five"));
    scene.page("/shop/404", new MockResponse().setResponseCode(404).setBody("four"));
    scene.start(
        new CacheDraft(
                true,
                Duration.ofSeconds(60),
                Set.of(200, 500),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null)
            .config());

    scene.get("/shop/500");
    scene.get("/shop/404");

    assertThat(scene.get("/shop/500")).contains("; hit").endsWith("five");
    assertThat(scene.get("/shop/404")).contains("; fwd=").endsWith("four");
  }

  @Test
  void strippedCookiesReachOnlyTheClientThatAsked() {
    scene.page("/shop/c", fresh("c").setHeader("Set-Cookie", "id=1"));
    scene.start(
        new CacheDraft(
                true, null, null, null, SetCookie.STRIP, null, null, null, null, null, null, null)
            .config());

    assertThat(scene.get("/shop/c")).contains("Set-Cookie: id=1");
    assertThat(scene.get("/shop/c")).contains("; hit").doesNotContain("Set-Cookie");
  }

  @Test
  void ignoredParametersMakeNoDifferenceAndNamedFieldsDo() {
    scene.page("/shop/q", request -> fresh(request.getPath() + request.getHeader("X-Shop")));
    scene.start(
        new CacheDraft(
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("utm_*", "gclid"),
                List.of("X-Shop"),
                null)
            .config());

    scene.get("/shop/q?b=1&utm_source=x&a=2&gclid=7");

    assertThat(scene.get("/shop/q?b=1&a=2")).contains("; hit");
    assertThat(scene.get("/shop/q?utm_medium=y&b=1&a=2")).contains("; hit");
    assertThat(scene.get("/shop/q?a=2&b=1")).contains("fwd=uri-miss");
    assertThat(scene.get("/shop/q?b=1&a=2", "X-Shop: 9")).contains("fwd=vary-miss");
  }

  @Test
  void whatAClientHasIsNotSentAgain() {
    scene.page(
        "/shop/e",
        fresh("hello")
            .setHeader("ETag", "\"v1\"")
            .setHeader("Last-Modified", "Mon, 31 Dec 2029 00:00:00 GMT"));
    scene.start();
    String first = scene.head("/shop/none");
    assertThat(first).contains("404");
    String asked = scene.head("/shop/e");
    assertThat(asked).contains("200");

    String miss = answerHead("/shop/e", "If-None-Match: \"v1\"");
    // The head came before the body was there to be stored.
    String hit =
        await()
            .until(
                () -> answerHead("/shop/e", "If-None-Match: W/\"v1\", \"v2\""),
                head -> head.contains("; hit"));
    String dated = answerHead("/shop/e", "If-Modified-Since: Mon, 31 Dec 2029 00:00:00 GMT");

    assertThat(miss).startsWith("HTTP/1.1 304 ").contains("ETag: \"v1\"", "fwd=uri-miss; stored");
    assertThat(hit).startsWith("HTTP/1.1 304 ").contains("; hit").doesNotContain("Content-Length");
    assertThat(dated).startsWith("HTTP/1.1 304 ").contains("; hit");
    assertThat(scene.get("/shop/e", "If-None-Match: \"v2\"")).contains("; hit").endsWith("hello");
  }

  private String answerHead(String path, String... fields) {
    try (RawClient client = RawClient.to(scene.agent.port())) {
      client.send(CacheScene.request("GET", path, fields));
      return client.readHead();
    }
  }

  @Test
  void rangesAreCutFromTheWholeAnswer() {
    scene.page("/shop/r", fresh("0123456789").setHeader("ETag", "\"v1\""));
    scene.start();

    String first = scene.get("/shop/r", "Range: bytes=2-4");
    assertThat(first)
        .startsWith("HTTP/1.1 206 ")
        .contains("Content-Range: bytes 2-4/10\r\n", "fwd=uri-miss; stored")
        .endsWith("\r\n\r\n234");
    await().until(() -> scene.get("/shop/r", "Range: bytes=-3").contains("; hit"));
    assertThat(scene.get("/shop/r", "Range: bytes=-3")).endsWith("\r\n\r\n789");
    assertThat(scene.get("/shop/r", "Range: bytes=7-", "If-Range: \"v1\"")).endsWith("\r\n789");
    assertThat(scene.get("/shop/r", "Range: bytes=7-", "If-Range: \"v0\""))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("0123456789");
    assertThat(answerHead("/shop/r", "Range: bytes=10-"))
        .startsWith("HTTP/1.1 416 ")
        .contains("Content-Range: bytes */10");
    assertThat(scene.get("/shop/r", "Range: nonsense")).startsWith("HTTP/1.1 200 ");
    assertThat(scene.asked()).isEqualTo(1);
  }

  @Test
  void severalRangesMakeAMultipartAnswer() {
    String body = "0123456789".repeat(1_000);
    scene.page("/shop/m", fresh(body).setHeader("Content-Type", "text/x"));
    scene.start();
    scene.get("/shop/m");

    String parts = scene.get("/shop/m", "Range: bytes=0-2, 5000-5003");

    assertThat(parts)
        .startsWith("HTTP/1.1 206 ")
        .contains("Content-Type: multipart/byteranges; boundary=")
        .contains("Content-Type: text/x\r\nContent-Range: bytes 0-2/10000\r\n\r\n012\r\n--")
        .contains("Content-Range: bytes 5000-5003/10000\r\n\r\n0123\r\n--")
        .endsWith("--\r\n");
  }

  @Test
  void onlyIfCachedGetsAStoredAnswerOr504() {
    scene.page("/shop/o", fresh("o"));
    scene.start();

    assertThat(scene.get("/shop/o", "Cache-Control: only-if-cached"))
        .startsWith("HTTP/1.1 504 ")
        .contains("\"reason\":\"not_cached\"", "Cache-Status: mynah; detail=only-if-cached");
    scene.get("/shop/o");
    assertThat(scene.get("/shop/o", "Cache-Control: only-if-cached")).contains("; hit");
    assertThat(scene.asked()).isEqualTo(1);
  }

  @Test
  void requestsThatAreNotForACachePassByIt() {
    scene.page("/shop/b", fresh("b"));
    scene.start();
    scene.get("/shop/b");

    assertThat(scene.get("/shop/b", "Cache-Control: no-store"))
        .contains("Cache-Status: mynah; fwd=bypass; detail=no-store");
    assertThat(scene.get("/shop/b", "If-Match: \"x\"")).contains("fwd=bypass; detail=precondition");
    assertThat(scene.ask(CacheScene.request("OPTIONS", "/shop/b"))).contains("fwd=method");
    assertThat(scene.get("/shop/b")).contains("; hit");
    assertThat(scene.asked()).isEqualTo(4);
  }

  @Test
  void aReloadIsAnsweredByTheOrigin() {
    scene.page("/shop/n", fresh("n"));
    scene.start();
    scene.get("/shop/n");

    assertThat(scene.get("/shop/n", "Cache-Control: no-cache"))
        .contains("mynah; fwd=request; stored");
    assertThat(scene.get("/shop/n", "Cache-Control: max-age=0")).contains("fwd=request");
    assertThat(scene.get("/shop/n", "Cache-Control: min-fresh=90")).contains("fwd=request");
    assertThat(scene.asked()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH"})
  void anUnsafeRequestThroughAnyRouteMakesStoredAnswersInvalid(String method) {
    scene.start(
        Routes.all("shop", "/shop", "real", CacheConfig.DEFAULT),
        Routes.all("other", "", "real", null));
    scene.page(
        "/shop/x",
        request ->
            request.getMethod().equals("GET")
                ? fresh("x")
                : new MockResponse()
                    .setHeader("Location", "/shop/y")
                    .setHeader("Content-Location", "z"));
    scene.page("/shop/y", fresh("y"));
    scene.page("/shop/z", fresh("z"));
    scene.page("/shop/w", fresh("w"));
    for (String path : List.of("/shop/x", "/shop/y", "/shop/z", "/shop/w")) {
      scene.get(path);
    }

    assertThat(scene.ask(CacheScene.request(method, "/shop/x", "Content-Length: 0")))
        .contains("fwd=method");

    assertThat(scene.get("/shop/x")).contains("fwd=uri-miss");
    assertThat(scene.get("/shop/y")).contains("fwd=uri-miss");
    assertThat(scene.get("/shop/z")).contains("fwd=uri-miss");
    assertThat(scene.get("/shop/w")).contains("; hit");
  }

  @Test
  void anUnsafeRequestThatFailsInvalidatesNothing() {
    scene.page(
        "/shop/x",
        request ->
            request.getMethod().equals("GET")
                ? fresh("x")
                : new MockResponse().setResponseCode(409));
    scene.start();
    scene.get("/shop/x");

    scene.ask(CacheScene.request("DELETE", "/shop/x"));

    assertThat(scene.get("/shop/x")).contains("; hit");
  }

  @Test
  void whatOtherCachesSaidIsKept() {
    scene.page("/shop/s", fresh("s").setHeader("Cache-Status", "edge; hit; ttl=9"));
    scene.start();

    assertThat(scene.get("/shop/s"))
        .contains("Cache-Status: edge; hit; ttl=9, mynah; fwd=uri-miss; stored");
    assertThat(scene.get("/shop/s")).contains("Cache-Status: edge; hit; ttl=9, mynah; hit; ttl=60");
  }

  @Test
  void theRouteEditsWhatIsGivenFromStoreToo() {
    scene.page(
        "/shop/l",
        fresh("")
            .setResponseCode(301)
            .setHeader("Location", "http://127.0.0.1:" + scene.origin.getPort() + "/shop/m"));
    scene.start();
    scene.get("/shop/l");

    assertThat(answerHead("/shop/l")).contains("; hit", "Location: http://x/shop/m\r\n");
    assertThat(scene.asked()).isEqualTo(1);
  }

  @Test
  void aClientThatAsksIsToldKeyAndDecision() {
    scene.page("/shop/k", fresh("k"));
    scene.agent.start(
        RunningAgent.telling(
            RunningAgent.config(
                List.of(Routes.all("shop", "/shop", "real", CacheConfig.DEFAULT)),
                Map.of("real", Routes.upstream("real", scene.origin.getPort()))),
            UnmatchedConfig.Hints.ALL));
    scene.get("/shop/k?a=1");

    String told = scene.get("/shop/k?a=1", "X-Mynah-Explain: 1");

    assertThat(told)
        .contains("Cache-Status: mynah; hit; ttl=60; key=\"real/shop/k?a=1\"\r\n")
        .contains("outcome=cache", "cache=\"mynah; hit; ttl=60; key='real/shop/k?a=1'\"");
    assertThat(scene.get("/shop/k?a=1")).doesNotContain("key=");
  }
}
