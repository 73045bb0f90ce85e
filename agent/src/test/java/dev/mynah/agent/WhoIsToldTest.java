package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.UnmatchedConfig.Hints;
import dev.mynah.agent.wire.OwnAddress;
import dev.mynah.agent.wire.RawClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ids and patterns of routes are for peers on this machine unless all may see them. */
class WhoIsToldTest {
  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private static AgentConfig at(InetAddress address, Hints hints) {
    AgentConfig plain =
        RunningAgent.config(
            List.of(Routes.mock("secret-id", "GET", "/users/all", Routes.text(200, "ok"))),
            Map.of());
    ListenerConfig listener = new ListenerConfig(address.getHostAddress(), 0, null, null, null);
    return RunningAgent.behind(RunningAgent.telling(plain, hints), listener);
  }

  private String ask(InetAddress address, String path) {
    try (RawClient client = RawClient.to(new InetSocketAddress(address, agent.port()), 0)) {
      return client
          .send("GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Mynah-Explain: 1\r\n\r\n")
          .readAnswer();
    }
  }

  @Test
  void aPeerBeyondLoopbackSeesNoRoutes() throws SocketException {
    InetAddress own = OwnAddress.orSkip();
    agent.start(at(own, Hints.LOOPBACK));

    assertThat(ask(own, "/users/al"))
        .startsWith("HTTP/1.1 404 ")
        .doesNotContain("secret-id", "/users/all", "X-Mynah-Explain");
    assertThat(ask(own, "/users/all")).endsWith("ok").doesNotContain("X-Mynah-Explain");
  }

  @Test
  void aPeerBeyondLoopbackSeesThemWhereAllMay() throws SocketException {
    InetAddress own = OwnAddress.orSkip();
    agent.start(at(own, Hints.ALL));

    assertThat(ask(own, "/users/al")).startsWith("HTTP/1.1 404 ").contains("secret-id");
    assertThat(ask(own, "/users/all")).contains("X-Mynah-Explain: route=\"secret-id\"");
  }

  @Test
  void aPeerOnThisMachineSeesThemUnlessNobodyMay() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    agent.start(at(loopback, Hints.LOOPBACK));
    assertThat(ask(loopback, "/users/al")).contains("secret-id");

    agent.agent().reload(at(loopback, Hints.OFF));
    assertThat(ask(loopback, "/users/al")).doesNotContain("secret-id", "X-Mynah-Explain");
  }
}
