package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.accept.EventLoops;
import dev.mynah.agent.config.Delay;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.config.RuntimeConfig.Transport;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.agent.wire.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that has said all it will say is answered; one that is gone costs no upstream. */
class HalfCloseTest {
  private static final int LARGE_BYTES = 20_000_000;
  private static final String GET = " HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String POST = " HTTP/1.1\r\nHost: x\r\nContent-Length: ";

  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private void start(Transport transport, int upstreamPort) {
    MockConfig slow =
        new MockConfig(
            200,
            List.of(),
            new MockBody.Text("late"),
            false,
            new Delay.Fixed(Duration.ofMillis(200)),
            true);
    agent.start(
        RunningAgent.driven(
            RunningAgent.config(
                List.of(
                    Routes.mock("m", "GET", "/mock", Routes.text(200, "mocked")),
                    Routes.mock("p", "POST", "/mock", Routes.text(200, "posted")),
                    Routes.mock("slow", "GET", "/slow", slow),
                    Routes.proxy("real", "GET", "/real", "real"),
                    Routes.proxy("up", "POST", "/real", "real")),
                Map.of("real", Routes.upstream("real", upstreamPort))),
            transport));
  }

  /** What the agent counted of failures and closed connections. */
  private String whatFailed() {
    return agent
        .scrape()
        .lines()
        .filter(line -> line.contains("fail") || line.contains("closed"))
        .filter(line -> !line.startsWith("#") && !line.endsWith(" 0.0"))
        .collect(Collectors.joining(" "));
  }

  private String answersTo(String said) {
    try (RawClient client = RawClient.to(agent.port())) {
      client.send(said);
      client.finishSending();
      return client.readAll();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.class,
      names = {"AUTO", "NIO"})
  void mocksAreAnsweredAtOnceLaterAndInTheirOrder(Transport transport) {
    start(transport, 1);

    assertThat(answersTo("GET /mock" + GET)).startsWith("HTTP/1.1 200 ").endsWith("mocked");
    assertThat(answersTo("GET /slow" + GET)).startsWith("HTTP/1.1 200 ").endsWith("late");
    assertThat(answersTo("POST /mock" + POST + "3\r\n\r\nabc")).endsWith("posted");
    assertThat(answersTo("GET /slow" + GET + "GET /mock" + GET + "GET /nowhere" + GET))
        .containsSubsequence("late", "mocked", "HTTP/1.1 404 ");
    await().until(() -> agent.scrape().contains("mynah_connections{listener=\"0\",} 0.0"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.class,
      names = {"AUTO", "NIO"})
  void answersOfAnUpstreamComeWhole(Transport transport) {
    byte[] body = new byte[LARGE_BYTES];
    new Random(5).nextBytes(body);
    CompletableFuture<Void> later = new CompletableFuture<>();
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              later.join();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE_BYTES + "\r\n\r\n");
              peer.send(body);
            })) {
      start(transport, real.port());
      try (RawClient client = RawClient.to(agent.port())) {
        client.send("GET /real" + GET);
        client.finishSending();
        await().until(() -> real.accepted() == 1);
        await().during(Duration.ofMillis(300)).until(() -> agent.agent().inFlight() == 1);
        later.complete(null);

        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ").contains("Connection: close");
        byte[] got = client.readBytes(LARGE_BYTES);
        assertThat(got.length).as(this::whatFailed).isEqualTo(LARGE_BYTES);
        assertThat(Arrays.mismatch(got, body)).isEqualTo(-1);
        assertThat(client.readAll()).isEmpty();
      }
    }
  }

  @Test
  void anUploadThatWasCompleteIsPassedOnWhole() {
    byte[] body = new byte[LARGE_BYTES];
    new Random(6).nextBytes(body);
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              String found = Arrays.equals(peer.readBytes(LARGE_BYTES), body) ? "same" : "else";
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + found);
            })) {
      start(Transport.AUTO, real.port());
      try (RawClient client = RawClient.to(agent.port())) {
        client.send("POST /real" + POST + LARGE_BYTES + "\r\n\r\n");
        client.send(body);
        client.finishSending();

        assertThat(client.readAll()).startsWith("HTTP/1.1 200 ").endsWith("same");
      }
    }
  }

  @Test
  void whatCanNeverBeCompleteIsDropped() {
    AtomicInteger ended = new AtomicInteger();
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readAll();
              ended.incrementAndGet();
            })) {
      start(Transport.AUTO, real.port());

      assertThat(answersTo("GET /mo")).isEmpty();
      assertThat(answersTo("POST /mock" + POST + "9\r\n\r\nabc")).isEmpty();
      assertThat(answersTo("POST /real" + POST + "9\r\n\r\nabc")).isEmpty();
      await().until(() -> ended.get() == 1);
      assertThat(agent.agent().inFlight()).isZero();
      assertThat(agent.scrape())
          .contains("mynah_http_request_failures_total{reason=\"client_gone\",} 2.0");
    }
  }

  @Test
  void aResetAfterTheHalfCloseEndsTheCall() {
    AtomicBoolean ended = new AtomicBoolean();
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              peer.readAll();
              ended.set(true);
            })) {
      start(Transport.AUTO, real.port());
      Assumptions.assumeTrue(
          agent.agent().transport() == EventLoops.Kind.EPOLL,
          "only epoll can tell a reset of a connection whose input has ended");
      RawClient client = RawClient.to(agent.port());
      client.send("GET /real" + GET);
      client.finishSending();
      await().until(() -> real.accepted() == 1);
      await().during(Duration.ofMillis(300)).until(() -> agent.agent().inFlight() == 1);

      client.abort();

      await().until(() -> agent.agent().inFlight() == 0);
      await().untilTrue(ended);
      assertThat(agent.scrape())
          .contains("mynah_http_request_failures_total{reason=\"client_gone\",} 1.0");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Transport.class,
      names = {"AUTO", "NIO"})
  void aClientThatIsGoneShowsWhenItsAnswerIsWritten(Transport transport) {
    CompletableFuture<Void> later = new CompletableFuture<>();
    AtomicBoolean cut = new AtomicBoolean();
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              later.join();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n");
              sendUntilCut(peer);
              cut.set(true);
            })) {
      start(transport, real.port());
      RawClient client = RawClient.to(agent.port());
      client.send("GET /real" + GET);
      await().until(() -> real.accepted() == 1);
      client.close();

      later.complete(null);

      await().untilTrue(cut);
      await().until(() -> agent.agent().inFlight() == 0);
    }
  }

  private static void sendUntilCut(ScriptedServer.Peer peer) {
    try {
      while (true) {
        peer.send(new byte[64 * 1024]);
      }
    } catch (IOException cut) {
      // which is what the test waits for
    }
  }

  @Test
  void theUpstreamOfATunnelSeesTheEndAndMayStillSpeak() {
    String upgrade = "Upgrade: chat\r\nConnection: Upgrade\r\n\r\n";
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              peer.send("HTTP/1.1 101 Switching Protocols\r\n" + upgrade);
              peer.send("heard " + peer.readAll());
            })) {
      start(Transport.AUTO, real.port());
      try (RawClient client = RawClient.to(agent.port())) {
        client.send("GET /real HTTP/1.1\r\nHost: x\r\n" + upgrade);
        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
        client.send("good bye");
        client.finishSending();

        assertThat(client.readAll()).isEqualTo("heard good bye");
      }
    }
  }
}
