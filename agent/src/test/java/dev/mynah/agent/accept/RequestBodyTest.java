package dev.mynah.agent.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.wire.RawClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestBodyTest {
  private static final long BODY_LIMIT = 100_000_000;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final EchoHandler handler = new EchoHandler();

  @RegisterExtension final WireServer server = new WireServer(handler, limits());

  private static LimitsConfig limits() {
    return new LimitsConfig(
        200,
        2000,
        10,
        BODY_LIMIT,
        1024,
        3,
        LONG,
        LONG,
        LONG,
        LONG,
        5,
        LimitsConfig.ReadAhead.DEFAULT);
  }

  @Test
  void chunksAndTrailersAreTakenApart() {
    try (RawClient client = RawClient.to(server.port())) {
      client.send(
          "POST /t HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
              + "3;ext=\"a\"\r\nabc\r\n0A\r\n0123456789\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n");

      assertThat(client.readAnswer()).endsWith("POST /t body=abc0123456789 trailers=2");
    }
  }

  @Test
  void aClientThatWaitsIsToldToContinue() {
    try (RawClient client = RawClient.to(server.port())) {
      client.send(
          "POST /c HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

      client.send("ok");

      assertThat(client.readAnswer()).startsWith("HTTP/1.1 200").endsWith("body=ok trailers=0");
    }
  }

  @Test
  void aClientThatDidNotWaitIsNotTold() {
    try (RawClient client = RawClient.to(server.port())) {
      client.send(
          "POST /c HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok");

      assertThat(client.readAnswer()).startsWith("HTTP/1.1 200").endsWith("body=ok trailers=0");
    }
  }

  @Test
  void aStreamedBodyOfUnknownLengthComesBackInChunks() {
    try (RawClient client = RawClient.to(server.port())) {
      client.send(
          "POST /stream HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "5\r\nhello\r\n0\r\nX-T: v\r\n\r\n");

      String head = client.readHead();

      assertThat(head).contains("Transfer-Encoding: chunked\r\n");
      assertThat(client.readUntil("X-T: v\r\n\r\n")).isEqualTo("5\r\nhello\r\n0\r\nX-T: v\r\n\r\n");
    }
  }

  @Test
  void anHttp10ClientGetsAnUnknownLengthByClosing() {
    try (RawClient client = RawClient.to(server.port())) {
      client.send("POST /stream HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello");

      assertThat(client.readAll()).endsWith("\r\n\r\nhello");
    }
  }

  @Test
  void aLargeBodyPassesThroughASlowReaderWholeAndIsNotHeld() {
    byte[] body = new byte[40_000_000];
    Arrays.fill(body, (byte) 'x');
    try (RawClient client = RawClient.to(server.port(), 64 * 1024)) {
      client.send(
          "POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n\r\n");
      Thread sender = new Thread(() -> client.send(body), "sender");
      sender.start();

      String head = client.readHead();
      byte[] back = client.readBytes(body.length);

      assertThat(head).contains("Content-Length: " + body.length);
      assertThat(back).isEqualTo(body);
    }
  }

  @Test
  void aBodyPastTheLimitIsRefusedBeforeItIsRead() {
    try (RawClient client = RawClient.to(server.port())) {
      client.send(
          "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: " + (BODY_LIMIT + 1) + "\r\n\r\n");

      assertThat(client.readAll()).startsWith("HTTP/1.1 413 ").contains("Connection: close");
      assertThat(handler.failures).containsExactly(Failure.BODY_TOO_LARGE);
    }
  }

  @Test
  void aLineAFieldAndACountPastTheLimitAreRefused() {
    assertRefused("GET /" + "a".repeat(400) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414);
    assertRefused("GET / HTTP/1.1\r\nHost: x\r\nA: " + "b".repeat(3000) + "\r\n\r\n", 431);
    assertRefused("GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(20) + "\r\n", 431);
  }

  private void assertRefused(String request, int status) {
    try (RawClient client = RawClient.to(server.port())) {
      assertThat(client.send(request).readAll()).startsWith("HTTP/1.1 " + status + ' ');
    }
  }

  @Test
  void aClientThatLeavesMidBodyIsNoticed() {
    RawClient client = RawClient.to(server.port());
    client.send("POST /gone HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    await().until(() -> !handler.seen.isEmpty());

    client.abort();

    await().until(() -> handler.failures.contains(Failure.CLIENT_GONE));
  }

  @Test
  void connectionsPastTheLimitAreTurnedAway() {
    try (RawClient one = RawClient.to(server.port());
        RawClient two = RawClient.to(server.port());
        RawClient three = RawClient.to(server.port())) {
      one.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer();
      two.send("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer();
      three.send("GET /3 HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer();
      try (RawClient four = RawClient.to(server.port())) {
        assertThat(four.isClosedByPeer()).isTrue();
      }
    }
  }

  @Test
  void aConnectionIsClosedAfterItsShareOfRequests() {
    try (RawClient client = RawClient.to(server.port())) {
      for (int i = 0; i < 4; i++) {
        assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
            .doesNotContain("Connection: close");
      }
      assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n").readAll())
          .contains("Connection: close");
    }
  }

  @Test
  void binaryOnAPlainPortIsRefusedAtOnce() {
    try (RawClient client = RawClient.to(server.port())) {
      client.send(new byte[] {0x16, 3, 1, 2, 0, 1, 0});

      assertThat(client.readAll()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void textIsNeverReadAsAnythingButBytes() {
    try (RawClient client = RawClient.to(server.port())) {
      byte[] utf8 = "größer".getBytes(StandardCharsets.UTF_8);
      client.send(
          "POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: " + utf8.length + "\r\n\r\n");
      client.send(utf8);

      client.readHead();

      assertThat(client.readBytes(utf8.length)).isEqualTo(utf8);
    }
  }
}
