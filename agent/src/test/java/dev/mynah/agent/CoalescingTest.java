package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.agent.wire.ScriptedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests for the same that come while the first one is being answered. */
class CoalescingTest {
  private static final String FRESH = "Cache-Control: max-age=60\r\n";

  @RegisterExtension final RunningAgent agent = new RunningAgent();
  private final AtomicInteger asked = new AtomicInteger();

  private interface Page {
    void play(ScriptedServer.Peer peer, int request) throws IOException;
  }

  /** An origin that answers every request of every connection by the page. */
  private ScriptedServer serve(Page page) {
    ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              while (true) {
                if (peer.readHead().isEmpty()) {
                  return;
                }
                page.play(peer, asked.incrementAndGet());
              }
            });
    agent.start(
        RunningAgent.config(
            List.of(
                Routes.all("shop", "/shop", "real", CacheConfig.DEFAULT),
                Routes.all("other", "/other", "real", null)),
            Map.of("real", Routes.upstream("real", real.port()))));
    return real;
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the gate");
      }
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  private static String length(int bytes) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n";
  }

  private List<RawClient> clients(int count, String path) {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RawClient client = RawClient.to(agent.port());
      client.send(CacheScene.request("GET", path));
      clients.add(client);
    }
    return clients;
  }

  private void untilInFlight(int requests) {
    await().until(() -> agent.agent().inFlight() == requests);
  }

  @Test
  void aThousandClientsOfOneSlowResourceReachTheOriginOnce() {
    CountDownLatch gate = new CountDownLatch(1);
    try (ScriptedServer real =
        serve(
            (peer, n) -> {
              awaitLatch(gate);
              peer.send(length(5) + FRESH + "\r\nhello");
            })) {
      List<RawClient> clients = clients(1_000, "/shop/slow");
      untilInFlight(1_000);

      gate.countDown();

      int proxied = 0;
      for (RawClient client : clients) {
        String answer = client.readAnswer();
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("hello");
        proxied += answer.contains("X-Mock-Proxied") ? 1 : 0;
        client.close();
      }
      assertThat(proxied).isEqualTo(1);
      assertThat(asked).hasValue(1);
      assertThat(real.problems()).isEmpty();
      await()
          .untilAsserted(
              () ->
                  assertThat(agent.scrape())
                      .contains("mynah_cache_collapsed_total{route=\"shop\",} 999.0")
                      .contains(
                          "mynah_cache_forwards_total{route=\"shop\",reason=\"uri-miss\",} 1.0"));
    }
  }

  @Test
  void followersReadABodyAsItComes() {
    CountDownLatch rest = new CountDownLatch(1);
    try (ScriptedServer real =
        serve(
            (peer, n) -> {
              peer.send(length(10) + FRESH + "\r\nfirst");
              awaitLatch(rest);
              peer.send("later");
            })) {
      List<RawClient> clients = clients(4, "/shop/s");
      for (RawClient client : clients) {
        assertThat(client.readUntil("\r\n\r\nfirst")).contains(" 200 ");
      }
      RawClient late = clients(1, "/shop/s").get(0);
      assertThat(late.readUntil("\r\n\r\nfirst")).contains("collapsed", "Age: ");

      rest.countDown();

      clients.add(late);
      for (RawClient client : clients) {
        assertThat(client.readUntil("later")).isEqualTo("later");
        client.close();
      }
      assertThat(asked).hasValue(1);
      assertThat(real.problems()).isEmpty();
    }
  }

  @Test
  void anAnswerThatCannotBeSharedReleasesTheFollowersAtOnce() {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch all = new CountDownLatch(10);
    try (ScriptedServer real =
        serve(
            (peer, n) -> {
              if (n == 1) {
                awaitLatch(gate);
              } else {
                // None of them is answered before all of them are there.
                all.countDown();
                awaitLatch(all);
              }
              peer.send(length(1) + "Cache-Control: private\r\n\r\n" + n % 10);
            })) {
      List<RawClient> clients = clients(11, "/shop/mine");
      untilInFlight(11);

      gate.countDown();

      for (RawClient client : clients) {
        assertThat(client.readAnswer()).contains("detail=private", "X-Mock-Proxied: true");
        client.close();
      }
      assertThat(asked).hasValue(11);
      assertThat(real.problems()).isEmpty();
    }
  }

  @Test
  void theFetchGoesOnWhenItsFirstClientLeaves() {
    CountDownLatch gate = new CountDownLatch(1);
    try (ScriptedServer real =
        serve(
            (peer, n) -> {
              awaitLatch(gate);
              peer.send(length(5) + FRESH + "\r\nhello");
            })) {
      RawClient first = clients(1, "/shop/l").get(0);
      await().until(() -> asked.get() == 1);
      RawClient second = clients(1, "/shop/l").get(0);
      untilInFlight(2);
      first.abort();
      untilInFlight(1);

      gate.countDown();

      assertThat(second.readAnswer()).contains("collapsed").endsWith("hello");
      assertThat(asked).hasValue(1);
      assertThat(real.problems()).isEmpty();
      second.close();
    }
  }

  @Test
  void theCallIsGivenUpWhenNobodyIsLeft() {
    CountDownLatch ended = new CountDownLatch(1);
    try (ScriptedServer real =
        serve(
            (peer, n) -> {
              peer.send(length(10) + FRESH + "\r\nfirst");
              peer.awaitEnd();
              ended.countDown();
            })) {
      List<RawClient> clients = clients(3, "/shop/g");
      for (RawClient client : clients) {
        client.readUntil("first");
        client.abort();
      }

      awaitLatch(ended);
      await().until(() -> agent.agent().cache().stats().usedBytes() == 0);
      assertThat(agent.agent().cache().fetching()).isZero();
      assertThat(real.problems()).isEmpty();
    }
  }

  @Test
  void aBodyThatBreaksOffIsNeitherStoredNorTakenForComplete() {
    CountDownLatch gate = new CountDownLatch(1);
    try (ScriptedServer real =
        serve(
            (peer, n) -> {
              if (n == 1) {
                peer.send(length(10) + FRESH + "\r\nfirst");
                awaitLatch(gate);
                peer.close();
              } else {
                peer.send(length(5) + FRESH + "\r\nwhole");
              }
            })) {
      List<RawClient> clients = clients(3, "/shop/b");
      clients.forEach(client -> client.readUntil("first"));

      gate.countDown();

      clients.forEach(client -> assertThat(client.readAll()).isEmpty());
      RawClient again = clients(1, "/shop/b").get(0);
      assertThat(again.readAnswer()).contains("fwd=uri-miss").endsWith("whole");
      again.close();
      assertThat(real.accepted()).isPositive();
    }
  }

  @Test
  void aCallThatFailsIsMadeOnceMoreThenAllGetTheError() {
    CountDownLatch gate = new CountDownLatch(1);
    try (ScriptedServer real =
        serve(
            (peer, n) -> {
              awaitLatch(gate);
              peer.reset();
            })) {
      List<RawClient> clients = clients(5, "/shop/f");
      untilInFlight(5);

      gate.countDown();

      for (RawClient client : clients) {
        assertThat(client.readAnswer())
            .startsWith("HTTP/1.1 502 ")
            .contains("Cache-Status: mynah; fwd=uri-miss");
        client.close();
      }
      assertThat(asked.get()).isBetween(2, 4);
      assertThat(real.accepted()).isPositive();
    }
  }

  @Test
  void everyoneGetsTheVariantOfItsOwn() {
    CountDownLatch gate = new CountDownLatch(1);
    ScriptedServer real =
        ScriptedServer.playing(
            (peer, n) -> {
              while (true) {
                String head = peer.readHead();
                if (head.isEmpty()) {
                  return;
                }
                asked.incrementAndGet();
                awaitLatch(gate);
                String language = head.contains("Accept-Language: de") ? "de" : "fr";
                peer.send(length(2) + FRESH + "Vary: Accept-Language\r\n\r\n" + language);
              }
            });
    try (real) {
      agent.start(
          RunningAgent.config(
              List.of(Routes.all("shop", "/shop", "real", CacheConfig.DEFAULT)),
              Map.of("real", Routes.upstream("real", real.port()))));
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RawClient client = RawClient.to(agent.port());
        String language = i % 2 == 0 ? "de" : "fr";
        client.send(CacheScene.request("GET", "/shop/v", "Accept-Language: " + language));
        clients.add(client);
      }
      untilInFlight(20);

      gate.countDown();

      for (int i = 0; i < 20; i++) {
        assertThat(clients.get(i).readAnswer()).endsWith(i % 2 == 0 ? "\r\nde" : "\r\nfr");
        clients.get(i).close();
      }
      assertThat(asked).hasValueLessThan(6);
    }
  }

  /** Large answers pass through a window, and do not wait for the slowest. */
  @Test
  void aSlowFollowerOfAnAnswerTooLargeToStoreIsCutOff() {
    int bytes = 24 * 1024 * 1024;
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch bothRead = new CountDownLatch(1);
    byte[] block = new byte[64 * 1024];
    try (ScriptedServer real =
        serve(
            (peer, n) -> {
              awaitLatch(gate);
              peer.send(length(bytes) + FRESH + "\r\n");
              peer.send(block);
              awaitLatch(bothRead);
              for (int sent = block.length; sent < bytes; sent += block.length) {
                peer.send(block);
              }
            })) {
      RawClient fast = clients(1, "/shop/huge").get(0);
      await().until(() -> asked.get() == 1);
      RawClient slow = RawClient.to(agent.port(), 4 * 1024);
      slow.send(CacheScene.request("GET", "/shop/huge"));
      untilInFlight(2);

      gate.countDown();

      assertThat(slow.readHead()).startsWith("HTTP/1.1 200 ");
      assertThat(fast.readHead()).startsWith("HTTP/1.1 200 ").doesNotContain("stored");
      bothRead.countDown();
      assertThat(fast.readBytes(bytes)).hasSize(bytes);
      await()
          .untilAsserted(
              () ->
                  assertThat(agent.scrape())
                      .contains("mynah_cache_readers_reset_total{route=\"shop\",} 1.0"));
      assertThat(agent.agent().cache().stats().answers()).isZero();
      fast.close();
      slow.close();
      assertThat(real.problems()).isEmpty();
    }
  }
}
