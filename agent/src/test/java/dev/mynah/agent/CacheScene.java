package dev.mynah.agent;

import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.config.reuse.CacheDraft;
import dev.mynah.agent.wire.MovableClock;
import dev.mynah.agent.wire.RawClient;
import java.io.IOException;
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
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An origin that counts, an agent with a cached route {@code /shop} and an uncached one {@code
 * /other} in front of it, and clients. The wall clock stands still until it is moved.
 */
final class CacheScene implements BeforeEachCallback, AfterEachCallback {
  static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  final MovableClock clock = MovableClock.at(START);
  final RunningAgent agent = new RunningAgent(clock);
  final MockWebServer origin = new MockWebServer();
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Function<RecordedRequest, MockResponse>> pages =
      new ConcurrentHashMap<>();

  @Override
  public void beforeEach(ExtensionContext context) {
    origin.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            asked.incrementAndGet();
            String path = String.valueOf(request.getPath()).replaceAll("\\?.*", "");
            return pages
                .getOrDefault(path, unknown -> new MockResponse().setResponseCode(404))
                .apply(request);
          }
        });
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    agent.afterEach(context);
    origin.shutdown();
  }

  void start() {
    start(CacheConfig.DEFAULT);
  }

  void start(CacheConfig cache) {
    start(Routes.all("shop", "/shop", "real", cache), Routes.all("other", "/other", "real", null));
  }

  void start(RouteConfig... routes) {
    agent.start(
        RunningAgent.config(
            List.of(routes), Map.of("real", Routes.upstream("real", origin.getPort()))));
  }

  /** Following the origin, but for what the draft says. */
  static CacheConfig config(CacheDraft draft) {
    return draft.config();
  }

  void page(String path, MockResponse answer) {
    page(path, request -> answer.clone());
  }

  void page(String path, Function<RecordedRequest, MockResponse> answer) {
    pages.put(path, answer);
  }

  static MockResponse fresh(String body) {
    return new MockResponse().setHeader("Cache-Control", "max-age=60").setBody(body);
  }

  /** How often the origin was asked. */
  int asked() {
    return asked.get();
  }

  void later(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  String ask(String request) {
    try (RawClient client = RawClient.to(agent.port())) {
      client.send(request);
      return client.readAnswer();
    }
  }

  String get(String path, String... fields) {
    return ask(request("GET", path, fields));
  }

  /** The head that answers HEAD. */
  String head(String path, String... fields) {
    try (RawClient client = RawClient.to(agent.port())) {
      client.send(request("HEAD", path, fields));
      return client.readHead();
    }
  }

  static String request(String method, String path, String... fields) {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: x\r\n");
    for (String field : fields) {
      text.append(field).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  String scrape() {
    return agent.scrape();
  }
}
