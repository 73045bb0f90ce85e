package dev.mynah.agent;

import static dev.mynah.agent.DedupKit.get;
import static dev.mynah.agent.DedupKit.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.RetryConfig;
import dev.mynah.agent.config.reuse.DedupConfig;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.agent.wire.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a repetition gets while the first request is under way. */
class DedupWaitingTest {
  private static final java.util.regex.Pattern LENGTH =
      java.util.regex.Pattern.compile("(?i)\\r\\ncontent-length: *(\\d+)\\r\\n");

  private static final String DEDUPLICATED = "X-Mock-Deduplicated: true";

  /** How often a call that may be repeated is, before it has failed. */
  private static final int RETRIES = RetryConfig.DEFAULT.attempts();

  @RegisterExtension final RunningAgent agent = new RunningAgent();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final List<RawClient> clients = new ArrayList<>();
  private ScriptedServer real;

  /** What the server does with the n-th request, once the test lets it. */
  @FunctionalInterface
  private interface Reply {
    void to(ScriptedServer.Peer peer, int request) throws IOException;
  }

  private void serve(DedupConfig dedup, Reply reply) {
    real =
        ScriptedServer.playing(
            (peer, n) -> {
              for (String head = peer.readHead(); !head.isEmpty(); head = peer.readHead()) {
                if (head.startsWith("POST")) {
                  peer.readBytes(1);
                }
                int request = asked.getAndIncrement();
                wait(mayAnswer);
                reply.to(peer, request);
              }
            });
    agent.start(DedupKit.proxying(real.port(), dedup));
  }

  private static void wait(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() {
    mayAnswer.countDown();
    clients.forEach(RawClient::close);
    real.close();
    assertThat(real.problems()).isEmpty();
  }

  /** The first request, which has reached the server when this returns. */
  private RawClient first(String request) {
    RawClient client = client(request);
    await().untilAsserted(() -> assertThat(asked).hasValue(1));
    return client;
  }

  private RawClient client(String request) {
    RawClient client = RawClient.to(agent.port());
    clients.add(client);
    return client.send(request);
  }

  /** Repetitions that wait when this returns. */
  private List<RawClient> waiting(int count, String request) {
    List<RawClient> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(client(request));
    }
    waited(request, count);
    return all;
  }

  private void waited(String request, int count) {
    String route = request.startsWith("POST") ? "post" : "get";
    metric("mynah_dedup_waited_total{route=\"" + route + "\",} " + count + ".0");
  }

