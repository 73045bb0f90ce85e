package dev.mynah.agent.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.wire.RawClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each time limit strikes; only the one under test is short. */
class TimeLimitsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final EchoHandler handler = new EchoHandler();
  private WireServer server;

  private void start(Duration head, Duration body, Duration idle, Duration write) {
    LimitsConfig limits =
        new LimitsConfig(
            200,
            2000,
            10,
            100_000_000,
            1024,
            3,
            head,
            body,
            idle,
            write,
            0,
            LimitsConfig.ReadAhead.DEFAULT);
    server = new WireServer(handler, limits);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void aHeadThatDoesNotArriveInTimeIsRefused() {
    start(SHORT, LONG, LONG, LONG);
    try (RawClient client = RawClient.to(server.port())) {
      client.send("GET / HTTP/1.1\r\nHo");

      assertThat(client.readAll()).startsWith("HTTP/1.1 408 ");
      assertThat(handler.failures).containsExactly(Failure.HEADER_TIMEOUT);
    }
  }

  @Test
  void aBodyThatStopsComingIsRefused() {
    start(LONG, SHORT, LONG, LONG);
    try (RawClient client = RawClient.to(server.port())) {
      client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");

      assertThat(client.readAll()).startsWith("HTTP/1.1 408 ");
      assertThat(handler.failures).containsExactly(Failure.BODY_TIMEOUT);
    }
  }

  @Test
  void anIdleConnectionIsClosedSilently() {
    start(LONG, LONG, SHORT, LONG);
    try (RawClient client = RawClient.to(server.port())) {
      assertThat(client.readAll()).isEmpty();
      await().until(() -> server.closed.contains(AcceptEvents.CloseReason.IDLE));
    }
  }

  @Test
  void aClientThatTakesNothingIsCut() {
    start(LONG, LONG, LONG, SHORT);
    byte[] body = new byte[20_000_000];
    try (RawClient client = RawClient.to(server.port(), 8 * 1024)) {
      client.send(
          "POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n\r\n");
      Thread sender =
          new Thread(
              () -> {
                try {
                  client.send(body);
                } catch (java.io.UncheckedIOException cut) {
                  // the server gave up on us, which is what the test is about
                }
              });
      sender.start();

      await().until(() -> handler.failures.contains(Failure.CLIENT_STALLED));
    }
  }
}
