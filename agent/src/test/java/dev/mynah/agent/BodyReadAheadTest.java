package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.LimitsConfig;
import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.wire.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A body is read before routing only where a route asks for it, and is then passed on whole. */
class BodyReadAheadTest {
  private static final int OVER_THE_LIMIT = 1024 * 1024 + 5000;

  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private static RouteConfig withBody(RouteConfig route, String part, MatchConfig.OnTooLarge then) {
    MatchConfig match = route.match();
    MatchConfig reading =
        new MatchConfig(
            match.methods(),
            match.path(),
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(new BodyMatch.Contains(part)),
            then);
    return new RouteConfig(
        route.id(),
        route.group(),
        route.mode(),
        route.priority(),
        reading,
        route.mock(),
        route.proxy(),
        null,
        route.reuse(),
        null,
        410,
        route.cost(),
        "test");
  }

  private void serve(MockWebServer real, MatchConfig.OnTooLarge then) {
    agent.start(
        RunningAgent.config(
            List.of(
                withBody(
                    Routes.mock("m", "POST", "/b", Routes.text(200, "mocked")), "mock-me", then),
                Routes.proxy("p", "POST", "/b", "real")),
            Map.of("real", Routes.upstream("real", real.getPort()))));
  }

  @Test
  void theBodyDecidesAndTheLoserIsPassedOnWhole() throws IOException, InterruptedException {
    try (MockWebServer real = new MockWebServer()) {
      real.start();
      real.enqueue(new MockResponse.Builder().body("real").build());
      serve(real, MatchConfig.OnTooLarge.REJECT);
      try (RawClient client = RawClient.to(agent.port())) {
        assertThat(post(client, "please mock-me")).endsWith("mocked");
        assertThat(post(client, "something else")).endsWith("real");
      }
      assertThat(real.takeRequest().getBody().utf8()).isEqualTo("something else");
    }
  }

  private static String post(RawClient client, String body) {
    return client
        .send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
        .readAnswer();
  }

  @Test
  void aChunkedBodyInPiecesIsPutTogether() throws IOException, InterruptedException {
    try (MockWebServer real = new MockWebServer()) {
      real.start();
      real.enqueue(new MockResponse.Builder().body("real").build());
      serve(real, MatchConfig.OnTooLarge.REJECT);
      try (RawClient client = RawClient.to(agent.port())) {
        String head = "POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(client.send(head + "4\r\nmock\r\n3\r\n-me\r\n0\r\n\r\n").readAnswer())
            .endsWith("mocked");
        assertThat(client.send(head + "3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n").readAnswer())
            .endsWith("real");
      }
      assertThat(real.takeRequest().getBody().utf8()).isEqualTo("abcdef");
    }
  }

  @Test
  void aCompressedBodyIsMatchedDecodedAndPassedOnAsItWas() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("please mock-me".getBytes(StandardCharsets.UTF_8));
    }
    try (MockWebServer real = new MockWebServer()) {
      real.start();
      serve(real, MatchConfig.OnTooLarge.REJECT);
      try (RawClient client = RawClient.to(agent.port())) {
        client.send(
            "POST /b HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: "
                + packed.size()
                + "\r\n\r\n");
        assertThat(client.send(packed.toByteArray()).readAnswer()).endsWith("mocked");
      }
    }
  }

  @Test
  void aBodyPastTheLimitIsRefusedOrSkipsTheRoute() throws IOException, InterruptedException {
    String body = "x".repeat(OVER_THE_LIMIT);
    try (MockWebServer real = new MockWebServer()) {
      real.start();
      real.enqueue(new MockResponse.Builder().body("real").build());
      serve(real, MatchConfig.OnTooLarge.SKIP);
      try (RawClient client = RawClient.to(agent.port())) {
        assertThat(post(client, body)).endsWith("real");
      }
      assertThat(real.takeRequest().getBody().utf8()).isEqualTo(body);
    }
  }

  private static AgentConfig withRoom(long bytes, Duration maxWait) {
    RouteConfig route =
        withBody(
            Routes.mock("m", "POST", "/b", Routes.text(200, "mocked")),
            "mock-me",
            MatchConfig.OnTooLarge.REJECT);
    return RunningAgent.readingAhead(
        RunningAgent.config(List.of(route), Map.of()), new LimitsConfig.ReadAhead(bytes, maxWait));
  }

  @Test
  void manyLargeBodiesTakeTurnsInLittleMemory() throws Exception {
    agent.start(withRoom(1024 * 1024, Duration.ofSeconds(60)));
    String body = "x".repeat(600_000) + "mock-me";
    List<CompletableFuture<String>> answers = new ArrayList<>();
    ExecutorService clients = Executors.newFixedThreadPool(20);
    for (int i = 0; i < 20; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                try (RawClient client = RawClient.to(agent.port())) {
                  return post(client, body);
                }
              },
              clients));
    }

    for (CompletableFuture<String> answer : answers) {
      assertThat(answer.get()).startsWith("HTTP/1.1 200 ").endsWith("mocked");
    }
    clients.shutdown();
    await().until(() -> agent.scrape().contains("mynah_read_ahead_bytes 0.0"));
    assertThat(agent.scrape())
        .contains("mynah_read_ahead_limit_bytes 1048576.0", "mynah_read_ahead_waiting 0.0");
  }

  @Test
  void whoFindsNoRoomInTimeIsToldAndWhoeverWaitsIsServedWhenAnotherLeaves() {
    agent.start(withRoom(1024 * 1024, Duration.ofMillis(200)));
    String body = "x".repeat(600_000) + "mock-me";
    RawClient slow = RawClient.to(agent.port());
    slow.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 600007\r\n\r\nabc");
    await().until(() -> agent.scrape().contains("mynah_read_ahead_bytes 600007.0"));
    try (RawClient client = RawClient.to(agent.port())) {
      client.send(
          "POST /b HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 600007\r\n\r\n");
      assertThat(client.readAnswer())
          .startsWith("HTTP/1.1 503 ")
          .contains("Retry-After: 1", "\"reason\":\"overloaded\"");
    }
    agent.agent().reload(withRoom(1024 * 1024, Duration.ofSeconds(60)));
    try (RawClient client = RawClient.to(agent.port())) {
      client.send(
          "POST /b HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 600007\r\n\r\n");
      await().until(() -> agent.scrape().contains("mynah_read_ahead_waiting 1.0"));

      slow.abort();

      assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(client.send(body).readAnswer()).endsWith("mocked");
    }
    assertThat(agent.scrape()).contains("mynah_read_ahead_bytes 0.0");
  }

  @Test
  void aBodyPastTheLimitIsRefusedWhereTheRouteSaysSo() throws IOException {
    try (MockWebServer real = new MockWebServer()) {
      real.start();
      serve(real, MatchConfig.OnTooLarge.REJECT);
      try (RawClient client = RawClient.to(agent.port())) {
        assertThat(post(client, "x".repeat(OVER_THE_LIMIT)))
            .startsWith("HTTP/1.1 413 ")
            .contains("\"reason\":\"body_too_large\"");
      }
    }
  }
}
