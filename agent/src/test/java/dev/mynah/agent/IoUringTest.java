package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.accept.EventLoops;
import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.RuntimeConfig;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.agent.wire.ScriptedServer;
import io.netty.channel.uring.IoUring;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code runtime.transport: io_uring}: the same answers where the kernel has it, a sentence else.
 */
class IoUringTest {
  private static final int BODY_BYTES = 20_000_000;

  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private static AgentConfig overRings(int upstreamPort) {
    AgentConfig plain =
        RunningAgent.config(
            List.of(
                Routes.mock("m", "GET", "/mock", Routes.text(200, "mocked")),
                Routes.proxy("down", "GET", "/down", "real"),
                Routes.proxy("up", "POST", "/up", "real")),
            Map.of("real", Routes.upstream("real", upstreamPort)));
    return RunningAgent.driven(plain, RuntimeConfig.Transport.IO_URING);
  }

  private static void assumeRings() {
    String why = IoUring.isAvailable() ? "" : String.valueOf(IoUring.unavailabilityCause());
    Assumptions.assumeTrue(why.isEmpty(), "io_uring does not run here: " + why);
  }

  @Test
  void mocksAndProxiesWithLargeBodiesBothWays() {
    assumeRings();
    byte[] body = new byte[BODY_BYTES];
    new Random(3).nextBytes(body);
    try (ScriptedServer real = ScriptedServer.playing((peer, n) -> downThenUp(peer, body))) {
      agent.start(overRings(real.port()));
      assertThat(agent.agent().transport()).isEqualTo(EventLoops.Kind.IO_URING);
      try (RawClient client = RawClient.to(agent.port())) {
        for (int i = 0; i < 100; i++) {
          assertThat(client.send("GET /mock HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer())
              .endsWith("mocked");
        }
        assertThat(client.send("GET /down HTTP/1.1\r\nHost: x\r\n\r\n").readHead())
            .startsWith("HTTP/1.1 200 ")
            .contains("X-Mock-Proxied: true");
        assertThat(client.readBytes(BODY_BYTES)).isEqualTo(body);
        client.send("POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n");
        assertThat(client.send(body).readAnswer()).endsWith("same");
      }
      assertThat(real.problems()).isEmpty();
    }
    assertThat(agent.scrape())
        .contains("route=\"m\",method=\"GET\",code=\"200\",outcome=\"mock\",} 100.0");
  }

  private static void downThenUp(ScriptedServer.Peer peer, byte[] body) throws IOException {
    for (String head = peer.readHead(); !head.isEmpty(); head = peer.readHead()) {
      if (head.startsWith("GET")) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
        peer.send(body);
      } else {
        String found = java.util.Arrays.equals(peer.readBytes(body.length), body) ? "same" : "else";
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + found);
      }
    }
  }

  @Test
  void aClientThatIsGoneEndsTheUpstreamCall() {
    assumeRings();
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              peer.readHead();
              peer.awaitEnd();
            })) {
      agent.start(overRings(real.port()));
      RawClient client = RawClient.to(agent.port());
      client.send("GET /down HTTP/1.1\r\nHost: x\r\n\r\n");
      await().until(() -> real.accepted() == 1 && agent.agent().inFlight() == 1);

      client.abort();

      await().until(() -> agent.agent().inFlight() == 0);
      assertThat(agent.scrape())
          .contains("mynah_http_request_failures_total{reason=\"client_gone\",} 1.0");
    }
  }

  @Test
  void whereItDoesNotRunTheStartSaysSo() {
    Assumptions.assumeFalse(IoUring.isAvailable(), "io_uring runs here");

    assertThatThrownBy(() -> agent.start(overRings(1)))
        .hasMessageContaining("runtime.transport")
        .hasMessageContaining("not available on this machine");
  }
}
