package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.BodyMatch;
import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.wire.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
