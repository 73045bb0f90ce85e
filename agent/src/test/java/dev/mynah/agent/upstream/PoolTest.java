package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.forward.ForwardPlan;
import dev.mynah.agent.wire.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Connections are few, bounded, kept and let go; reloads do not disturb them. */
class PoolTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static ScriptedServer answeringWhen(CompletableFuture<Void> told) {
    return ScriptedServer.playing(
        (peer, n) -> {
          while (!peer.readHead().isEmpty()) {
            told.join();
            peer.send(OK);
          }
        });
  }

  private static UpstreamConfig pool(int port, int connections, int pending, Duration idle) {
    return TestUpstream.pool(TestUpstream.at(port), connections, pending, idle);
  }

  @Test
  void callsBeyondTheLimitWaitTheirTurnAndBeyondThatAreTurnedAway() {
    CompletableFuture<Void> told = new CompletableFuture<>();
    try (ScriptedServer server = answeringWhen(told);
        UpstreamKit kit = UpstreamKit.with(pool(server.port(), 2, 3, LONG))) {
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        answers.add(kit.get("/" + i));
        int made = i + 1;
        kit.awaitUntil(() -> server.accepted() == Math.min(2, made));
      }
      kit.awaitUntil(() -> kit.gauges().pending() == 3);

      assertThat(answers.get(5).await().failure).isEqualTo(Failure.UPSTREAM_BUSY);
      assertThat(kit.gauges().open()).isEqualTo(2);
      assertThat(kit.gauges().active()).isEqualTo(5);
      told.complete(null);
      for (int i = 0; i < 5; i++) {
        assertThat(answers.get(i).await().status).isEqualTo(200);
      }
      assertThat(server.accepted()).isEqualTo(2);
      assertThat(kit.gauges().pending()).isZero();
    }
  }

  @Test
  void aWaitingCallThatGivesUpLeavesTheQueue() {
    CompletableFuture<Void> told = new CompletableFuture<>();
    try (ScriptedServer server = answeringWhen(told);
        UpstreamKit kit = UpstreamKit.with(pool(server.port(), 1, 3, LONG))) {
      Answer first = kit.get("/1");
      Answer second = kit.get("/2");
      Answer third = kit.get("/3");
      kit.run(() -> second.stream.cancel());
      told.complete(null);

      assertThat(third.await().status).isEqualTo(200);
      assertThat(first.await().status).isEqualTo(200);
      assertThat(second.done).isNotDone();
      assertThat(kit.gauges().active()).isZero();
    }
  }

  @Test
  void aCallThatWaitsTooLongForAConnectionIsToldThatAllAreBusy() {
    try (ScriptedServer server = answeringWhen(new CompletableFuture<>());
        UpstreamKit kit = UpstreamKit.with(pool(server.port(), 1, 3, LONG))) {
      Answer first = kit.get("/1");
      kit.awaitUntil(() -> kit.events.connections.contains("opened"));
      Answer second = new Answer();
      kit.call(
          0, TestUpstream.total(Duration.ofMillis(150)), Requests.get("/2"), Bodies.EMPTY, second);

      assertThat(second.await().failure).isEqualTo(Failure.UPSTREAM_BUSY);
      kit.run(() -> first.stream.cancel());
    }
  }

  @Test
  void aConnectionNeededByNobodyIsClosedAfterItsIdleTime() {
    CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
    Duration idle = Duration.ofMillis(120);
    try (ScriptedServer server = answeringWhen(told);
        UpstreamKit kit = UpstreamKit.with(pool(server.port(), 4, 4, idle))) {
      long startNanos = System.nanoTime();
      kit.get("/1").await();
      kit.awaitUntil(() -> kit.gauges().open() == 0);

      assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(idle.toNanos());
      assertThat(kit.gauges().idle()).isZero();
      assertThat(kit.events.connections).containsExactly("opened", "closed");
      assertThat(kit.get("/2").await().status).isEqualTo(200);
    }
  }

  @Test
  void theConnectionUsedLastIsTakenFirst() {
    ConcurrentHashMap<String, Integer> served = new ConcurrentHashMap<>();
    CompletableFuture<Void> both = new CompletableFuture<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          for (String head = peer.readHead(); !head.isEmpty(); head = peer.readHead()) {
            served.put(head.substring(4, head.indexOf(" HTTP")), n);
            if (served.size() == 2) {
              both.complete(null);
            }
            if (head.startsWith("GET /slow")) {
              both.join();
            }
            peer.send(OK);
          }
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(pool(server.port(), 4, 4, LONG))) {
      Answer slow = kit.get("/slow");
      kit.awaitUntil(() -> served.containsKey("/slow"));
      kit.get("/fast").await();
      slow.await();
      kit.awaitUntil(() -> kit.gauges().idle() == 2);
      int last = kit.on(0, () -> 0);
      for (int i = 0; i < 5; i++) {
        kit.get("/next" + i).await();
      }

      assertThat(last).isZero();
      assertThat(served.values().stream().skip(0).distinct().count()).isEqualTo(2);
      assertThat(served.entrySet().stream().filter(e -> e.getKey().startsWith("/next")))
          .extracting(java.util.Map.Entry::getValue)
          .containsOnly(served.get("/next0"));
    }
  }

  @Test
  void anUnchangedUpstreamKeepsItsConnectionsOverAReload() {
    CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
    try (ScriptedServer server = answeringWhen(told);
        UpstreamKit kit = UpstreamKit.with(pool(server.port(), 4, 4, LONG))) {
      kit.get("/1").await();
      kit.configure(
          pool(server.port(), 4, 4, LONG),
          TestUpstream.named(TestUpstream.at(server.port()), "another"));
      kit.get("/2").await();

      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void aCallUnderWayOutlivesTheChangeAndTheRemovalOfItsUpstream() {
    CompletableFuture<Void> told = new CompletableFuture<>();
    try (ScriptedServer server = answeringWhen(told);
        UpstreamKit kit = UpstreamKit.with(pool(server.port(), 1, 4, LONG))) {
      Answer running = kit.get("/running");
      kit.awaitUntil(() -> server.accepted() == 1);
      Answer waiting = kit.get("/waiting");
      kit.configure(pool(server.port(), 2, 4, LONG));
      Answer after = kit.get("/after");
      ForwardPlan old =
          ForwardPlan.of(
              TestUpstream.at(server.port()), TestUpstream.route(), UpstreamKit.IDENTITY);
      kit.configure();
      Answer orphan = new Answer();
      kit.call(0, old, Requests.get("/orphan"), Bodies.EMPTY, orphan);
      told.complete(null);

      for (Answer answer : List.of(running, waiting, after, orphan)) {
        assertThat(answer.await().status).isEqualTo(200);
      }
      kit.awaitUntil(() -> kit.events.connections.stream().filter("closed"::equals).count() == 3);
    }
  }

  @Test
  void drainingClosesIdleConnectionsAtOnce() {
    CompletableFuture<Void> told = CompletableFuture.completedFuture(null);
    try (ScriptedServer server = answeringWhen(told);
        UpstreamKit kit = UpstreamKit.with(pool(server.port(), 4, 4, LONG))) {
      kit.get("/1").await();
      PoolGauges gauges = kit.gauges();
      kit.run(() -> kit.upstreams().drain());

      kit.awaitUntil(() -> gauges.open() == 0);
      assertThat(kit.upstreams().gauges()).isEmpty();
      kit.run(() -> kit.upstreams().drain());
      assertThat(kit.get("/2").await().status).isEqualTo(200);
      kit.awaitUntil(
          () -> kit.events.connections.equals(List.of("opened", "closed", "opened", "closed")));
    }
  }

  @Test
  void anUpstreamLongForgottenIsNotCalledWithoutTheTlsItHad() {
    try (ScriptedServer server = answeringWhen(CompletableFuture.completedFuture(null));
        UpstreamKit kit = new UpstreamKit()) {
      ForwardPlan forgotten =
          ForwardPlan.of(
              TestUpstream.at("https://127.0.0.1:" + server.port()),
              TestUpstream.route(),
              UpstreamKit.IDENTITY);
      Answer answer = new Answer();
      kit.call(0, forgotten, Requests.get("/"), kit.content("body"), answer);

      assertThat(answer.await().failure).isEqualTo(Failure.UPSTREAM_CONNECT);
      assertThat(server.accepted()).isZero();
    }
  }

  @Test
  void aRequestOfOurOwnIsNotSentRoundAgain() {
    try (ScriptedServer server = answeringWhen(new CompletableFuture<>());
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.get("/1", "Via: 1.0 fred, 1.1 mynah-test1").await();
      Answer other = kit.get("/1", "Via: 1.1 mynah-test12, 1.1 mynah-test");

      assertThat(answer.failure).isEqualTo(Failure.LOOP_DETECTED);
      kit.awaitUntil(() -> server.accepted() == 1);
      kit.run(() -> other.stream.cancel());
    }
  }
}
