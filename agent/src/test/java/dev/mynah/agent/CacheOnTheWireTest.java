package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.wire.MovableClock;
import dev.mynah.agent.wire.RawClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client of a cached route and the origin behind it see of each other. */
class CacheOnTheWireTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final MovableClock clock = MovableClock.at(START);
  @RegisterExtension final RunningAgent agent = new RunningAgent(clock);

  private final MockWebServer origin = new MockWebServer();
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Function<RecordedRequest, MockResponse>> pages =
      new ConcurrentHashMap<>();

  @BeforeEach
  void serve() {
    origin.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            asked.incrementAndGet();
            return pages.get(request.getPath().replaceAll("\\?.*", "")).apply(request);
          }
        });
  }

  @AfterEach
  void close() throws Exception {
    origin.shutdown();
  }

  private void start() {
    agent.start(
        RunningAgent.config(
            List.of(
                Routes.all("shop", "/shop", "real", CacheConfig.DEFAULT),
                Routes.all("other", "/other", "real", null)),
            Map.of("real", Routes.upstream("real", origin.getPort()))));
  }

  private void page(String path, MockResponse answer) {
    pages.put(path, request -> answer.clone());
  }

  private static MockResponse fresh(String body) {
    return new MockResponse().setHeader("Cache-Control", "max-age=60").setBody(body);
  }

  private String ask(String request) {
    try (RawClient client = RawClient.to(agent.port())) {
      client.send(request);
      return client.readAnswer();
    }
  }

  private String get(String path, String... fields) {
    return ask("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + lines(fields) + "\r\n");
  }

  private static String lines(String... fields) {
    StringBuilder lines = new StringBuilder();
    for (String field : fields) {
      lines.append(field).append("\r\n");
    }
    return lines.toString();
  }

  @Test
  void aFreshAnswerIsGivenWithoutAskingAgain() {
    page("/shop/a", fresh("hello"));
    start();

    String first = get("/shop/a");
    clock.advance(Duration.ofSeconds(7));
    String second = get("/shop/a");

    assertThat(first)
        .contains("X-Mock-Proxied: true", "Cache-Status: mynah; fwd=uri-miss; stored")
        .endsWith("hello");
    assertThat(second)
        .contains("Age: 7\r\n", "Cache-Status: mynah; hit; ttl=53\r\n", "Via: 1.1 mynah-test")
        .doesNotContain("X-Mock-Proxied")
        .endsWith("hello");
    assertThat(asked).hasValue(1);
    await()
        .untilAsserted(
            () ->
                assertThat(agent.scrape())
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
  void aStaleAnswerIsConfirmedByTheOrigin() {
    pages.put(
        "/shop/e",
        request ->
            "\"v1\"".equals(request.getHeader("If-None-Match"))
                ? new MockResponse().setResponseCode(304).setHeader("Cache-Control", "max-age=30")
                : fresh("body").setHeader("ETag", "\"v1\""));
    start();
    get("/shop/e");
    clock.advance(Duration.ofSeconds(61));

    String confirmed = get("/shop/e");
    String hit = get("/shop/e");

    assertThat(confirmed)
        .startsWith("HTTP/1.1 200 ")
        .contains("Cache-Status: mynah; fwd=stale; fwd-status=304; ttl=30")
        .doesNotContain("X-Mock-Proxied")
        .endsWith("body");
    assertThat(hit).contains("mynah; hit; ttl=30");
    assertThat(asked).hasValue(2);
  }
}
