package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.DrainConfig;
import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.config.reuse.ReuseSpace;
import dev.mynah.agent.reuse.store.Purge;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.agent.wire.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hits, evictions, purges and the end of the process, all at once. */
class CacheRaceTest {
  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private static AgentConfig config(int port, long cacheBytes) {
    AgentConfig c =
        RunningAgent.config(
            List.of(Routes.all("shop", "/shop", "real", CacheConfig.DEFAULT)),
            Map.of("real", Routes.upstream("real", port)));
    return new AgentConfig(
        c.listeners(),
        c.upstreams(),
        c.routes(),
        c.limits(),
        c.drain(),
        c.runtime(),
        c.unmatched(),
        c.templates(),
        new ReuseSpace(cacheBytes, cacheBytes, 0L, null));
  }

  /** Every page's body says which page it is, over and over. */
  private static String body(String path) {
    int bytes = 1_000 + Math.abs(path.hashCode() % 9_000);
    return (path + ' ').repeat(1 + bytes / path.length());
  }

  private static ScriptedServer pages() {
    return ScriptedServer.playing(
        (peer, n) -> {
          while (true) {
            String head = peer.readHead();
            if (head.isEmpty()) {
              return;
            }
            String body = body(head.split(" ")[1]);
            peer.send(
                "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body);
          }
        });
  }

  @Test
  void everyAnswerIsItsOwnWhileAnswersAreEvictedAndPurged() throws Exception {
    try (ScriptedServer real = pages()) {
      agent.start(config(real.port(), 200_000));
      ExecutorService clients = Executors.newFixedThreadPool(9);
      List<Future<?>> running =
          IntStream.range(0, 9)
              .<Future<?>>mapToObj(i -> clients.submit(() -> read(i, 400)))
              .toList();
      while (running.stream().anyMatch(each -> !each.isDone())) {
        agent.agent().cache().purge(new Purge.Prefix("", "/shop/1"), false);
        assertThat(agent.agent().cache().stats().usedBytes()).isLessThanOrEqualTo(1_000_000);
        running.stream().filter(each -> !each.isDone()).findFirst().ifPresent(CacheRaceTest::look);
      }
      for (Future<?> each : running) {
        each.get();
      }
      clients.shutdown();

      assertThat(agent.agent().cache().stats().usedBytes()).isLessThanOrEqualTo(200_000);
      assertThat(agent.scrape()).contains("mynah_cache_evictions_total{cause=\"");
      agent.agent().cache().purge(new Purge.All(), false);
      await().until(() -> agent.agent().cache().stats().usedBytes() == 0);
    }
  }

  private static void look(Future<?> running) {
    try {
      running.get(5, TimeUnit.MILLISECONDS);
    } catch (Exception stillRunning) {
      // Looked at again when all have ended.
    }
  }

  private void read(int seed, int requests) {
    SplittableRandom random = new SplittableRandom(seed);
    try (RawClient client = RawClient.to(agent.port())) {
      for (int i = 0; i < requests; i++) {
        String path = "/shop/" + Math.min(random.nextInt(60), random.nextInt(60));
        client.send(CacheScene.request("GET", path));
        assertThat(client.readAnswer()).endsWith("\r\n\r\n" + body(path));
      }
    }
  }

  @Test
  void aRevalidationThatNobodyWaitsForDoesNotHoldTheExit() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              while (!peer.readHead().isEmpty()) {
                if (asked.incrementAndGet() > 1) {
                  peer.awaitEnd();
                  never.countDown();
                  return;
                }
                peer.send(
                    "HTTP/1.1 200 OK\r\nCache-Control: max-age=0, stale-while-revalidate=60\r\n"
                        + "Content-Length: 2\r\n\r\nok");
              }
            })) {
      agent.start(config(real.port(), 1_000_000));
      try (RawClient client = RawClient.to(agent.port())) {
        client.send(CacheScene.request("GET", "/shop/a"));
        assertThat(client.readAnswer()).endsWith("ok");
        client.send(CacheScene.request("GET", "/shop/a"));
        assertThat(client.readAnswer()).contains("; hit; ttl=").endsWith("ok");
      }
      await().until(() -> asked.get() == 2);

      agent
          .agent()
          .drain(new DrainConfig(Duration.ZERO, Duration.ofSeconds(20)))
          .toCompletableFuture()
          .orTimeout(10, TimeUnit.SECONDS)
          .join();

      await().until(() -> never.getCount() == 0);
      assertThat(agent.agent().cache().fetching()).isZero();
      assertThat(agent.agent().cache().stats().usedBytes()).isZero();
    }
  }

  @Test
  void anotherUpstreamIsNotAnsweredFromWhatTheFirstOneSaid() {
    try (ScriptedServer real = pages();
        ScriptedServer other =
            ScriptedServer.playing(
                (peer, n) -> {
                  peer.readHead();
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother");
                  peer.awaitEnd();
                })) {
      agent.start(config(real.port(), 1_000_000));
      try (RawClient client = RawClient.to(agent.port())) {
        client.send(CacheScene.request("GET", "/shop/a"));
        assertThat(client.readAnswer()).endsWith(body("/shop/a"));

        agent.agent().reload(config(other.port(), 1_000_000));

        await().until(() -> agent.agent().cache().stats().answers() == 0);
        client.send(CacheScene.request("GET", "/shop/a"));
        assertThat(client.readAnswer()).endsWith("other");
      }
    }
  }
}
