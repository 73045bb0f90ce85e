package dev.mynah.agent;

import static dev.mynah.agent.CacheScene.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens to a stored answer after its lifetime. */
class StaleAnswerTest {
  @RegisterExtension final CacheScene scene = new CacheScene();

  private static MockResponse says(String cacheControl, String body) {
    return new MockResponse().setHeader("Cache-Control", cacheControl).setBody(body);
  }

  @Test
  void theOriginConfirmsIt() {
    scene.page(
        "/shop/e",
        request ->
            "\"v1\"".equals(request.getHeader("If-None-Match"))
                ? new MockResponse()
                    .setResponseCode(304)
                    .setHeader("Cache-Control", "max-age=30")
                    .setHeader("X-Late", "yes")
                : fresh("body").setHeader("ETag", "\"v1\""));
    scene.start();
    scene.get("/shop/e");
    scene.later(61);

    String confirmed = scene.get("/shop/e");
    String hit = scene.get("/shop/e");

    assertThat(confirmed)
        .startsWith("HTTP/1.1 200 ")
        .contains("Cache-Status: mynah; fwd=stale; fwd-status=304; ttl=30", "X-Late: yes")
        .doesNotContain("X-Mock-Proxied")
        .endsWith("body");
    assertThat(hit).contains("mynah; hit; ttl=30", "X-Late: yes");
    assertThat(scene.asked()).isEqualTo(2);
    await()
        .untilAsserted(
            () ->
                assertThat(scene.scrape())
                    .contains(
                        "mynah_cache_revalidations_total{route=\"shop\",result=\"not-modified\",} 1.0"));
  }

  @Test
  void a304ForSomethingElseIsAskedAgainWithoutConditions() {
    scene.page(
        "/shop/e",
        request ->
            request.getHeader("If-None-Match") == null
                ? fresh("body " + scene.asked()).setHeader("ETag", "\"v1\"")
                : new MockResponse().setResponseCode(304).setHeader("ETag", "\"v2\""));
    scene.start();
    scene.get("/shop/e");
    scene.later(61);

    assertThat(scene.get("/shop/e")).contains("fwd=stale; stored").endsWith("body 3");
  }

  @Test
  void theOriginReplacesIt() {
    scene.page(
        "/shop/r",
        request -> fresh("v" + scene.asked()).setHeader("ETag", "\"" + scene.asked() + "\""));
    scene.start();
    scene.get("/shop/r");
    scene.later(61);

    assertThat(scene.get("/shop/r"))
        .contains("fwd=stale; stored", "X-Mock-Proxied: true")
        .endsWith("v2");
    assertThat(scene.get("/shop/r")).contains("; hit").endsWith("v2");
  }

  @Test
  void itIsServedWhileItIsAskedForAnew() {
    CountDownLatch slow = new CountDownLatch(1);
    scene.page(
        "/shop/w",
        request -> {
          if (scene.asked() > 1) {
            await(slow);
          }
          return says("max-age=10, stale-while-revalidate=30", "v" + scene.asked());
        });
    scene.start();
    scene.get("/shop/w");
    scene.later(15);

    for (int i = 0; i < 5; i++) {
      assertThat(scene.get("/shop/w")).contains("; hit; ttl=-5").endsWith("v1");
    }
    slow.countDown();

    await().untilAsserted(() -> assertThat(scene.get("/shop/w")).endsWith("v2"));
    assertThat(scene.asked()).isEqualTo(2);
    await()
        .untilAsserted(
            () ->
                assertThat(scene.scrape())
                    .containsPattern("mynah_cache_stale_served_total.route=\"shop\",. [5-9]"));
    scene.later(100);
    assertThat(scene.get("/shop/w")).contains("fwd=stale").endsWith("v3");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  private static org.awaitility.core.ConditionFactory await() {
    return org.awaitility.Awaitility.await();
  }

  @Test
  void itIsServedWhenTheOriginAnswersWithAnError() {
    scene.page(
        "/shop/f",
        request ->
            scene.asked() == 1
                ? says("max-age=10, stale-if-error=100", "good")
                : new MockResponse().setResponseCode(503).setBody("bad"));
    scene.start();
    scene.get("/shop/f");
    scene.later(50);

    assertThat(scene.get("/shop/f"))
        .startsWith("HTTP/1.1 200 ")
        .contains("fwd=stale; fwd-status=503; ttl=-40; detail=stale-if-error")
        .endsWith("good");
    scene.later(61);
    assertThat(scene.get("/shop/f")).startsWith("HTTP/1.1 503 ").endsWith("bad");
  }

  @Test
  void itIsServedWhenTheOriginCannotBeReached() throws Exception {
    scene.page("/shop/f", says("max-age=10, stale-if-error=100", "good"));
    scene.page("/shop/m", says("max-age=10, must-revalidate", "good"));
    scene.page("/shop/n", says("max-age=10", "good"));
    scene.start();
    scene.get("/shop/f");
    scene.get("/shop/m");
    scene.get("/shop/n");
    scene.origin.shutdown();
    scene.later(50);

    assertThat(scene.get("/shop/f")).contains("detail=stale-if-error").endsWith("good");
    assertThat(scene.get("/shop/m"))
        .startsWith("HTTP/1.1 504 ")
        .contains("\"reason\":\"stale_forbidden\"", "Cache-Status: mynah; fwd=stale\r\n");
    assertThat(scene.get("/shop/n")).startsWith("HTTP/1.1 502 ");
  }

  @Test
  void aClientMayTakeItStale() {
    scene.page("/shop/s", says("max-age=10", "s"));
    scene.start();
    scene.get("/shop/s");
    scene.later(20);

    assertThat(scene.get("/shop/s", "Cache-Control: max-stale=15")).contains("; hit; ttl=-10");
    assertThat(scene.get("/shop/s", "Cache-Control: max-stale=5")).contains("fwd=stale");
  }

  @Test
  void aCallThatBreaksBeforeAnAnswerIsMadeOnceMore() {
    scene.page(
        "/shop/b",
        request ->
            scene.asked() == 1
                ? new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST)
                : fresh("there"));
    scene.start();

    assertThat(scene.get("/shop/b")).endsWith("there");
  }

  @Test
  void whatIsNoLongerSharedIsNotGivenFromStoreAnyMore() {
    scene.page(
        "/shop/p",
        request ->
            scene.asked() == 1 ? fresh("old").setHeader("ETag", "\"1\"") : says("private", "new"));
    scene.start();
    scene.get("/shop/p");
    scene.later(61);

    assertThat(scene.get("/shop/p")).contains("detail=private").endsWith("new");
    assertThat(scene.get("/shop/p", "Cache-Control: only-if-cached, max-stale"))
        .startsWith("HTTP/1.1 504 ");
  }
}
