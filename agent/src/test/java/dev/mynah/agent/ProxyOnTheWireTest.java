package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.agent.wire.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole agent between a client and a server that both say exactly what they are told. */
class ProxyOnTheWireTest {
  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private void serve(ScriptedServer real) {
    agent.start(
        RunningAgent.config(
            List.of(
                Routes.proxy("get", "GET", "/**", "real"),
                Routes.proxy("post", "POST", "/**", "real")),
            Map.of("real", Routes.upstream("real", real.port()))));
  }

  @Test
  void aWebSocketPassesThroughBothWays() {
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              peer.send(
                  "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                      + "Connection: Upgrade\r\nSec-WebSocket-Accept: abc\r\n\r\nhello");
              peer.send("echo:" + new String(peer.readBytes(4), StandardCharsets.ISO_8859_1));
            })) {
      serve(real);
      try (RawClient client = RawClient.to(agent.port())) {
        client.send(
            "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: k\r\n\r\n");

        assertThat(client.readHead())
            .startsWith("HTTP/1.1 101 ")
            .containsIgnoringCase("Upgrade: websocket")
            .containsIgnoringCase("Connection: upgrade");
        assertThat(client.readUntil("hello")).isEqualTo("hello");
        client.send("ping");
        assertThat(client.readUntil("echo:ping")).isEqualTo("echo:ping");
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(agent.scrape()).contains("route=\"get\",method=\"GET\",code=\"101\""));
    }
  }

  @Test
  void interimAnswersAreRelayedBeforeTheFinalOne() {
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              peer.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n");
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            })) {
      serve(real);
      try (RawClient client = RawClient.to(agent.port())) {
        client.send("GET /h HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 103 ").contains("Link: </a.css>");
        assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ").endsWith("ok");
      }
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNotTakenForComplete() {
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            })) {
      serve(real);
      try (RawClient client = RawClient.to(agent.port())) {
        client.send("GET /cut HTTP/1.1\r\nHost: x\r\n\r\n");

        String answer = client.readAll();

        assertThat(answer).contains("3\r\nabc\r\n").doesNotContain("\r\n0\r\n");
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(agent.scrape())
                      .contains("mynah_http_request_failures_total{reason=\"response_cut\",} 1.0"));
    }
  }

  @Test
  void anEarlyAnswerReachesAClientThatIsStillSending() {
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              peer.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
              peer.awaitEnd();
            })) {
      serve(real);
      try (RawClient client = RawClient.to(agent.port())) {
        client.send("POST /e HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabc");

        assertThat(client.readAll()).startsWith("HTTP/1.1 403 ").endsWith("no");
      }
    }
  }

  @Test
  void aListenerOfItsOwnPassesEverythingToItsUpstream() {
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            })) {
      AgentConfig plain =
          RunningAgent.config(List.of(), Map.of("real", Routes.upstream("real", real.port())));
      agent.start(
          new AgentConfig(
              List.of(new ListenerConfig("127.0.0.1", 0, "real", null, null)),
              plain.upstreams(),
              plain.routes(),
              plain.limits(),
              plain.drain(),
              plain.runtime(),
              plain.unmatched(),
              plain.templates(),
              plain.reuse()));
      try (RawClient client = RawClient.to(agent.port())) {
        assertThat(client.send("GET /any HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
            .startsWith("HTTP/1.1 200 ");
      }
      assertThat(agent.scrape()).contains("route=\"to-real\"");
    }
  }

  @Test
  void aRouteThatGivesMoreTimeMeansTheFirstByteToo() {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              if (peer.readHead().startsWith("GET /usual")) {
                peer.awaitEnd();
                return;
              }
              waitFor(never, Duration.ofMillis(600));
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            })) {
      UpstreamConfig quick = Routes.upstream("real", real.port(), Duration.ofMillis(200));
      agent.start(
          RunningAgent.config(
              List.of(
                  Routes.proxy("usual", "GET", "/usual", "real"),
                  Routes.proxy("patient", "GET", "/patient", "real", Duration.ofSeconds(30))),
              Map.of("real", quick)));
      try (RawClient client = RawClient.to(agent.port())) {
        assertThat(client.send("GET /usual HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
            .startsWith("HTTP/1.1 504 ");
        assertThat(client.send("GET /patient HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
            .startsWith("HTTP/1.1 200 ");
      }
    }
  }

  private static void waitFor(CountDownLatch latch, Duration atMost) {
    try {
      boolean opened = latch.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(opened).isFalse();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
