package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.exchange.Bodies;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.wire.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each time limit strikes by its own name, not before its time. */
class TimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  /**
   * Time for a connection and an answer's head even on a machine that is busy with other things.
   */
  private static final Duration AMPLE = Duration.ofSeconds(3);

  private static final Duration LONG = Duration.ofSeconds(60);

  private static UpstreamConfig limits(int port, Duration connect, Duration first, Duration total) {
    return TestUpstream.timeouts(TestUpstream.at(port), connect, first, total);
  }

  private static void assertNotEarly(long startNanos) {
    assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(SHORT.toNanos());
  }

  @Test
  void anUpstreamThatDoesNotBeginToAnswer() {
    ScriptedServer.Script script = (peer, n) -> peer.awaitEnd();
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(limits(server.port(), LONG, SHORT, LONG))) {
      long start = System.nanoTime();
      Answer answer = kit.post("/a", "body").await();

      assertNotEarly(start);
      assertThat(answer.failure).isEqualTo(Failure.UPSTREAM_FIRST_BYTE_TIMEOUT);
      assertThat(kit.events.ended).containsExactly("0 UPSTREAM_FIRST_BYTE_TIMEOUT");
      kit.awaitUntil(() -> kit.gauges().open() == 0);
    }
  }

  @Test
  void anInterimAnswerIsNotTheAnswer() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 102 Processing\r\n\r\n");
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(limits(server.port(), LONG, SHORT, LONG))) {
      assertThat(kit.get("/a").await().failure).isEqualTo(Failure.UPSTREAM_FIRST_BYTE_TIMEOUT);
    }
  }

  @Test
  void anUploadThatStallsCountsForTheTotalAlone() {
    ScriptedServer.Script script = (peer, n) -> peer.awaitEnd();
    Duration total = AMPLE;
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(limits(server.port(), LONG, SHORT, total))) {
      ManualBody body = new ManualBody(kit.allocator, 10);
      Answer answer = kit.call(Requests.of("POST", "/a"), body).await();

      assertThat(answer.failure).isEqualTo(Failure.UPSTREAM_TOTAL_TIMEOUT);
      assertThat(body.cancelled).isTrue();
    }
  }

  @Test
  void anAnswerThatDoesNotEnd() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
          peer.awaitEnd();
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(limits(server.port(), LONG, LONG, AMPLE))) {
      long start = System.nanoTime();
      Answer answer = kit.get("/a").await();

      assertNotEarly(start);
      assertThat(answer.status).isEqualTo(200);
      assertThat(answer.failure).isEqualTo(Failure.UPSTREAM_TOTAL_TIMEOUT);
    }
  }

  @Test
  void aRouteMayHaveATotalOfItsOwn() {
    ScriptedServer.Script script = (peer, n) -> peer.awaitEnd();
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit = UpstreamKit.with(limits(server.port(), LONG, LONG, LONG))) {
      Answer answer = new Answer();
      kit.call(0, TestUpstream.total(AMPLE), Requests.get("/a"), Bodies.EMPTY, answer).await();

      assertThat(answer.failure).isEqualTo(Failure.UPSTREAM_TOTAL_TIMEOUT);
    }
  }

  @Test
  void aLimitOfZeroIsNone() {
    ScriptedServer.Script script =
        (peer, n) -> {
          peer.readHead();
          peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        };
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit =
            UpstreamKit.with(limits(server.port(), LONG, Duration.ZERO, Duration.ZERO))) {
      assertThat(kit.get("/a").await().status).isEqualTo(200);
    }
  }

  /** A listener whose queue is full: on Linux the kernel drops further connection requests. */
  @Test
  void anUpstreamThatDoesNotAcceptTheConnection() throws IOException {
    List<Socket> filling = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 2; i++) {
        Socket socket = new Socket();
        filling.add(socket);
        socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 30_000);
      }
      try (UpstreamKit kit = UpstreamKit.with(limits(full.getLocalPort(), SHORT, LONG, LONG))) {
        long start = System.nanoTime();
        Answer answer = kit.get("/a").await();

        assertNotEarly(start);
        assertThat(answer.failure).isEqualTo(Failure.UPSTREAM_CONNECT_TIMEOUT);
        assertThat(kit.gauges().open()).isZero();
      }
    } finally {
      for (Socket socket : filling) {
        socket.close();
      }
    }
  }

  @Test
  void aRefusedConnectionIsNotATimeout() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    try (UpstreamKit kit = UpstreamKit.with(limits(port, LONG, LONG, LONG))) {
      Answer answer = kit.post("/a", "body").await();

      assertThat(answer.failure).isEqualTo(Failure.UPSTREAM_CONNECT);
      assertThat(kit.gauges().open()).isZero();
      assertThat(kit.gauges().pending()).isZero();
      assertThat(kit.gauges().active()).isZero();
    }
  }

  @Test
  void manyCallsWithManyLimitsEachStrikeOnTheirOwn() {
    ScriptedServer.Script script = (peer, n) -> peer.awaitEnd();
    try (ScriptedServer server = ScriptedServer.playing(script);
        UpstreamKit kit =
            UpstreamKit.with(
                TestUpstream.pool(limits(server.port(), LONG, LONG, LONG), 64, 0, LONG))) {
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Answer answer = new Answer();
        answers.add(answer);
        Duration total = AMPLE.plusMillis(7 * i);
        kit.call(0, TestUpstream.total(total), Requests.get("/a"), Bodies.EMPTY, answer);
      }

      answers.forEach(
          answer -> assertThat(answer.await().failure).isEqualTo(Failure.UPSTREAM_TOTAL_TIMEOUT));
      assertThat(kit.gauges().active()).isZero();
    }
  }
}