  private void metric(String line) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(agent.scrape()).contains(line));
  }

  @Test
  void aThousandRepetitionsOfASlowPostReachTheServerOnce() {
    serve(
        DedupKit.waiting(Duration.ofSeconds(60)),
        (peer, n) -> peer.send("HTTP/1.1 201 Made\r\nContent-Length: 4\r\n\r\nmade"));
    RawClient one = first(post("/pay", "a"));
    List<RawClient> others = waiting(1000, post("/pay", "a"));

    mayAnswer.countDown();

    assertThat(one.readAnswer()).endsWith("made").doesNotContain(DEDUPLICATED);
    for (RawClient other : others) {
      assertThat(other.readAnswer())
          .startsWith("HTTP/1.1 201 Made")
          .contains(DEDUPLICATED)
          .endsWith("made");
    }
    assertThat(asked).hasValue(1);
    metric("route=\"post\",method=\"POST\",code=\"201\",outcome=\"dedup\",} 1000.0");
  }

  @Test
  void anErrorOfTheServerIsEverybodysWhoWaits() {
    serve(
        DedupKit.WINDOW,
        (peer, n) -> peer.send("HTTP/1.1 503 No\r\nContent-Length: 1\r\n\r\n" + n));
    RawClient one = first(post("/pay", "a"));
    List<RawClient> others = waiting(3, post("/pay", "a"));

    mayAnswer.countDown();

    assertThat(one.readAnswer()).startsWith("HTTP/1.1 503 ").endsWith("0");
    others.forEach(
        other -> assertThat(other.readAnswer()).startsWith("HTTP/1.1 503 ").endsWith("0"));
    assertThat(client(post("/pay", "a")).readAnswer()).endsWith("1");
  }

  @Test
  void anUnsafeFirstThatBreaksIsNotSentAgain() {
    serve(DedupKit.WINDOW, (peer, n) -> peer.reset());
    RawClient one = first(post("/pay", "a"));
    List<RawClient> others = waiting(3, post("/pay", "a"));

    mayAnswer.countDown();

    assertThat(one.readAnswer()).startsWith("HTTP/1.1 502 ").contains("upstream_reset");
    others.forEach(
        other ->
            assertThat(other.readAnswer()).startsWith("HTTP/1.1 502 ").contains("upstream_reset"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void aSafeFirstThatBreaksIsTriedOnceMoreForAllWhoWait() {
    serve(
        DedupKit.WINDOW,
        (peer, n) -> {
          if (n <= RETRIES) {
            peer.reset();
          } else {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        });
    RawClient one = first(get("/a"));
    List<RawClient> others = waiting(5, get("/a"));

    mayAnswer.countDown();

    assertThat(one.readAnswer()).startsWith("HTTP/1.1 502 ");
    others.forEach(other -> assertThat(other.readAnswer()).endsWith("ok"));
    assertThat(asked).hasValue(RETRIES + 2);
  }

  @Test
  void afterTwoFailuresEverybodyWhoWaitsIsTold() {
    serve(DedupKit.WINDOW, (peer, n) -> peer.reset());
    RawClient one = first(get("/a"));
    List<RawClient> others = waiting(5, get("/a"));

    mayAnswer.countDown();

    assertThat(one.readAnswer()).startsWith("HTTP/1.1 502 ");
    others.forEach(other -> assertThat(other.readAnswer()).startsWith("HTTP/1.1 502 "));
    assertThat(asked).hasValue(2 * (RETRIES + 1));
  }

  @Test
  void anUnsafeCallGoesOnWhenItsClientGoes() {
    serve(
        DedupKit.WINDOW,
        (peer, n) -> peer.send("HTTP/1.1 201 Made\r\nContent-Length: 4\r\n\r\nmade"));
    RawClient one = first(post("/pay", "a"));
    List<RawClient> others = waiting(2, post("/pay", "a"));
    one.abort();
    metric("mynah_http_request_failures_total{reason=\"client_gone\",} 1.0");

    mayAnswer.countDown();

    others.forEach(other -> assertThat(other.readAnswer()).contains(DEDUPLICATED).endsWith("made"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void aRetryOfAGivenUpPostGetsTheAnswerThatTheFirstDidNotSee() {
    serve(
        DedupKit.WINDOW,
        (peer, n) ->
            peer.send(
                "HTTP/1.1 201 Made\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nmade\r\n0\r\n\r\n"));
    first(post("/pay", "a")).abort();
    metric("mynah_http_request_failures_total{reason=\"client_gone\",} 1.0");

    mayAnswer.countDown();

    assertThat(client(post("/pay", "a")).readHead()).contains(DEDUPLICATED);
    await()
        .untilAsserted(
            () ->
                assertThat(client(post("/pay", "a")).readAnswer())
                    .contains(DEDUPLICATED)
                    .endsWith("made"));
    assertThat(asked).hasValue(1);
  }

  @Test
  void aSafeCallGoesOnOnlyWhileSomebodyWaits() {
    serve(
        DedupKit.WINDOW, (peer, n) -> peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    RawClient one = first(get("/a"));
    RawClient other = waiting(1, get("/a")).get(0);
    one.abort();
    metric("mynah_http_request_failures_total{reason=\"client_gone\",} 1.0");
    RawClient alone = client(get("/b"));
    await().untilAsserted(() -> assertThat(asked).hasValue(2));
    alone.abort();
    metric("mynah_upstream_failures_total{upstream=\"real\",reason=\"client_gone\",} 1.0");

    mayAnswer.countDown();

    assertThat(other.readAnswer()).contains(DEDUPLICATED).endsWith("ok");
    assertThat(client(get("/b")).readAnswer()).doesNotContain(DEDUPLICATED).endsWith("ok");
  }

  @Test
  void oneWhoWaitsAndGoesIsMissedByNobody() {
    serve(
        DedupKit.WINDOW, (peer, n) -> peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    RawClient one = first(post("/pay", "a"));
    List<RawClient> others = waiting(3, post("/pay", "a"));
    others.get(1).abort();
    metric("mynah_http_request_failures_total{reason=\"client_gone\",} 1.0");

    mayAnswer.countDown();

    assertThat(one.readAnswer()).endsWith("ok");
    assertThat(others.get(0).readAnswer()).endsWith("ok");
    assertThat(others.get(2).readAnswer()).endsWith("ok");
  }

  @Test
  void waitingHasALimit() {
    serve(
        DedupKit.waiting(Duration.ofMillis(300)),
        (peer, n) -> peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + n));
    RawClient one = first(post("/pay", "a"));

    assertThat(client(post("/pay", "a")).readAnswer())
        .startsWith("HTTP/1.1 504 ")
        .contains("\"reason\":\"duplicate_timeout\"");
    client(get("/a"));
    await().untilAsserted(() -> assertThat(asked).hasValue(2));
    RawClient safe = client(get("/a"));
    metric("mynah_dedup_skipped_total{route=\"get\",reason=\"waited_too_long\",} 1.0");
    mayAnswer.countDown();

    assertThat(one.readAnswer()).endsWith("0");
    assertThat(safe.readAnswer()).doesNotContain(DEDUPLICATED).endsWith("2");
  }

  /** Above what is remembered, and within what the slower of two readers may be behind. */
  @Test
  void anAnswerThatOutgrowsTheLimitReachesAllWhoWait() {
    String piece = "z".repeat(64 * 1024);
    serve(
        DedupKit.WINDOW,
        (peer, n) -> {
          peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          for (int i = 0; i < 12; i++) {
            peer.send("10000\r\n" + piece + "\r\n");
          }
          peer.send("0\r\n\r\n");
        });
    RawClient one = first(post("/pay", "a"));
    RawClient other = waiting(1, post("/pay", "a")).get(0);

    mayAnswer.countDown();

    java.util.concurrent.CompletableFuture<String> both =
        java.util.concurrent.CompletableFuture.supplyAsync(() -> content(other));
    assertThat(content(one)).isEqualTo(piece.repeat(12));
    assertThat(both.join()).isEqualTo(piece.repeat(12));
    assertThat(client(post("/pay", "a")).readHead()).doesNotContain(DEDUPLICATED);
    assertThat(asked).hasValue(2);
  }

  /**
   * The content of an answer: in chunks, or with its length where the whole of it had come before
   * the head went out, as on a busy machine.
   */
  private static String content(RawClient client) {
    java.util.regex.Matcher length = LENGTH.matcher(client.readHead());
    if (length.find()) {
      return new String(
          client.readBytes(Integer.parseInt(length.group(1))),
          java.nio.charset.StandardCharsets.ISO_8859_1);
    }
    StringBuilder all = new StringBuilder();
    for (int size = size(client); size > 0; size = size(client)) {
      all.append(new String(client.readBytes(size), java.nio.charset.StandardCharsets.ISO_8859_1));
      client.readBytes(2);
    }
    return all.toString();
  }

  private static int size(RawClient client) {
    return Integer.parseInt(client.readUntil("\r\n").strip(), 16);
  }

  @Test
  void anAnswerThatBreaksOffBreaksOffForAllAndIsForgotten() {
    serve(
        DedupKit.WINDOW,
        (peer, n) -> {
          if (n == 0) {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc").reset();
          } else {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        });
    RawClient one = first(post("/pay", "a"));
    RawClient other = waiting(1, post("/pay", "a")).get(0);

    mayAnswer.countDown();

    assertThat(one.readAll()).doesNotContain("abcd");
    assertThat(other.readAll()).doesNotContain("abcd");
    assertThat(client(post("/pay", "a")).readAnswer()).endsWith("ok").doesNotContain(DEDUPLICATED);
  }

  @Test
  void aRepetitionThatComesWhileTheAnswerStreamsGetsAllOfIt() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    serve(
        DedupKit.WINDOW,
        (peer, n) -> {
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
          wait(mayEnd);
          peer.send("def");
        });
    RawClient one = first(post("/pay", "a"));
    mayAnswer.countDown();
    one.readUntil("abc");

    RawClient late = client(post("/pay", "a"));
    late.readUntil("abc");
    mayEnd.countDown();

    assertThat(one.readUntil("def")).isEqualTo("def");
    assertThat(late.readUntil("def")).isEqualTo("def");
    assertThat(asked).hasValue(1);
  }

  @Test
  void theFirstsClientMayGoInTheMiddleOfTheAnswer() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    serve(
        DedupKit.WINDOW,
        (peer, n) -> {
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
          wait(mayEnd);
          peer.send("def");
        });
    RawClient one = first(get("/a"));
    RawClient other = waiting(1, get("/a")).get(0);
    mayAnswer.countDown();
    one.readUntil("abc");
    other.readUntil("abc");

    one.abort();
    metric("mynah_http_request_failures_total{reason=\"client_gone\",} 1.0");
    mayEnd.countDown();

    assertThat(other.readUntil("def")).isEqualTo("def");
    assertThat(client(get("/a")).readAnswer()).contains(DEDUPLICATED).endsWith("abcdef");
    assertThat(asked).hasValue(1);
  }

  @Test
  void aSafeCallEndsWhenTheLastOneLeavesInTheMiddle() {
    serve(
        DedupKit.WINDOW,
        (peer, n) -> {
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabc");
          if (n > 0) {
            peer.send("def");
          } else {
            peer.awaitEnd();
          }
        });
    RawClient one = first(get("/a"));
    mayAnswer.countDown();
    one.readUntil("abc");

    one.abort();

    metric("mynah_upstream_failures_total{upstream=\"real\",reason=\"client_gone\",} 1.0");
    assertThat(client(get("/a")).readAnswer()).endsWith("abcdef").doesNotContain(DEDUPLICATED);
  }
}
