package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.DrainConfig;
import dev.mynah.agent.wire.RawClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leaving fails no request: every one that a connection took is answered. */
class DrainTest {
  private static final int CLIENTS = 6;

  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  @Test
  void noRequestFailsWhileTheAgentLeavesUnderLoad() throws InterruptedException {
    agent.start(
        RunningAgent.config(
            List.of(Routes.mock("d", "GET", "/d", Routes.text(200, "ok"))), Map.of()));
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Thread client = new Thread(this::askUntilTurnedAway, "client-" + i);
      client.start();
      clients.add(client);
    }
    await().until(() -> answered.get() > 500);

    CompletionStage<Void> gone =
        agent.agent().drain(new DrainConfig(Duration.ZERO, Duration.ofSeconds(60)));
    for (Thread client : clients) {
      client.join();
    }
    gone.toCompletableFuture().join();

    assertThat(failed).hasValue(0);
    assertThat(agent.scrape())
        .contains("code=\"200\",outcome=\"mock\",} " + (double) answered.get());
  }

  /** Keeps one connection as long as it is left open; a port that is closed ends the work. */
  private void askUntilTurnedAway() {
    while (true) {
      RawClient client;
      try {
        client = RawClient.to(agent.port());
      } catch (UncheckedIOException closed) {
        return;
      }
      try (client) {
        askOn(client);
      }
      if (!agent.isAccepting()) {
        return;
      }
    }
  }

  private void askOn(RawClient client) {
    while (true) {
      String answer;
      try {
        answer = client.send("GET /d HTTP/1.1\r\nHost: x\r\n\r\n").readAnswer();
      } catch (UncheckedIOException broken) {
        failed.incrementAndGet();
        return;
      }
      if (!answer.endsWith("ok")) {
        failed.incrementAndGet();
        return;
      }
      answered.incrementAndGet();
      if (answer.contains("Connection: close")) {
        return;
      }
    }
  }

  @Test
  void whatIsLeftAtTheTimeoutIsCut() {
    agent.start(
        RunningAgent.config(
            List.of(
                Routes.mock(
                    "s",
                    "GET",
                    "/s",
                    new dev.mynah.agent.config.MockConfig(
                        200,
                        List.of(),
                        new dev.mynah.agent.config.MockBody.Text("x"),
                        false,
                        new dev.mynah.agent.config.Delay.Fixed(Duration.ofMinutes(5)),
                        false))),
            Map.of()));
    try (RawClient client = RawClient.to(agent.port())) {
      client.send("GET /s HTTP/1.1\r\nHost: x\r\n\r\n");
      await().until(() -> agent.agent().inFlight() == 1);

      agent
          .agent()
          .drain(new DrainConfig(Duration.ZERO, Duration.ofMillis(200)))
          .toCompletableFuture()
          .join();

      assertThat(client.isClosedByPeer()).isTrue();
    }
  }
}
