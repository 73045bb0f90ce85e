package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.DrainConfig;
import dev.mynah.agent.config.RetryConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.UpstreamTimeouts;
import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.agent.wire.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that many wait for is made once more when it fails, and never a third time. */
class FetchRetryTest {
  /** More than there are event loops, which take connections in turn. */
  private static final int CLIENTS = 9;

  private static final UpstreamTimeouts PATIENT =
      new UpstreamTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60));
  private static final String WHOLE =
      "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 5\r\n\r\nwhole";

  @RegisterExtension final RunningAgent agent = new RunningAgent();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);

  /** How an upstream fails before anything of its answer can be handed on. */
  private enum Breakage {
    RESET("upstream_reset", "reset") {
      @Override
      void play(ScriptedServer.Peer peer) throws IOException {
        peer.reset();
      }
    },
    CLOSED_IN_THE_HEAD("upstream_reset", "reset") {
      @Override
      void play(ScriptedServer.Peer peer) throws IOException {
        peer.send("HTTP/1.1 200 OK\r\nContent-Le");
        peer.close();
      }
    },
    GARBAGE("upstream_protocol", "protocol") {
      @Override
      void play(ScriptedServer.Peer peer) throws IOException {
        peer.send("SSH-2.0-Server_1.0\r\n\r\n");
        peer.awaitEnd();
      }
    },
    AMBIGUOUS_LENGTH("upstream_protocol", "protocol") {
      @Override
      void play(ScriptedServer.Peer peer) throws IOException {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nwhole");
        peer.awaitEnd();
      }
    },
    BAD_FIRST_CHUNK("upstream_protocol", "protocol") {
      @Override
      void play(ScriptedServer.Peer peer) throws IOException {
        peer.send(
            "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "five\r\nwhole\r\n");
        peer.awaitEnd();
      }
    },
    HEAD_TOO_LARGE("upstream_too_large", "too_large") {
      @Override
      void play(ScriptedServer.Peer peer) throws IOException {
        peer.send("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(200_000) + "\r\n\r\n");
        peer.awaitEnd();
      }
    },
    SILENCE("upstream_first_byte_timeout", "first_byte_timeout") {
      @Override
      void play(ScriptedServer.Peer peer) throws IOException {
        peer.awaitEnd();
      }
    };

    private final String failure;
    private final String retry;

    Breakage(String failure, String retry) {
      this.failure = failure;
      this.retry = retry;
    }

    abstract void play(ScriptedServer.Peer peer) throws IOException;

    int status() {
      return this == SILENCE ? 504 : 502;
    }

    UpstreamTimeouts timeouts() {
      return this == SILENCE ? timeouts(Duration.ofMillis(300)) : PATIENT;
    }

    private static UpstreamTimeouts timeouts(Duration firstByte) {
      return new UpstreamTimeouts(PATIENT.connect(), firstByte, PATIENT.total());
    }
  }

  private interface Page {
    void play(ScriptedServer.Peer peer, int request) throws IOException;
  }

  /** An origin that answers every request by the page once the gate is open. */
  private ScriptedServer origin(Page page) {
    return ScriptedServer.playing(
        (peer, n) -> {
          while (!peer.readHead().isEmpty()) {
            int request = asked.incrementAndGet();
            awaitGate();
            page.play(peer, request);
          }
        });
  }

  private void awaitGate() {
    try {
      if (!gate.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the gate");
      }
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(String url, UpstreamTimeouts timeouts, int retries) {
    UpstreamConfig usual = Routes.upstream("real", 1);
    UpstreamConfig real =
        new UpstreamConfig(
            "real",
            URI.create(url),
            List.of(),
            timeouts,
            usual.pool(),
            usual.tls(),
            usual.host(),
            usual.credentials(),
            new RetryConfig(retries),
            usual.dnsTtl(),
            null,
            null);
    agent.start(
        RunningAgent.config(
            List.of(Routes.all("shop", "/shop", "real", CacheConfig.DEFAULT)),
            Map.of("real", real)));
  }

  private void start(ScriptedServer real, UpstreamTimeouts timeouts, int retries) {
    start("http://127.0.0.1:" + real.port(), timeouts, retries);
  }

  private List<RawClient> clients(int count) {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RawClient client = RawClient.to(agent.port());
      client.send(CacheScene.request("GET", "/shop/p"));
      clients.add(client);
    }
    await().until(() -> agent.agent().inFlight() == count);
    return clients;
  }

  private boolean isTurnedAway() {
    try {
      RawClient.to(agent.port()).close();
      return false;
    } catch (UncheckedIOException closed) {
      return true;
    }
  }

  private void allGet(List<RawClient> clients, String start, String end) {
    for (RawClient client : clients) {
      assertThat(client.readAnswer()).startsWith(start).contains(end);
      client.close();
    }
  }

  private void retriesAre(String reason, int times) {
    String sample = "mynah_upstream_retries_total{upstream=\"real\",reason=\"" + reason + "\",} ";
    await().untilAsserted(() -> assertThat(agent.scrape()).contains(sample + times + ".0"));
  }

  @ParameterizedTest
  @EnumSource
  void allWhoWaitGetTheAnswerOfTheSecondTry(Breakage breakage) {
    try (ScriptedServer real =
        origin(
            (peer, n) -> {
              if (n == 1) {
                breakage.play(peer);
              } else {
                peer.send(WHOLE);
              }
            })) {
      start(real, breakage.timeouts(), 0);
      List<RawClient> clients = clients(CLIENTS);

      gate.countDown();

      allGet(clients, "HTTP/1.1 200 ", "whole");
      assertThat(asked).hasValue(2);
      retriesAre(breakage.retry, 1);
      assertThat(real.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void allWhoWaitGetTheErrorOfTheSecondTry(Breakage breakage) {
    try (ScriptedServer real = origin((peer, n) -> breakage.play(peer))) {
      start(real, breakage.timeouts(), 0);
      List<RawClient> clients = clients(CLIENTS);

      gate.countDown();

      allGet(clients, "HTTP/1.1 " + breakage.status() + " ", breakage.failure);
      assertThat(asked).hasValue(2);
      retriesAre(breakage.retry, 1);
      assertThat(real.problems()).isEmpty();
    }
  }

  @Test
  void aRequestThatItsConnectionsRepeatedIsNotSentAThirdTime() {
    try (ScriptedServer real = origin((peer, n) -> peer.reset())) {
      start(real, PATIENT, 5);
      List<RawClient> clients = clients(CLIENTS);

      gate.countDown();

      allGet(clients, "HTTP/1.1 502 ", "upstream_reset");
      assertThat(asked).hasValue(2);
      retriesAre("reset", 1);
    }
  }

  @Test
  void aSecondTryIsNotRepeatedByItsConnections() {
    try (ScriptedServer real =
        origin(
            (peer, n) -> {
              if (n == 1) {
                peer.send("no HTTP at all\r\n\r\n");
                peer.awaitEnd();
              } else {
                peer.reset();
              }
            })) {
      start(real, PATIENT, 5);
      List<RawClient> clients = clients(CLIENTS);

      gate.countDown();

      allGet(clients, "HTTP/1.1 502 ", "upstream_reset");
      assertThat(asked).hasValue(2);
      assertThat(real.problems()).isEmpty();
    }
  }

  @Test
  void anUpstreamThatDoesNotFinishItsHandshakeIsConnectedToTwice() {
    try (ScriptedServer real = ScriptedServer.playing((peer, n) -> peer.awaitEnd())) {
      UpstreamTimeouts hasty =
          new UpstreamTimeouts(Duration.ofMillis(300), PATIENT.firstByte(), PATIENT.total());
      start("https://127.0.0.1:" + real.port(), hasty, 0);

      allGet(clients(CLIENTS), "HTTP/1.1 504 ", "upstream_connect_timeout");

      assertThat(real.accepted()).isEqualTo(2);
      retriesAre("connect_timeout", 1);
    }
  }

  @Test
  void theSecondTryHasOnlyTheTimeThatIsLeft() {
    gate.countDown();
    try (ScriptedServer real = origin((peer, n) -> peer.awaitEnd())) {
      UpstreamTimeouts twiceIsTooLong =
          new UpstreamTimeouts(
              PATIENT.connect(), Duration.ofMillis(1_200), Duration.ofMillis(1_800));
      start(real, twiceIsTooLong, 0);

      allGet(clients(CLIENTS), "HTTP/1.1 504 ", "upstream_total_timeout");

      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void nothingIsTriedAgainOnceTheTimeIsSpent() {
    gate.countDown();
    try (ScriptedServer real = origin((peer, n) -> peer.awaitEnd())) {
      start(
          real, new UpstreamTimeouts(PATIENT.connect(), Duration.ZERO, Duration.ofMillis(500)), 1);

      allGet(clients(CLIENTS), "HTTP/1.1 504 ", "upstream_total_timeout");

      assertThat(asked).hasValue(1);
      assertThat(agent.scrape()).doesNotContain("mynah_upstream_retries_total{");
    }
  }

  @Test
  void nothingIsTriedAgainOnceABodyWasBegun() {
    CountDownLatch read = new CountDownLatch(1);
    try (ScriptedServer real =
        origin(
            (peer, n) -> {
              peer.send(WHOLE.replace("Length: 5", "Length: 9"));
              try {
                read.await(30, TimeUnit.SECONDS);
              } catch (InterruptedException gone) {
                Thread.currentThread().interrupt();
              }
              peer.reset();
            })) {
      start(real, PATIENT, 1);
      List<RawClient> clients = clients(CLIENTS);
      gate.countDown();
      clients.forEach(client -> assertThat(client.readUntil("whole")).contains(" 200 "));

      read.countDown();

      clients.forEach(client -> assertThat(client.readAll()).isEmpty());
      await().until(() -> agent.agent().inFlight() == 0);
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void anErrorThatTheOriginAnswersIsAnAnswer() {
    gate.countDown();
    try (ScriptedServer real =
        origin(
            (peer, n) ->
                peer.send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy"))) {
      start(real, PATIENT, 1);

      RawClient client = RawClient.to(agent.port());
      client.send(CacheScene.request("GET", "/shop/p"));

      assertThat(client.readAnswer()).startsWith("HTTP/1.1 503 ").endsWith("busy");
      assertThat(asked).hasValue(1);
      client.close();
    }
  }

  @Test
  void nothingIsTriedAgainWhileTheProcessLeaves() {
    try (ScriptedServer real = origin((peer, n) -> Breakage.GARBAGE.play(peer))) {
      start(real, PATIENT, 0);
      List<RawClient> clients = clients(CLIENTS);
      await().until(() -> asked.get() == 1);
      CompletableFuture<Void> drained =
          agent
              .agent()
              .drain(new DrainConfig(Duration.ZERO, Duration.ofSeconds(30)))
              .toCompletableFuture();
      await().until(this::isTurnedAway);

      gate.countDown();

      allGet(clients, "HTTP/1.1 502 ", "upstream_protocol");
      drained.join();
      assertThat(asked).hasValue(1);
    }
  }
}
