package dev.mynah.agent.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.respond.Failure;
import dev.mynah.agent.upstream.UpstreamEvents.RetryReason;
import dev.mynah.agent.upstream.address.Names;
import dev.mynah.agent.wire.ScriptedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Names with several addresses, some of which take no connection. */
class FailoverTest {
  private static final ScriptedServer.Script ANSWERING =
      (peer, n) -> {
        while (!peer.readHead().isEmpty()) {
          peer.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        }
      };

  private final Map<String, List<String>> zone = new ConcurrentHashMap<>();
  private final AtomicInteger lookups = new AtomicInteger();

  private List<InetAddress> lookUp(String host) throws UnknownHostException {
    lookups.incrementAndGet();
    List<String> literals = zone.get(host);
    if (literals == null) {
      throw new UnknownHostException(host);
    }
    List<InetAddress> found = new ArrayList<>();
    for (String literal : literals) {
      found.add(InetAddress.getByName(literal));
    }
    return found;
  }

  private UpstreamKit kit() {
    return new UpstreamKit(1, true, this::lookUp);
  }

  private static ScriptedServer on(String literal, int port) {
    return ScriptedServer.playing(new InetSocketAddress(literal, port), 0, ANSWERING);
  }

  @Test
  void theNextAddressIsTriedAndTheFailedOneStandsLastForAWhile() {
    zone.put("pay.test", List.of("127.0.0.3", "127.0.0.2"));
    try (ScriptedServer second = on("127.0.0.2", 0);
        UpstreamKit kit = kit().configure(TestUpstream.at("http://pay.test:" + second.port()))) {
      assertThat(kit.post("/1", "body").await().status).isEqualTo(200);
      assertThat(kit.events.retries).containsExactly(RetryReason.CONNECT);

      kit.awaitUntil(() -> kit.gauges().open() == 0);
      assertThat(kit.get("/2").await().status).isEqualTo(200);
      assertThat(kit.events.retries).hasSize(1);
    }
  }

  @Test
  void threeAddressesAreAllTried() {
    zone.put("pay.test", List.of("127.0.0.3", "127.0.0.4", "127.0.0.2"));
    try (ScriptedServer third = on("127.0.0.2", 0);
        UpstreamKit kit =
            kit()
                .configure(
                    TestUpstream.retries(TestUpstream.at("http://pay.test:" + third.port()), 0))) {
      assertThat(kit.get("/1").await().status).isEqualTo(200);
    }
  }

  @Test
  void configuredAddressesStandForTheHost() {
    try (ScriptedServer server = on("127.0.0.2", 0);
        UpstreamKit kit =
            kit()
                .configure(
                    TestUpstream.addresses(
                        TestUpstream.at("http://pay.test/"),
                        "127.0.0.9:" + server.port(),
                        "127.0.0.2:" + server.port()))) {
      assertThat(kit.get("/1").await().status).isEqualTo(200);
      assertThat(lookups).hasValue(0);
    }
  }

  @Test
  void anIpv6LiteralNeedsNoLookup() {
    try (ScriptedServer server = on("::1", 0);
        UpstreamKit kit = kit().configure(TestUpstream.at("http://[::1]:" + server.port()))) {
      assertThat(kit.get("/1").await().status).isEqualTo(200);
      assertThat(lookups).hasValue(0);
    }
  }

  @Test
  void aNameThatDoesNotExistIsTold() {
    try (UpstreamKit kit = kit().configure(TestUpstream.at("http://nobody.test:1"))) {
      assertThat(kit.post("/1", "body").await().failure).isEqualTo(Failure.UPSTREAM_DNS);
      assertThat(kit.gauges().open()).isZero();
    }
  }

  @Test
  void aNameIsLookedUpOncePerTimeToLive() {
    zone.put("pay.test", List.of("127.0.0.2"));
    try (ScriptedServer server = on("127.0.0.2", 0);
        UpstreamKit kit = kit().configure(TestUpstream.at("http://pay.test:" + server.port()))) {
      for (int i = 0; i < 4; i++) {
        assertThat(kit.get("/1").await().status).isEqualTo(200);
      }
      assertThat(server.accepted()).isEqualTo(4);
      assertThat(lookups).hasValue(1);
    }
  }

  @Test
  void allAddressesRefusing() {
    zone.put("pay.test", List.of("127.0.0.3", "127.0.0.4"));
    try (ScriptedServer elsewhere = on("127.0.0.2", 0);
        UpstreamKit kit = kit().configure(TestUpstream.at("http://pay.test:" + elsewhere.port()))) {
      Answer first = kit.get("/1");
      Answer second = kit.get("/2");

      assertThat(first.await().failure).isEqualTo(Failure.UPSTREAM_CONNECT);
      assertThat(second.await().failure).isEqualTo(Failure.UPSTREAM_CONNECT);
      assertThat(kit.gauges().active()).isZero();
    }
  }

  @Test
  void thousandsThatWaitForANameThatDoesNotExistAllHearOfIt() {
    CompletableFuture<Void> slow = new CompletableFuture<>();
    Names.Lookup lookup =
        host -> {
          slow.join();
          throw new UnknownHostException(host);
        };
    try (UpstreamKit kit =
        new UpstreamKit(1, true, lookup)
            .configure(
                TestUpstream.pool(
                    TestUpstream.at("http://nobody.test:1"), 2, 10_000, Duration.ofSeconds(30)))) {
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        answers.add(kit.get("/" + i));
      }
      slow.complete(null);

      answers.forEach(a -> assertThat(a.await().failure).isEqualTo(Failure.UPSTREAM_DNS));
      assertThat(kit.gauges().active()).isZero();
      assertThat(kit.gauges().open()).isZero();
    }
  }

  @Test
  void aLookupThatHangsIsCutByTheConnectLimit() {
    java.util.concurrent.CompletableFuture<Void> never =
        new java.util.concurrent.CompletableFuture<>();
    try (UpstreamKit kit =
        new UpstreamKit(
                1,
                true,
                host -> {
                  never.join();
                  return List.of();
                })
            .configure(
                TestUpstream.timeouts(
                    TestUpstream.at("http://slow.test:1"),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30)))) {
      assertThat(kit.get("/1").await().failure).isEqualTo(Failure.UPSTREAM_DNS);
      never.complete(null);
    }
  }
}
