package dev.mynah.agent;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.Delay;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.agent.wire.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WayOfARequestTest {
  @RegisterExtension final RunningAgent agent = new RunningAgent();

  @Test
  void aMockIsAnsweredAndCounted() {
    agent.start(
        RunningAgent.config(
            List.of(Routes.mock("hello", "GET", "/hello", Routes.text(200, "hi"))), Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      for (int i = 0; i < 3; i++) {
        String answer = client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer();

        assertThat(answer)
            .startsWith("HTTP/1.1 200 OK\r\n")
            .contains("\r\nMatched-Stub-Id: hello\r\n", "\r\nContent-Length: 2\r\n")
            .endsWith("\r\n\r\nhi");
      }
    }
    assertThat(agent.scrape())
        .contains(
            "mynah_http_requests_total{route=\"hello\",method=\"GET\",code=\"200\",outcome=\"mock\",} 3.0");
  }

  @Test
  void aTemplateSeesPathParameters() {
    agent.start(
        RunningAgent.config(
            List.of(
                Routes.mock("t", "GET", "/users/:id", Routes.template("id={{request.path.id}}"))),
            Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      assertThat(client.send("GET /users/a%20b HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
          .contains("X-Kind: rendered")
          .endsWith("id=a b");
    }
  }

  @Test
  void nobodysRequestIsAProblemThatSaysSo() {
    agent.start(RunningAgent.config(List.of(), Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      String answer =
          client.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc").readAnswer();

      assertThat(answer)
          .startsWith("HTTP/1.1 404 ")
          .contains("Content-Type: application/problem+json", "\"reason\":\"unmatched\"");
    }
    assertThat(agent.scrape()).contains("route=\"_unmatched\",method=\"POST\",code=\"404\"");
  }

  @Test
  void aProxiedRequestReachesTheRealServerAndComesBack() throws IOException, InterruptedException {
    try (MockWebServer real = new MockWebServer()) {
      real.start();
      real.enqueue(new MockResponse.Builder().code(201).body("made").build());
      agent.start(
          RunningAgent.config(
              List.of(Routes.proxy("p", "POST", "/things/**", "real")),
              Map.of("real", Routes.upstream("real", real.getPort()))));
      try (RawClient client = RawClient.to(agent.port())) {
        String answer =
            client
                .send("POST /things/1?q=2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc")
                .readAnswer();

        assertThat(answer)
            .startsWith("HTTP/1.1 201 ")
            .contains("X-Mock-Proxied: true")
            .endsWith("made");
        assertThat(real.takeRequest().getBody().utf8()).isEqualTo("abc");
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(agent.scrape())
                      .contains("route=\"p\",method=\"POST\",code=\"201\",outcome=\"proxied\"")
                      .contains("mynah_upstream_requests_total{upstream=\"real\""));
    }
  }

  @Test
  void anUnreachableUpstreamIs502AndOneThatIsSilent504() throws IOException {
    try (MockWebServer silent = new MockWebServer()) {
      silent.start();
      agent.start(
          RunningAgent.config(
              List.of(
                  Routes.proxy("down", "GET", "/down", "down"),
                  Routes.proxy("silent", "GET", "/silent", "silent")),
              Map.of(
                  "down",
                  Routes.upstream("down", 1),
                  "silent",
                  Routes.upstream("silent", silent.getPort(), Duration.ofMillis(300)))));
      try (RawClient client = RawClient.to(agent.port())) {
        assertThat(client.send("GET /down HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
            .startsWith("HTTP/1.1 502 ")
            .contains("\"reason\":\"upstream_connect\"");
        assertThat(client.send("GET /silent HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
            .startsWith("HTTP/1.1 504 ")
            .contains("\"reason\":\"upstream_first_byte_timeout\"");
      }
    }
  }

  @Test
  void aRouteIsFlippedWithoutTouchingAnOpenConnection() throws IOException {
    try (MockWebServer real = new MockWebServer()) {
      real.start();
      real.enqueue(new MockResponse.Builder().body("real").build());
      agent.start(
          RunningAgent.config(
              List.of(Routes.mock("r", "GET", "/r", Routes.text(200, "mock"))), Map.of()));
      try (RawClient client = RawClient.to(agent.port())) {
        assertThat(client.send("GET /r HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer()).endsWith("mock");

        agent
            .agent()
            .reload(
                RunningAgent.config(
                    List.of(Routes.proxy("r", "GET", "/r", "real")),
                    Map.of("real", Routes.upstream("real", real.getPort()))));

        await()
            .until(
                () ->
                    client
                        .send("GET /r HTTP/1.1\r\nHost: x\r\n\r\n")
                        .readAnswer()
                        .endsWith("real"));
      }
    }
  }

  @Test
  void aClientThatAsksIsToldHowItsAnswerCameAbout() {
    agent.start(
        RunningAgent.config(
            List.of(Routes.mock("hello", "GET", "/hello", Routes.text(200, "hi"))), Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      String explained =
          client.send("GET /hello HTTP/1.1\r\nHost: x\r\nX-Mynah-Explain: 1\r\n\r\n").readAnswer();
      String plain = client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer();

      assertThat(explained)
          .contains(
              "X-Mynah-Explain: route=\"hello\", outcome=mock", "mode=mock", "source=\"test\"")
          .endsWith("hi");
      assertThat(plain).doesNotContain("Explain");
    }
  }

  @Test
  void theExplanationNamesWhoStoodBeforeAndWhereTheCallWent() throws IOException {
    try (MockWebServer real = new MockWebServer()) {
      real.start();
      real.enqueue(new MockResponse.Builder().headersDelay(30, MILLISECONDS).body("real").build());
      agent.start(
          RunningAgent.config(
              List.of(
                  Routes.mock("posted", "POST", "/a", Routes.text(200, "no")),
                  Routes.proxy("asked", "GET", "/a", "real"),
                  Routes.mock("any", "GET", "/**", Routes.text(200, "later"))),
              Map.of("real", Routes.upstream("real", real.getPort()))));
      try (RawClient client = RawClient.to(agent.port())) {
        String answer =
            client.send("GET /a HTTP/1.1\r\nHost: x\r\nX-Mynah-Explain: 1\r\n\r\n").readAnswer();

        assertThat(answer)
            .endsWith("real")
            .contains("address=\"127.0.0.1:" + real.getPort() + "\", attempts=1")
            .contains("missed=(\"posted: method: expected POST, found GET\")")
            .containsPattern("Server-Timing: total;dur=[0-9.]+, upstream;dur=[0-9.]+\r\n")
            .doesNotContain("any:", "later");
        assertThat(durations(answer, "upstream")).isGreaterThanOrEqualTo(29);
        assertThat(durations(answer, "total"))
            .isGreaterThanOrEqualTo(durations(answer, "upstream"));
      }
    }
  }

  @Test
  void aDelayAndAFailureAreExplainedToo() throws IOException {
    MockConfig slow =
        new MockConfig(
            200,
            List.of(),
            new MockBody.Text("late"),
            false,
            new Delay.Fixed(Duration.ofMillis(40)),
            true);
    try (ScriptedServer real = ScriptedServer.playing((peer, n) -> peer.readHead())) {
      agent.start(
          RunningAgent.config(
              List.of(
                  Routes.mock("slow", "GET", "/slow", slow),
                  Routes.proxy("cut", "GET", "/cut", "real")),
              Map.of("real", Routes.upstream("real", real.port()))));
      try (RawClient client = RawClient.to(agent.port())) {
        String ask = " HTTP/1.1\r\nHost: x\r\nX-Mynah-Explain: 1\r\n\r\n";
        String late = client.send("GET /slow" + ask).readAnswer();
        String cut = client.send("GET /cut" + ask).readAnswer();

        assertThat(late).endsWith("late").contains(", delay;dur=40.000\r\n");
        assertThat(durations(late, "total")).isGreaterThanOrEqualTo(39);
        assertThat(cut)
            .startsWith("HTTP/1.1 502 ")
            .contains("outcome=error", "address=\"127.0.0.1:" + real.port() + "\"")
            .contains("attempts=" + real.accepted());
      }
    }
  }

  private static double durations(String answer, String of) {
    Matcher found = Pattern.compile(of + ";dur=([0-9.]+)").matcher(answer);
    assertThat(found.find()).isTrue();
    return Double.parseDouble(found.group(1));
  }
}
