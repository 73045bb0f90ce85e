package dev.mynah.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.config.UpstreamConfig;
import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.Rank;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What events say of requests that went wrong, and that each request is asked about once. */
class EventTroublesTest {
  @RegisterExtension final RunningAgent agent = new RunningAgent();

  private final ToldEvents told = new ToldEvents();
  private final MockWebServer real = new MockWebServer();

  @BeforeEach
  void startReal() throws IOException {
    real.start();
  }

  @AfterEach
  void stopReal() {
    real.close();
  }

  private void start(RouteConfig... routes) {
    start(told, routes);
  }

  private void start(ToldEvents events, RouteConfig... routes) {
    UpstreamConfig patient = Routes.upstream("real", real.getPort());
    UpstreamConfig hasty = Routes.upstream("hasty", real.getPort(), Duration.ofMillis(200));
    agent.start(
        RunningAgent.config(
            List.of(routes),
            Map.of("real", patient, "hasty", hasty, "down", Routes.upstream("down", 1))),
        events.parts());
  }

  private String ask(String request) {
    try (RawClient client = RawClient.to(agent.port())) {
      return client.send(request).readAnswer();
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  private HitEvent.Trouble trouble() {
    HitEvent event = told.only();
    assertThat(told.ranks()).containsExactly(Rank.URGENT);
    assertThat(event.trouble()).isNotNull();
    return event.trouble();
  }

  @Test
  void aRefusedConnectionIsTheNetworks() {
    start(Routes.proxy("down", "GET", "/down", "down"));

    ask(get("/down"));

    assertThat(trouble())
        .isEqualTo(
            new HitEvent.Trouble(
                "connect",
                "network",
                "upstream_connect",
                "The upstream refused the connection or is unreachable"));
    assertThat(told.only().answer().outcome()).isEqualTo("error");
    assertThat(told.only().spent().upstreamNanos()).isPositive();
  }

  @Test
  void aSilentUpstreamIsATimeoutOfItsOwn() {
    start(Routes.proxy("slow", "GET", "/slow", "hasty"));

    ask(get("/slow"));

    assertThat(trouble().type()).isEqualTo("timeout");
    assertThat(trouble().category()).isEqualTo("upstream");
    assertThat(told.only().answer().status()).isEqualTo(504);
  }

  @Test
  void anUpstreamsOwnErrorIsToldByItsClass() {
    start(Routes.proxy("bad", "GET", "/bad", "real"));
    real.enqueue(new MockResponse.Builder().code(503).build());

    ask(get("/bad"));

    assertThat(trouble())
        .isEqualTo(new HitEvent.Trouble("status_5xx", "upstream", "", "The upstream answered 503"));
    assertThat(told.only().answer().outcome()).isEqualTo("proxied");
  }

  @Test
  void anAnswerThatBreaksOffIsTheNetworks() throws IOException {
    try (ServerSocket half = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      agent.start(
          RunningAgent.config(
              List.of(Routes.proxy("cut", "GET", "/cut", "half")),
              Map.of("half", Routes.upstream("half", half.getLocalPort()))),
          told.parts());
      try (RawClient client = RawClient.to(agent.port())) {
        client.send(get("/cut"));
        try (Socket asked = half.accept()) {
          asked
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".getBytes(US_ASCII));
        }
        client.readAnswer();
      }
    }

    assertThat(trouble().type()).isEqualTo("reset");
    assertThat(trouble().category()).isEqualTo("network");
    assertThat(told.only().answer().status()).isEqualTo(200);
  }

  @Test
  void aClientThatLeavesBeforeItsAnswerHasAnEventWithoutStatus() {
    start(Routes.proxy("slow", "GET", "/slow", "real"));
    RawClient client = RawClient.to(agent.port());
    client.send(get("/slow"));
    assertThat(take()).isEqualTo("/slow");
    client.abort();

    assertThat(trouble().type()).isEqualTo("gone");
    assertThat(trouble().category()).isEqualTo("client");
    assertThat(told.only().answer().status()).isZero();
    assertThat(told.only().request().path()).isEqualTo("/slow");
  }

  private String take() {
    try {
      return real.takeRequest().getUrl().encodedPath();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsNoRequestTellsNothingOfTheOneBefore() {
    start(Routes.mock("m", "GET", "/m", Routes.text(200, "ok")));

    try (RawClient client = RawClient.to(agent.port())) {
      client
          .send("GET /m HTTP/1.1\r\nHost: x\r\nUser-Agent: first\r\n\r\n")
          .send("GET /m HTTP/1.1\r\nHost : x\r\n\r\n");
      client.readAnswer();
      client.readAnswer();
    }

    HitEvent event = told.all(2).get(1);
    assertThat(event.trouble().type()).isEqualTo("framing");
    assertThat(event.trouble().category()).isEqualTo("client");
    assertThat(event.request().method()).isEqualTo("_OTHER");
    assertThat(event.request().path()).isEmpty();
    assertThat(event.client().userAgent()).isEmpty();
  }

  @Test
  void aMockThatAnswersAnErrorOnPurposeIsToldAsTheServiceItStandsFor() {
    start(Routes.mock("m", "GET", "/m", Routes.text(500, "")));

    ask(get("/m"));

    assertThat(trouble())
        .isEqualTo(new HitEvent.Trouble("status_5xx", "upstream", "", "The mock answered 500"));
  }

  @Test
  void cachedAndRepeatedAnswersAreToldApartAndCostNoUpstreamTime() {
    start(
        Routes.all("shop", "/shop", "real", CacheConfig.DEFAULT),
        DedupKit.with(Routes.mock("once", "GET", "/once", Routes.text(200, "x")), DedupKit.WINDOW));
    real.enqueue(
        new MockResponse.Builder().addHeader("Cache-Control", "max-age=60").body("page").build());

    ask(get("/shop/a"));
    ask(get("/shop/a"));
    ask(get("/once"));
    ask(get("/once"));

    List<HitEvent> events = told.all(4);
    assertThat(events)
        .extracting(e -> e.answer().outcome())
        .containsExactly("proxied", "cache", "mock", "dedup");
    assertThat(events.get(0).spent().upstreamNanos()).isPositive();
    assertThat(events.subList(1, 4)).allMatch(e -> e.spent().upstreamNanos() == -1);
    assertThat(events.get(1).answer().cached()).isTrue();
    assertThat(events.get(3).answer().deduplicated()).isTrue();
  }

  @Test
  void everyRequestThatIsCountedIsAskedAboutOnce() {
    ToldEvents sampled = new ToldEvents(number -> number % 3 == 0);
    start(
        sampled,
        Routes.mock("m", "GET", "/m", Routes.text(200, "ok")),
        Routes.mock("h", "HEAD", "/m", Routes.text(200, "ok")),
        Routes.proxy("down", "GET", "/down", "down"));
    int pipelined = 20;

    try (RawClient client = RawClient.to(agent.port())) {
      client.send(get("/m").repeat(pipelined));
      for (int i = 0; i < pipelined; i++) {
        client.readAnswer();
      }
      client.send("HEAD /m HTTP/1.1\r\nHost: x\r\n\r\n").readHead();
      client.send(get("/down")).readAnswer();
      client.send(get("/nobody")).readAnswer();
      client.send("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
      client.readAnswer();
    }

    assertThat(agent.hits().hits().stream().mapToLong(LedgerSnapshot.Hits::requests).sum())
        .isEqualTo(pipelined + 4);
    assertThat(sampled.asked()).isEqualTo(pipelined + 4);
    assertThat(sampled.all(sampled.admitted())).hasSize((pipelined + 4) / 3);
  }
}
