package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.UpstreamEvents.RetryReason;
import dev.mynah.agent.wire.ScriptedServer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests on connections that turn out to be dead. */
class RetryTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** The first connection answers once and dies with the second request; others always answer. */
  private static ScriptedServer dyingOnSecond(List<String> bodies, int bodyBytes) {
    return ScriptedServer.playing(
        (peer, n) -> {
          peer.readHead();
          if (n == 0) {
            peer.send(OK);
            peer.readHead();
            peer.reset();
            return;
          }
          bodies.add(new String(peer.readBytes(bodyBytes)));
          peer.send(OK);
          peer.awaitEnd();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void anIdempotentRequestIsSentAgainWhenItsKeptConnectionIsDead(String method) {
    try (ScriptedServer server = dyingOnSecond(new CopyOnWriteArrayList<>(), 0);
        UpstreamKit kit =
            UpstreamKit.with(TestUpstream.retries(TestUpstream.at(server.port()), 0))) {
      kit.get("/1").await();
      Answer second = kit.call(Requests.of(method, "/2"), Bodies.EMPTY).await();

      assertThat(second.status).isEqualTo(200);
      assertThat(kit.events.retries).containsExactly(RetryReason.DEAD_CONNECTION);
      assertThat(kit.events.ended).containsExactly("200 null", "200 null");
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "BREW"})
  void anyOtherRequestIsNot(String method) {
    try (ScriptedServer server = dyingOnSecond(new CopyOnWriteArrayList<>(), 0);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      kit.get("/1").await();
      Answer second = kit.call(Requests.of(method, "/2"), Bodies.EMPTY).await();

      assertThat(second.failure).isEqualTo(Failure.UPSTREAM_RESET);
      assertThat(kit.events.retries).isEmpty();
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void theWholeHeldBodyIsSentAgainWithItsTrailers() {
    BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    CompletableFuture<Void> firstGone = new CompletableFuture<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          if (n == 0) {
            peer.send(OK);
            peer.readHead();
            peer.readUntil("one\r\n");
            peer.reset();
            firstGone.complete(null);
            return;
          }
          bodies.add(peer.readUntil("\r\n\r\n"));
          peer.send(OK);
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      kit.get("/1").await();
      ManualBody body = new ManualBody(kit.allocator, -1);
      Answer answer = kit.call(Requests.of("PUT", "/2"), body);
      kit.awaitUntil(body::isStarted);
      kit.run(() -> body.push("one"));
      firstGone.join();
      kit.awaitUntil(() -> server.accepted() == 2);
      kit.run(() -> body.push("two"));
      kit.run(() -> body.end(new Fields().add("X-Sum", "6")));

      assertThat(answer.await().status).isEqualTo(200);
      assertThat(bodies).containsExactly("3\r\none\r\n3\r\ntwo\r\n0\r\nX-Sum: 6\r\n\r\n");
    }
  }

  @Test
  void aBodyOfKnownLengthIsSentAgain() {
    List<String> bodies = new CopyOnWriteArrayList<>();
    String content = "x".repeat(60_000);
    try (ScriptedServer server = dyingOnSecond(bodies, content.length());
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      kit.get("/1").await();
      Answer answer = kit.call(Requests.of("PUT", "/2"), kit.content(content)).await();

      assertThat(answer.status).isEqualTo(200);
      assertThat(bodies).containsExactly(content);
    }
  }

  @Test
  void aBodyThatIsNotHeldAnyMoreIsNotSentAgain() {
    String content = "x".repeat(SentBody.MAX_BYTES + 1);
    try (ScriptedServer server = dyingOnSecond(new CopyOnWriteArrayList<>(), content.length());
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      kit.get("/1").await();
      Answer answer = kit.call(Requests.of("PUT", "/2"), kit.content(content)).await();

      assertThat(answer.failure).isEqualTo(Failure.UPSTREAM_RESET);
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void manySmallPiecesAreNotHeldForEver() {
    try (UpstreamKit kit = new UpstreamKit()) {
      SentBody held = new SentBody();
      for (int i = 0; i <= SentBody.MAX_PIECES; i++) {
        BodySource piece = kit.content("x");
        piece.start(
            new Answer() {
              @Override
              public boolean data(io.netty.buffer.ByteBuf bytes) {
                held.keep(bytes);
                return super.data(bytes);
              }
            });
      }

      assertThat(held.isComplete()).isFalse();
      assertThat(kit.allocator.metric().usedDirectMemory()).isZero();
    }
  }

  @Test
  void nothingIsSentAgainOnceAnAnswerHasBegun() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send(OK);
          peer.readHead();
          peer.send("HTT");
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      kit.get("/1").await();
      Answer second = kit.get("/2").await();

      assertThat(second.failure).isEqualTo(Failure.UPSTREAM_RESET);
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void aNewConnectionThatResetsIsTriedAsOftenAsConfigured() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          if (n == 2) {
            peer.send(OK);
            peer.awaitEnd();
          }
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit =
            UpstreamKit.with(TestUpstream.retries(TestUpstream.at(server.port()), 2))) {
      assertThat(kit.get("/1").await().status).isEqualTo(200);
      assertThat(kit.events.retries).containsExactly(RetryReason.RESET, RetryReason.RESET);
    }
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit =
            UpstreamKit.with(TestUpstream.retries(TestUpstream.at(server.port()), 1))) {
      assertThat(kit.get("/1").await().failure).isEqualTo(Failure.UPSTREAM_RESET);
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionThatClosedWhileIdleIsNotTakenAtAll() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send(OK);
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      for (int i = 0; i < 3; i++) {
        assertThat(kit.post("/" + i, "body").await().status).isEqualTo(200);
        kit.awaitUntil(() -> kit.gauges().open() == 0);
      }

      assertThat(kit.gauges().idle()).isZero();
      assertThat(kit.events.retries).isEmpty();
    }
  }

  @Test
  void anIdleConnectionThatSpeaksIsClosed() {
    ScriptedServer.Script speaking =
        (peer, n) -> {
          peer.readHead();
          peer.send(OK);
          if (n == 0) {
            peer.send("HTTP/1.1 408 Request Timeout\r\n\r\n");
          }
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(speaking);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      kit.get("/1").await();
      kit.awaitUntil(() -> kit.gauges().open() == 0);

      assertThat(kit.get("/2").await().text()).isEqualTo("ok");
    }
  }
}
