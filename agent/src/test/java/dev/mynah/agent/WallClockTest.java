package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.wire.MovableClock;
import dev.mynah.agent.wire.RawClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent goes by the wall clock that it is given. */
class WallClockTest {
  private final MovableClock clock = MovableClock.at(Instant.parse("2030-01-01T00:00:00Z"));
  @RegisterExtension final RunningAgent agent = new RunningAgent(clock);

  @Test
  void datesAnswersByIt() {
    agent.start(
        RunningAgent.config(
            List.of(Routes.mock("hi", "GET", "/", Routes.text(200, "hi"))), Map.of()));

    try (RawClient client = RawClient.to(agent.port())) {
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readAnswer())
          .containsIgnoringCase("\r\nDate: Tue, 01 Jan 2030 00:00:00 GMT\r\n");

      clock.advance(Duration.ofSeconds(61));
      client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(client.readAnswer())
          .containsIgnoringCase("\r\nDate: Tue, 01 Jan 2030 00:01:01 GMT\r\n");
    }
  }
}
