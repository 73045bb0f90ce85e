package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.config.reuse.RedisConfig;
import dev.mynah.agent.reuse.store.Purge;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two agents over a real server: what one has answered, the other need not ask for. */
final class ReplicasTest {
  @RegisterExtension final RedisServer redis = new RedisServer();

  private final MockWebServer origin = new MockWebServer();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Replica> replicas = new ArrayList<>();
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private volatile Function<RecordedRequest, MockResponse> answer =
      request -> CacheScene.fresh("page");

  @BeforeEach
  void countAtTheOrigin() {
    origin.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            asked.incrementAndGet();
            return answer.apply(request);
          }
        });
  }

  @AfterEach
  void stop() throws IOException {
    clients.shutdownNow();
    replicas.forEach(Replica::stop);
    origin.shutdown();
  }

  private RedisConfig server() {
    return Replica.redis(redis.port(), Duration.ofSeconds(2));
  }

  private Replica replica(AgentConfig config, RedisConfig server) {
    Replica replica = new Replica();
    replicas.add(replica);
    replica.start(Replica.sharing(config, server));
    await().atMost(Duration.ofSeconds(20)).until(replica::isConnected);
    return replica;
  }

  private AgentConfig cached() {
    return RunningAgent.config(
        List.of(Routes.all("shop", "/shop", "real", CacheConfig.DEFAULT)),
        Map.of("real", Routes.upstream("real", origin.getPort())));
  }

  private AgentConfig deduplicated() {
    return DedupKit.proxying(origin.getPort(), DedupKit.WINDOW);
  }

  private static String get(String path, String... fields) {
    return CacheScene.request("GET", path, fields);
  }

  // --- cache ----------------------------------------------------------------------------------

  @Test
  void secondReplicaAnswersFromWhatTheFirstStored() {
    Replica one = replica(cached(), server());
    Replica two = replica(cached(), server());

    String first = one.ask(get("/shop/a"));
    await().until(() -> one.count("put", "ok") == 1);
    String second = two.ask(get("/shop/a"));

    assertThat(first).endsWith("page").contains("fwd=uri-miss; stored");
    assertThat(second).endsWith("page").contains("Cache-Status: mynah; hit");
    assertThat(asked).hasValue(1);
    assertThat(two.count("get", "hit")).isEqualTo(1);
  }

  @Test
  void variantsAreFoundByWhatTheyDependOn() {
    answer =
        request ->
            CacheScene.fresh("in " + request.getHeader("Accept-Language"))
                .setHeader("Vary", "Accept-Language");
    Replica one = replica(cached(), server());
    Replica two = replica(cached(), server());

    one.ask(get("/shop/a", "Accept-Language: de"));
    one.ask(get("/shop/a", "Accept-Language: fr"));
    await().until(() -> one.count("put", "ok") == 4);

    assertThat(two.ask(get("/shop/a", "Accept-Language: fr"))).endsWith("in fr").contains("hit");
    assertThat(two.ask(get("/shop/a", "Accept-Language: de"))).endsWith("in de").contains("hit");
    assertThat(two.ask(get("/shop/a", "Accept-Language: en"))).endsWith("in en").contains("fwd=");
    assertThat(asked).hasValue(3);
  }

  @Test
  void anUnsafeRequestAtOneReplicaMakesWhatTheOthersHaveInvalid() {
    Replica one = replica(cached(), server());
    Replica two = replica(cached(), server());
    one.ask(get("/shop/a"));
    await().until(() -> one.count("put", "ok") == 1);
    two.ask(get("/shop/a"));
    assertThat(two.ask(get("/shop/a"))).contains("hit");

    answer = request -> CacheScene.fresh("new page");
    one.ask("PUT /shop/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1");

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(two.ask(get("/shop/a"))).endsWith("new page"));
  }

  @Test
  void aPurgeOfManyEmptiesTheServerToo() {
    Replica one = replica(cached(), server());
    Replica two = replica(cached(), server());
    one.ask(get("/shop/a"));
    await().until(() -> one.count("put", "ok") == 1);

    answer = request -> CacheScene.fresh("new page");
    one.agent.agent().cache().purge(new Purge.All(), false);
    await().until(() -> one.count("purge_all", "ok") == 1);

    assertThat(two.ask(get("/shop/a"))).endsWith("new page");
  }

  @Test
  void whatStandsInTheServerNamesNobody() {
    Replica one = replica(cached(), server());

    one.ask(get("/shop/a?user=ada@example.org"));
    await().until(() -> one.count("put", "ok") == 1);

    assertThat(redis.keys("mynah:")).isNotEmpty().noneMatch(key -> key.contains("ada"));
  }

  @Test
  void anythingElseUnderAKeyIsAsIfItWereNotThere() {
    Replica one = replica(cached(), server());
    Replica two = replica(cached(), server());
    List<String> values =
        List.of("", "x", "0000000000000000", "0000000000000000MA\1garbage", "!", "nonsense");
    int path = 0;
    for (String value : values) {
      String page = get("/shop/" + path++);
      one.ask(page);
      String key = onlyKey();
      String field = redis.command("HKEYS", key).split("\r\n")[2];
      assertThat(field).isNotEmpty();
      overwriteAllFields(key, value);

      assertThat(two.ask(page)).endsWith("page").contains("fwd=uri-miss");
      int puts = path;
      await().until(() -> two.count("put", "ok") == puts);
      redis.command("FLUSHALL");
    }
    one.ask(get("/shop/typed"));
    String key = onlyKey();
    redis.command("DEL", key);
    redis.command("LPUSH", key, "a list");
    assertThat(two.ask(get("/shop/typed"))).endsWith("page").contains("fwd=uri-miss");
    assertThat(two.count("get", "unreadable")).isGreaterThanOrEqualTo(5);
    assertThat(two.circuitOpen()).isFalse();
  }

  private String onlyKey() {
    await().until(() -> redis.keys("mynah:c:").size() == 1);
    return redis.keys("mynah:c:").get(0);
  }

  private void overwriteAllFields(String key, String value) {
    String script =
        "for i, f in ipairs(redis.call('hkeys', KEYS[1])) do"
            + " redis.call('hset', KEYS[1], f, ARGV[1]) end";
    redis.command("EVAL", script, "1", key, value);
  }

  @Test
  void aHugeValueIsNotFetched() {
    Replica one = replica(cached(), server());
    Replica two = replica(cached(), server());
    one.ask(get("/shop/a"));
    String key = onlyKey();
    String script =
        "local v = string.rep('x', 64 * 1024 * 1024)"
            + " for i, f in ipairs(redis.call('hkeys', KEYS[1])) do"
            + " redis.call('hset', KEYS[1], f, v) end";
    redis.command("EVAL", script, "1", key);

    assertThat(two.ask(get("/shop/a"))).endsWith("page").contains("fwd=uri-miss");
    assertThat(two.count("get", "unreadable")).isEqualTo(1);
    Matcher sent =
        Pattern.compile("total_net_output_bytes:(\\d+)").matcher(redis.command("INFO", "stats"));
    assertThat(sent.find()).isTrue();
    assertThat(Long.parseLong(sent.group(1))).isLessThan(1024 * 1024);
  }

  // --- dedup ----------------------------------------------------------------------------------

  @Test
  void aRepetitionAtAnotherReplicaGetsTheFirstsAnswer() {
    answer = request -> new MockResponse().setResponseCode(201).setBody("made");
    Replica one = replica(deduplicated(), server());
    Replica two = replica(deduplicated(), server());

    String first = one.ask(DedupKit.post("/pay", "{\"n\":1}"));
    await().until(() -> one.count("done", "ok") == 1);
    String second = two.ask(DedupKit.post("/pay", "{\"n\":1}"));

    assertThat(first).startsWith("HTTP/1.1 201").doesNotContain("X-Mock-Deduplicated");
    assertThat(second)
        .startsWith("HTTP/1.1 201")
        .endsWith("made")
        .contains("X-Mock-Deduplicated: true");
    assertThat(asked).hasValue(1);
  }

  @Test
  void duplicatesOverTwoReplicasReachTheBackendOnce() throws Exception {
    answer =
        request -> new MockResponse().setBody("made").setHeadersDelay(300, TimeUnit.MILLISECONDS);
    Replica one = replica(deduplicated(), server());
    Replica two = replica(deduplicated(), server());

    List<CompletableFuture<String>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Replica to = i % 2 == 0 ? one : two;
      all.add(
          CompletableFuture.supplyAsync(() -> to.ask(DedupKit.post("/pay", "{\"n\":1}")), clients));
    }

    for (CompletableFuture<String> each : all) {
      assertThat(each.get(20, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200").endsWith("made");
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void whoWaitsElsewhereForAFailedPostIsToldAndNothingIsSentAgain() throws Exception {
    answer =
        request ->
            new MockResponse()
                .setResponseCode(500)
                .setBody("broken")
                .setHeadersDelay(500, TimeUnit.MILLISECONDS);
    Replica one = replica(deduplicated(), server());
    Replica two = replica(deduplicated(), server());

    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(() -> one.ask(DedupKit.post("/pay", "1")), clients);
    await().until(() -> one.count("claim", "miss") == 1);
    CompletableFuture<String> second =
        CompletableFuture.supplyAsync(() -> two.ask(DedupKit.post("/pay", "1")), clients);

    assertThat(first.get(20, TimeUnit.SECONDS)).startsWith("HTTP/1.1 500");
    assertThat(second.get(20, TimeUnit.SECONDS))
        .startsWith("HTTP/1.1 502")
        .contains("\"reason\":\"duplicate_failed\"");
    assertThat(asked).hasValue(1);
  }

  @Test
  void aClaimOfAProcessThatDiedLapses() {
    AgentConfig impatient =
        DedupKit.proxying(origin.getPort(), DedupKit.waiting(Duration.ofSeconds(1)));
    Replica one = replica(impatient, server());
    Replica two = replica(impatient, server());
    one.ask(DedupKit.post("/pay", "1"));
    await().until(() -> one.count("done", "ok") == 1);
    String key = redis.keys("mynah:d:").get(0);
    redis.command("SET", key, "Cdeadbeefdeadbeef", "PX", "400");

    assertThat(two.ask(DedupKit.post("/pay", "1"))).startsWith("HTTP/1.1 200");
    assertThat(two.count("claim", "wait")).isPositive();
    assertThat(asked).hasValue(2);
  }

  // --- when the server is not well ------------------------------------------------------------

  @Test
  void aKillUnderLoadFailsNoRequestAndARestartIsNoticed() throws Exception {
    Replica one = replica(cached(), server());
    Replica two = replica(cached(), server());
    AtomicInteger good = new AtomicInteger();
    AtomicInteger bad = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    List<CompletableFuture<Void>> load = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Replica to = i % 2 == 0 ? one : two;
      int client = i;
      load.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; !done.get(); n++) {
                  String page = get("/shop/" + client / 2 + "/" + n);
                  boolean fine = to.ask(page).startsWith("HTTP/1.1 200");
                  (fine ? good : bad).incrementAndGet();
                }
              },
              clients));
    }
    await().until(() -> good.get() > 200);

    redis.kill();
    await().atMost(Duration.ofSeconds(10)).until(() -> one.circuitOpen() && two.circuitOpen());
    int before = good.get();
    await().until(() -> good.get() > before + 200);
    assertThat(one.agent.degraded()).contains("redis");
    redis.start();
    await().atMost(Duration.ofSeconds(20)).until(() -> !one.circuitOpen() && !two.circuitOpen());
    long hits = one.count("get", "hit") + two.count("get", "hit");
    await().until(() -> one.count("get", "hit") + two.count("get", "hit") > hits);
    done.set(true);
    for (CompletableFuture<Void> each : load) {
      each.get(20, TimeUnit.SECONDS);
    }

    assertThat(bad).hasValue(0);
    assertThat(one.agent.degraded()).isEmpty();
    assertThat(one.count("get", "open")).isPositive();
  }

  @Test
  void aServerThatStandsStillCostsNoMoreThanItsTimeout() {
    RedisConfig quick = Replica.redis(redis.port(), Duration.ofMillis(100));
    Replica one = replica(cached(), quick);
    redis.freeze();

    for (int i = 0; i < 5; i++) {
      assertThat(one.ask(get("/shop/" + i))).endsWith("page");
    }
    await().atMost(Duration.ofSeconds(5)).until(one::circuitOpen);
    long timeouts = one.count("get", "timeout");
    for (int i = 10; i < 20; i++) {
      assertThat(one.ask(get("/shop/" + i))).endsWith("page");
    }

    assertThat(one.count("get", "timeout")).isEqualTo(timeouts);
    redis.thaw();
    await().atMost(Duration.ofSeconds(20)).until(() -> !one.circuitOpen());
  }

  @Test
  void aPurgeWhileTheServerIsAwayIsToldLater() {
    Replica one = replica(cached(), server());
    Replica two = replica(cached(), server());
    one.ask(get("/shop/a"));
    await().until(() -> one.count("put", "ok") == 1);
    two.ask(get("/shop/a"));
    redis.kill();
    await().atMost(Duration.ofSeconds(10)).until(() -> one.circuitOpen() && two.circuitOpen());

    answer = request -> CacheScene.fresh("new page");
    one.ask("PUT /shop/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1");
    redis.start();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(two.ask(get("/shop/a"))).endsWith("new page"));
  }
}
