package dev.mynah.agent;

import static dev.mynah.agent.DedupKit.get;
import static dev.mynah.agent.DedupKit.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.reuse.DedupConfig;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.agent.wire.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repetition gets once the first request has been answered. */
class DedupWindowTest {
  private static final String DEDUPLICATED = "X-Mock-Deduplicated: true";
  private static final String JSON = "Content-Type: application/json";

  @RegisterExtension final RunningAgent agent = new RunningAgent();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile String answer = "HTTP/1.1 201 Made\r\nContent-Length: 4\r\n\r\nmade";

  /** Answers every request the same way, head by head; bodies of requests are read by length. */
  private final ScriptedServer real =
      ScriptedServer.playing(
          (peer, n) -> {
            for (String head = peer.readHead(); !head.isEmpty(); head = peer.readHead()) {
              int at = head.indexOf("Content-Length: ");
              if (at > 0) {
                peer.readBytes(Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at))));
              }
              asked.incrementAndGet();
              peer.send(answer);
            }
          });

  @AfterEach
  void stop() {
    real.close();
    assertThat(real.problems()).isEmpty();
  }

  private void serve(DedupConfig dedup) {
    agent.start(DedupKit.proxying(real.port(), dedup));
  }

  /** Each on a connection of its own, so that it comes by another loop. */
  private String ask(String request) {
    try (RawClient client = RawClient.to(agent.port())) {
      return client.send(request).readAnswer();
    }
  }

  @Test
  void aRepetitionGetsTheFirstAnswerAndTheUpstreamHearsNothing() {
    answer =
        "HTTP/1.1 201 Made\r\nContent-Length: 4\r\nLocation: /pay/1\r\nSet-Cookie: s=1\r\n"
            + "X-Own: a\r\nX-Own: b\r\nDate: Mon, 01 Jan 2024 00:00:00 GMT\r\n\r\nmade";
    serve(DedupKit.WINDOW);

    String first = ask(post("/pay", "{\"a\":1,\"b\":2}", JSON));
    String second = ask(post("/pay", "{\"b\":2, \"a\":1}", JSON));

    assertThat(first)
        .startsWith("HTTP/1.1 201 Made\r\n")
        .contains("X-Mock-Proxied: true")
        .doesNotContain(DEDUPLICATED);
    assertThat(second)
        .startsWith("HTTP/1.1 201 Made\r\n")
        .contains(DEDUPLICATED, "Location: /pay/1", "Set-Cookie: s=1", "X-Own: a\r\nX-Own: b\r\n")
        .contains("Date: Mon, 01 Jan 2024 00:00:00 GMT", "Content-Length: 4\r\n")
        .doesNotContain("X-Mock-Proxied")
        .endsWith("\r\n\r\nmade");
    assertThat(asked).hasValue(1);
    await()
        .untilAsserted(
            () ->
                assertThat(agent.scrape())
                    .contains(
                        "mynah_http_requests_total{route=\"post\",method=\"POST\",code=\"201\",outcome=\"dedup\",} 1.0",
                        "mynah_dedup_lookups_total{route=\"post\",} 2.0",
                        "mynah_dedup_hits_total{route=\"post\",} 1.0",
                        "mynah_saved_upstream_calls_total{route=\"post\",by=\"dedup\",} 1.0",
                        "mynah_saved_upstream_bytes_total{route=\"post\",by=\"dedup\",} 4.0"));
  }

  @Test
  void anotherRequestIsAnotherCall() {
    serve(DedupKit.WINDOW);

    ask(post("/pay", "{\"a\":1}", JSON));
    assertThat(
            List.of(
                ask(post("/pay", "{\"a\":2}", JSON)),
                ask(post("/pay?a=1", "{\"a\":1}", JSON)),
                ask(post("/pay2", "{\"a\":1}", JSON)),
                ask(post("/pay", "{\"a\":1}", JSON, "Authorization: Bearer x")),
                ask(post("/pay", "{\"a\":1}", JSON, "Cookie: s=1")),
                ask(post("/pay", "{\"a\":1}", "Content-Type: text/plain"))))
        .noneMatch(answered -> answered.contains(DEDUPLICATED));
    assertThat(asked).hasValue(7);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 304, 400, 404, 409, 422, 451})
  void answersThatWillHoldAreRemembered(int status) {
    answer =
        "HTTP/1.1 "
            + status
            + " X\r\n"
            + (status == 204 || status == 304 ? "\r\n" : "Content-Length: 1\r\n\r\nx");
    serve(DedupKit.WINDOW);

    ask(post("/pay", "a"));

    assertThat(ask(post("/pay", "a"))).startsWith("HTTP/1.1 " + status).contains(DEDUPLICATED);
    assertThat(asked).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void answersThatMayChangeAtOnceAreNot(int status) {
    answer = "HTTP/1.1 " + status + " X\r\nContent-Length: 1\r\n\r\nx";
    serve(DedupKit.WINDOW);

    ask(post("/pay", "a"));

    assertThat(ask(post("/pay", "a")))
        .startsWith("HTTP/1.1 " + status)
        .doesNotContain(DEDUPLICATED);
    assertThat(asked).hasValue(2);
  }

  @Test
  void afterTheWindowARepetitionIsANewRequest() {
    serve(DedupKit.window(Duration.ofMillis(300), List.of()));
    ask(get("/a"));

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(ask(get("/a"))).doesNotContain(DEDUPLICATED));
    assertThat(asked).hasValue(2);
  }

  @Test
  void onlyListedMethodsHaveAWindow() {
    DedupConfig posts =
        new DedupConfig(
            Duration.ofSeconds(60), Set.of("POST"), List.of(), 1024, 1024, Duration.ofSeconds(5));
    serve(posts);

    ask(get("/a"));
    ask(get("/a"));

    assertThat(asked).hasValue(2);
  }

  @Test
  void aBodyOverTheLimitGoesOnAndIsCounted() {
    serve(DedupKit.WINDOW);
    String large = "x".repeat(64 * 1024 + 1);
    String chunked =
        "POST /pay HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n10001\r\n"
            + large
            + "\r\n0\r\n\r\n";

    assertThat(ask(post("/pay", large))).endsWith("made");
    assertThat(ask(post("/pay", large))).endsWith("made").doesNotContain(DEDUPLICATED);
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    assertThat(ask(chunked)).endsWith("ok");

    assertThat(agent.scrape())
        .contains("mynah_dedup_skipped_total{route=\"post\",reason=\"body_too_large\",} 3.0");
  }

  @Test
  void aChunkedBodyIsTheSameAsOneOfKnownLength() {
    serve(DedupKit.WINDOW);

    ask(post("/pay", "abc"));
    String again =
        ask(
            "POST /pay HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\n\r\n");

    assertThat(again).contains(DEDUPLICATED).endsWith("made");
  }

  @Test
  void anAnswerOverTheLimitIsPassedOnWholeAndForgotten() {
    String large = "y".repeat(256 * 1024 + 1);
    answer = "HTTP/1.1 200 OK\r\nContent-Length: " + large.length() + "\r\n\r\n" + large;
    serve(DedupKit.WINDOW);

    assertThat(ask(get("/large"))).endsWith("\r\n\r\n" + large);
    assertThat(ask(get("/large"))).endsWith("\r\n\r\n" + large).doesNotContain(DEDUPLICATED);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aChunkedAnswerIsRememberedWithoutItsTrailers() {
    answer =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
            + "3\r\nabc\r\n3\r\ndef\r\n0\r\nX-Sum: 1\r\n\r\n";
    serve(DedupKit.WINDOW);
    try (RawClient client = RawClient.to(agent.port())) {
      assertThat(client.send(get("/c")).readUntil("0\r\nX-Sum: 1\r\n\r\n"))
          .contains("Trailer: X-Sum");
    }

    String again = ask(get("/c"));

    assertThat(again)
        .contains(DEDUPLICATED, "Content-Length: 6\r\n")
        .doesNotContain("Trailer", "X-Sum", "chunked")
        .endsWith("\r\n\r\nabcdef");
  }

  @Test
  void headIsAnsweredByAHeadAlone() {
    answer = "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\nETag: \"a\"\r\n\r\n";
    serve(DedupKit.WINDOW);
    String head = "HEAD /h HTTP/1.1\r\nHost: x\r\n\r\n";
    try (RawClient client = RawClient.to(agent.port())) {
      client.send(head).readHead();

      String again = client.send(head).readHead();

      assertThat(again).contains(DEDUPLICATED, "Content-Length: 1234\r\n", "ETag: \"a\"");
      assertThat(client.send(head).readHead()).startsWith("HTTP/1.1 200").contains(DEDUPLICATED);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aClientOfHttp10GetsItToo() {
    serve(DedupKit.WINDOW);
    ask(get("/old"));

    try (RawClient client = RawClient.to(agent.port())) {
      String again = client.send("GET /old HTTP/1.0\r\nHost: x\r\n\r\n").readAll();

      assertThat(again).contains(DEDUPLICATED).endsWith("\r\n\r\nmade");
    }
  }

  @Test
  void anIdempotencyKeyIsTheRequestsName() {
    serve(DedupKit.window(Duration.ofSeconds(60), List.of("Idempotency-Key")));
    String key = "Idempotency-Key: k1";
    ask(post("/pay", "{\"a\":1}", JSON, key));

    assertThat(ask(post("/pay", "{ \"a\": 1 }", JSON, key)))
        .contains(DEDUPLICATED)
        .endsWith("made");
    for (String other :
        List.of(post("/pay", "{\"a\":2}", JSON, key), post("/pay?x", "{\"a\":1}", JSON, key))) {
      assertThat(ask(other))
          .startsWith("HTTP/1.1 422 ")
          .contains("application/problem+json", "\"reason\":\"idempotency_key_reused\"")
          .doesNotContain(DEDUPLICATED);
    }
    assertThat(ask(post("/pay", "{\"a\":2}", JSON, "Idempotency-Key: k2")))
        .startsWith("HTTP/1.1 201");
    assertThat(ask(post("/pay", "{\"a\":2}", JSON, key, "Authorization: me")))
        .startsWith("HTTP/1.1 201");
    assertThat(asked).hasValue(3);
    assertThat(agent.scrape()).contains("mynah_dedup_conflicts_total{route=\"post\",} 2.0");
  }

  @Test
  void aMockedRouteHasAWindowToo() {
    agent.start(
        RunningAgent.config(
            List.of(
                DedupKit.with(
                    Routes.mock("m", "POST", "/m", Routes.template("{{randomValue length=20}}")),
                    DedupKit.WINDOW),
                DedupKit.with(
                    Routes.mock("s", "GET", "/s", Routes.text(200, "still")), DedupKit.WINDOW)),
            Map.of()));

    String first = ask(post("/m", "a"));
    String again = ask(post("/m", "a"));
    String other = ask(post("/m", "b"));

    assertThat(body(again)).isEqualTo(body(first));
    assertThat(again).contains(DEDUPLICATED, "Matched-Stub-Id: m", "X-Kind: rendered");
    assertThat(body(other)).isNotEqualTo(body(first));
    assertThat(ask(get("/s"))).endsWith("still").doesNotContain(DEDUPLICATED);
    assertThat(ask(get("/s"))).endsWith("still").contains(DEDUPLICATED);
    assertThat(agent.scrape())
        .contains("mynah_saved_upstream_calls_total{route=\"m\",by=\"dedup\",} 0.0");
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n"));
  }

  @Test
  void whatARouteRememberedIsForgottenWhenItIsChanged() {
    agent.start(
        RunningAgent.config(
            List.of(
                DedupKit.with(
                    Routes.mock("r", "GET", "/r", Routes.text(200, "old")), DedupKit.WINDOW)),
            Map.of()));
    ask(get("/r"));
    assertThat(ask(get("/r"))).contains(DEDUPLICATED);

    agent
        .agent()
        .reload(
            RunningAgent.config(
                List.of(
                    DedupKit.with(
                        Routes.mock("r", "GET", "/r", Routes.text(200, "new")), DedupKit.WINDOW)),
                Map.of()));

    await().untilAsserted(() -> assertThat(ask(get("/r"))).endsWith("new"));
    assertThat(ask(get("/r"))).endsWith("new").contains(DEDUPLICATED);
  }

  @Test
  void theExplanationSaysWhy() {
    serve(DedupKit.WINDOW);
    String asking = "X-Mynah-Explain: 1";

    assertThat(ask(get("/e", asking))).contains("dedup=first", "dedup-key=\"");
    assertThat(ask(get("/e", asking))).contains("dedup=remembered", "outcome=dedup");
  }

  @Test
  void aRequestForAnotherProtocolPassesTheWindow() {
    answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhi";
    serve(DedupKit.WINDOW);
    String upgrade = get("/ws", "Upgrade: websocket", "Connection: Upgrade");
    for (int i = 0; i < 2; i++) {
      try (RawClient client = RawClient.to(agent.port())) {
        assertThat(client.send(upgrade).readHead()).startsWith("HTTP/1.1 101 ");
        assertThat(client.readUntil("hi")).isEqualTo("hi");
      }
    }
    assertThat(agent.scrape())
        .contains("mynah_dedup_skipped_total{route=\"get\",reason=\"upgrade\",} 2.0");
  }
}
