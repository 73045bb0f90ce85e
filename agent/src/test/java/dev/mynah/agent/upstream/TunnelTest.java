package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.wire.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** WebSocket and other changes of protocol pass through. */
class TunnelTest {
  private static final String[] UPGRADE = {
    "Host: x", "Connection: keep-alive, Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: abc"
  };
  private static final String SWITCH =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: def\r\n\r\n";

  @Test
  void bytesGoBothWaysAsTheyAre() throws Exception {
    CompletableFuture<String> asked = new CompletableFuture<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          asked.complete(peer.readHead());
          peer.send(SWITCH + "first");
          peer.send(peer.readBytes(5));
          assertThat(peer.readAll()).isEmpty();
          peer.send("last");
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.call(Requests.get("/ws", UPGRADE), Bodies.EMPTY).awaitHead();
      ManualBody fromClient = new ManualBody(kit.allocator, -1);
      kit.run(() -> answer.tunnel.send(fromClient));
      kit.run(() -> fromClient.push("hello"));
      kit.awaitUntil(() -> answer.received == "firsthello".length());
      kit.run(fromClient::end);
      answer.await();

      assertThat(asked.get(60, TimeUnit.SECONDS))
          .contains("Connection: Upgrade\r\nUpgrade: websocket\r\n")
          .contains("Sec-WebSocket-Key: abc\r\n");
      assertThat(answer.status).isEqualTo(101);
      assertThat(answer.head)
          .contains("upgrade: websocket", "connection: Upgrade", "sec-websocket-accept: def");
      assertThat(answer.text()).isEqualTo("firsthellolast");
      assertThat(answer.failure).isNull();
      assertThat(server.problems()).isEmpty();
      kit.awaitUntil(() -> kit.gauges().open() == 0);
    }
  }

  @Test
  void aTunnelOutlivesTheTotalTimeLimit() {
    CompletableFuture<Void> later = new CompletableFuture<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send(SWITCH);
          later.join();
          peer.send("x");
        };
    Duration short_ = Duration.ofSeconds(2);
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit =
            UpstreamKit.with(
                TestUpstream.timeouts(TestUpstream.at(server.port()), short_, short_, short_))) {
      Answer answer = kit.call(Requests.get("/ws", UPGRADE), Bodies.EMPTY).awaitHead();
      CompletableFuture.delayedExecutor(2_500, TimeUnit.MILLISECONDS)
          .execute(() -> later.complete(null));

      assertThat(answer.await().text()).isEqualTo("x");
      assertThat(answer.failure).isNull();
    }
  }

  @Test
  void theUpstreamMayDecline() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.call(Requests.get("/ws", UPGRADE), Bodies.EMPTY).await();

      assertThat(answer.status).isEqualTo(403);
      assertThat(answer.text()).isEqualTo("no");
      assertThat(kit.gauges().idle()).isEqualTo(1);
    }
  }

  @Test
  void cancellingTheTunnelClosesTheUpstream() throws Exception {
    CompletableFuture<String> rest = new CompletableFuture<>();
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send(SWITCH);
          rest.complete(peer.readAll());
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.call(Requests.get("/ws", UPGRADE), Bodies.EMPTY).awaitHead();
      ManualBody fromClient = new ManualBody(kit.allocator, -1);
      kit.run(() -> answer.tunnel.send(fromClient));
      kit.run(() -> answer.stream.cancel());

      assertThat(rest.get(60, TimeUnit.SECONDS)).isEmpty();
      assertThat(fromClient.cancelled).isTrue();
      assertThat(answer.done).isNotDone();
    }
  }

  @Test
  void theClientIsLetGoWhenTheUpstreamCloses() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send(SWITCH + "bye");
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(TestUpstream.at(server.port()))) {
      Answer answer = kit.call(Requests.get("/ws", UPGRADE), Bodies.EMPTY).await();
      ManualBody tooLate = new ManualBody(kit.allocator, -1);
      kit.run(() -> answer.tunnel.send(tooLate));

      assertThat(answer.text()).isEqualTo("bye");
      assertThat(tooLate.cancelled).isTrue();
    }
  }
}
