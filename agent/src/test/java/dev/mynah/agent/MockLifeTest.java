package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.CorsConfig;
import dev.mynah.agent.config.Delay;
import dev.mynah.agent.config.HeaderValue;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.wire.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MockLifeTest {
  private static final int LARGE_BYTES = 3_000_000;

  @RegisterExtension final RunningAgent agent = new RunningAgent();
  @TempDir Path directory;

  private static RouteConfig with(RouteConfig route, CorsConfig cors, Instant expires) {
    return new RouteConfig(
        route.id(),
        route.group(),
        route.mode(),
        route.priority(),
        route.match(),
        route.mock(),
        route.proxy(),
        cors,
        route.reuse(),
        expires,
        410,
        route.cost(),
        "test");
  }

  private static MockConfig delayed(Duration delay) {
    return new MockConfig(
        200, List.of(), new MockBody.Text("late"), false, new Delay.Fixed(delay), true);
  }

  @Test
  void anExpiredRouteSaysGoneAndIsCounted() {
    RouteConfig ended =
        with(Routes.mock("old", "GET", "/old", Routes.text(200, "no")), null, Instant.EPOCH);
    agent.start(RunningAgent.config(List.of(ended), Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      assertThat(client.send("GET /old HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
          .startsWith("HTTP/1.1 410 Gone");
    }
    assertThat(agent.scrape())
        .contains("mynah_expired_route_requests_total{route=\"old\",} 1.0")
        .contains("route=\"old\",method=\"GET\",code=\"410\",outcome=\"rejected\"");
  }

  @Test
  void aDelayedAnswerComesAndTheDelayIsCounted() {
    agent.start(
        RunningAgent.config(
            List.of(Routes.mock("slow", "GET", "/slow", delayed(Duration.ofMillis(50)))),
            Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      assertThat(client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
          .endsWith("late");
    }
    assertThat(agent.scrape()).contains("mynah_injected_delay_seconds_total{route=\"slow\",} 0.05");
  }

  @Test
  void aClientThatLeavesDuringTheDelayIsAFailureAndNoRequest() {
    agent.start(
        RunningAgent.config(
            List.of(Routes.mock("slow", "GET", "/slow", delayed(Duration.ofMinutes(5)))),
            Map.of()));
    RawClient client = RawClient.to(agent.port());
    client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
    await().until(() -> agent.agent().inFlight() == 1);

    client.abort();

    await().until(() -> agent.agent().inFlight() == 0);
    assertThat(agent.scrape())
        .contains("mynah_http_request_failures_total{reason=\"client_gone\",} 1.0")
        .contains("route=\"slow\",method=\"GET\",code=\"200\",outcome=\"mock\",} 0.0");
  }

  @Test
  void pipelinedRequestsBehindASlowOneWaitTheirTurn() {
    agent.start(
        RunningAgent.config(
            List.of(
                Routes.mock("slow", "GET", "/slow", delayed(Duration.ofMillis(100))),
                Routes.mock("fast", "GET", "/fast", Routes.text(200, "fast"))),
            Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\nGET /fast HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(client.readAnswer()).endsWith("late");
      assertThat(client.readAnswer()).endsWith("fast");
    }
  }

  @Test
  void aLargeFileIsStreamedAndAChangedSmallOneIsSeen() throws IOException {
    Path large = directory.resolve("large.bin");
    byte[] content = new byte[LARGE_BYTES];
    new java.util.Random(1).nextBytes(content);
    Files.write(large, content);
    Path small = directory.resolve("small.json");
    Files.writeString(small, "{\"v\":1}");
    agent.start(
        RunningAgent.config(
            List.of(
                Routes.mock("large", "GET", "/large", file(large)),
                Routes.mock("small", "GET", "/small", file(small))),
            Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readHead()).contains("Content-Length: " + LARGE_BYTES);
      assertThat(client.readBytes(LARGE_BYTES)).isEqualTo(content);

      assertThat(client.send("GET /small HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
          .contains("Content-Type: application/json")
          .endsWith("{\"v\":1}");
      Files.writeString(small, "{\"v\":22}");
      await()
          .until(
              () ->
                  client
                      .send("GET /small HTTP/1.1\r\nHost: x\r\n\r\n")
                      .readAnswer()
                      .endsWith("{\"v\":22}"));
    }
  }

  private static MockConfig file(Path path) {
    return new MockConfig(200, List.of(), new MockBody.File(path), false, new Delay.None(), false);
  }

  @Test
  void aBrowserMayAskBeforehandAndReadTheAnswer() {
    CorsConfig cors =
        new CorsConfig(
            List.of("https://app.example"),
            List.of(),
            List.of("X-Token"),
            List.of("X-Seen"),
            false,
            Duration.ofMinutes(5));
    agent.start(
        RunningAgent.config(
            List.of(with(Routes.mock("c", "PUT", "/c", Routes.text(200, "ok")), cors, null)),
            Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      String asked =
          client
              .send(
                  "OPTIONS /c HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example\r\n"
                      + "Access-Control-Request-Method: PUT\r\n\r\n")
              .readHead();
      assertThat(asked)
          .startsWith("HTTP/1.1 204 ")
          .contains("Access-Control-Allow-Origin: https://app.example");

      String answer =
          client
              .send(
                  "PUT /c HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example\r\n"
                      + "Content-Length: 0\r\n\r\n")
              .readAnswer();
      assertThat(answer)
          .contains("Access-Control-Allow-Origin: https://app.example")
          .contains("Access-Control-Expose-Headers: X-Seen")
          .endsWith("ok");
    }
  }

  @Test
  void aClientThatWaitsForAContinueIsToldEvenByAMock() {
    agent.start(
        RunningAgent.config(
            List.of(Routes.mock("up", "POST", "/up", Routes.text(201, "got it"))), Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      client.send(
          "POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send("abc").readAnswer()).startsWith("HTTP/1.1 201 ").endsWith("got it");
      assertThat(
              client.send("POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n").readAnswer())
          .endsWith("got it");
    }
  }

  @Test
  void gzipIsSentToThoseWhoTakeIt() {
    String text = "a text that repeats itself ".repeat(100);
    MockConfig mock =
        new MockConfig(
            200,
            List.of(new HeaderValue("X-A", "b")),
            new MockBody.Text(text),
            false,
            new Delay.None(),
            true);
    agent.start(RunningAgent.config(List.of(Routes.mock("z", "GET", "/z", mock)), Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      String packed =
          client.send("GET /z HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n").readAnswer();
      String plain = client.send("GET /z HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer();

      assertThat(packed).contains("Content-Encoding: gzip", "Vary: Accept-Encoding", "X-A: b");
      assertThat(packed.getBytes(StandardCharsets.ISO_8859_1).length).isLessThan(400);
      assertThat(plain).contains("Vary: Accept-Encoding").endsWith(text);
    }
  }
}
