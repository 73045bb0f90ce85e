package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.ConsumersConfig;
import dev.mynah.agent.config.Delay;
import dev.mynah.agent.config.ListenerConfig;
import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.wire.RawClient;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.Rank;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an event says of a request that went well. */
class EventFieldsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @RegisterExtension final RunningAgent agent = new RunningAgent(Clock.fixed(NOW, ZoneOffset.UTC));

  private final ToldEvents told = new ToldEvents();

  private String ask(String request) {
    try (RawClient client = RawClient.to(agent.port())) {
      return client.send(request).readAnswer();
    }
  }

  private void start(AgentConfig config) {
    agent.start(config, told.parts());
  }

  private void mocking(RouteConfig... routes) {
    start(RunningAgent.config(List.of(routes), Map.of()));
  }

  @Test
  void aMockedRequestIsToldWithEverythingThatIsKnownOfIt() {
    mocking(Routes.mock("user", "POST", "/users/:id", Routes.text(201, "made")));

    ask(
        "POST /users/4711?api_key=secret HTTP/1.1\r\nHost: x\r\nUser-Agent: curl/8.5\r\n"
            + "Content-Length: 3\r\n\r\nabc");

    HitEvent event = told.only();
    assertThat(event.timeMillis()).isEqualTo(NOW.toEpochMilli());
    assertThat(event.weight()).isEqualTo(1);
    assertThat(event.request())
        .isEqualTo(
            new HitEvent.Request(
                "user", "default", "team-a", "staging", "POST", "/users/:id", "http/1.1"));
    assertThat(event.answer()).isEqualTo(new HitEvent.Answer("mock", 201, BigDecimal.ZERO));
    assertThat(event.spent().bytesIn()).isEqualTo(3);
    assertThat(event.spent().bytesOut()).isEqualTo(4);
    assertThat(event.spent().totalNanos()).isPositive();
    assertThat(event.spent().upstreamNanos()).isEqualTo(-1);
    assertThat(event.spent().injectedNanos()).isZero();
    assertThat(event.client()).isEqualTo(new HitEvent.Client("127.0.0.1", "curl/8.5", "", "", ""));
    assertThat(event.trouble()).isNull();
    assertThat(event.capture()).isNull();
    assertThat(told.ranks()).containsExactly(Rank.USUAL);
  }

  @Test
  void aProxiedRequestHasItsRoutesCostAndTheTimeOfItsUpstream() throws Exception {
    try (MockWebServer real = new MockWebServer()) {
      real.start();
      real.enqueue(new MockResponse.Builder().code(200).body("12345").build());
      RouteConfig route = costing(Routes.proxy("pay", "GET", "/pay/**", "real"), "0.002");
      start(
          RunningAgent.config(
              List.of(route), Map.of("real", Routes.upstream("real", real.getPort()))));

      ask("GET /pay/9/receipts/ada HTTP/1.1\r\nHost: x\r\n\r\n");

      HitEvent event = told.only();
      assertThat(event.request().group()).isEqualTo("real");
      assertThat(event.request().path()).isEqualTo("/pay/:id/receipts/ada");
      assertThat(event.answer())
          .isEqualTo(new HitEvent.Answer("proxied", 200, new BigDecimal("0.002")));
      assertThat(event.spent().upstreamNanos()).isBetween(1L, event.spent().totalNanos());
      assertThat(event.spent().bytesOut()).isEqualTo(5);
    }
  }

  @Test
  void aDelayThatTheRouteAddsIsToldApart() {
    MockConfig slow =
        new MockConfig(
            200,
            List.of(),
            new MockBody.Text("x"),
            false,
            new Delay.Fixed(Duration.ofMillis(20)),
            true);
    mocking(Routes.mock("slow", "GET", "/slow", slow));

    ask("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");

    HitEvent.Spent spent = told.only().spent();
    assertThat(spent.injectedNanos()).isEqualTo(Duration.ofMillis(20).toNanos());
    assertThat(spent.totalNanos()).isGreaterThanOrEqualTo(spent.injectedNanos());
  }

  @Test
  void aListenerThatStandsForAnUpstreamHasItsNameAsGroup() throws Exception {
    try (MockWebServer real = new MockWebServer()) {
      real.start();
      real.enqueue(new MockResponse.Builder().build());
      AgentConfig plain =
          RunningAgent.config(List.of(), Map.of("real", Routes.upstream("real", real.getPort())));
      start(RunningAgent.behind(plain, new ListenerConfig("127.0.0.1", 0, "real", null, null)));

      ask("GET /orders/10234 HTTP/1.1\r\nHost: x\r\n\r\n");

      HitEvent.Request request = told.only().request();
      assertThat(request.route()).isEqualTo("to-real");
      assertThat(request.group()).isEqualTo("real");
      assertThat(request.path()).isEqualTo("/orders/:id");
    }
  }

  @Test
  void whatNoRouteClaimsIsUrgentAndItsPathHasNoIds() {
    mocking();

    ask("GET /users/4711/mail/ada%40example.org?token=abc HTTP/1.1\r\nHost: x\r\n\r\n");

    HitEvent event = told.only();
    assertThat(event.request().route()).isEqualTo("_unmatched");
    assertThat(event.request().group()).isEmpty();
    assertThat(event.request().path()).isEqualTo("/users/:id/mail/:id");
    assertThat(event.answer().outcome()).isEqualTo("unmatched");
    assertThat(event.trouble())
        .isEqualTo(
            new HitEvent.Trouble(
                "unmatched", "client", "unmatched", "No route claims this request"));
    assertThat(told.ranks()).containsExactly(Rank.URGENT);
  }

  @Test
  void aMethodNobodyKnowsIsToldAsItIsCounted() {
    mocking();

    ask("BREW /pot HTTP/1.0\r\nHost: x\r\n\r\n");

    assertThat(told.only().request().method()).isEqualTo("_OTHER");
    assertThat(told.only().request().protocol()).isEqualTo("http/1.0");
  }

  @Test
  void aValidTraceIsToldAndAnyOtherIsNot() {
    mocking(Routes.mock("m", "GET", "/m", Routes.text(200, "")));
    String valid = "traceparent: 00-" + TRACE + "-" + SPAN + "-01\r\n";

    ask("GET /m HTTP/1.1\r\nHost: x\r\n" + valid + "\r\n");
    ask("GET /m HTTP/1.1\r\nHost: x\r\n" + valid + valid + "\r\n");
    ask("GET /m HTTP/1.1\r\nHost: x\r\ntraceparent: 00-" + TRACE + "-short-01\r\n\r\n");

    List<HitEvent> events = told.all(3);
    assertThat(events.get(0).client().traceId()).isEqualTo(TRACE);
    assertThat(events.get(0).client().spanId()).isEqualTo(SPAN);
    assertThat(events.subList(1, 3)).allMatch(e -> e.client().traceId().isEmpty());
    assertThat(events.subList(1, 3)).allMatch(e -> e.client().spanId().isEmpty());
  }

  @Test
  void aConsumerIsToldByTheClaimOfItsToken() {
    start(
        RunningAgent.config(List.of(Routes.mock("m", "GET", "/m", Routes.text(200, ""))), Map.of())
            .with(new ConsumersConfig(ConsumersConfig.By.JWT_CLAIM, "sub", false, null)));
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"sub\":\"ada\"}".getBytes(StandardCharsets.UTF_8));

    ask("GET /m HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer e30." + payload + ".c2ln\r\n\r\n");
    ask("GET /m HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer rubbish\r\n\r\n");

    assertThat(told.all(2)).extracting(e -> e.client().consumer()).containsExactly("ada", "");
  }

  @Test
  void aLongUserAgentIsCut() {
    mocking(Routes.mock("m", "GET", "/m", Routes.text(200, "")));

    ask("GET /m HTTP/1.1\r\nHost: x\r\nUser-Agent: " + "a".repeat(2000) + "\r\n\r\n");

    assertThat(told.only().client().userAgent()).isEqualTo("a".repeat(256));
  }

  private static RouteConfig costing(RouteConfig r, String cost) {
    return new RouteConfig(
        r.id(),
        r.group(),
        r.mode(),
        r.priority(),
        r.match(),
        r.mock(),
        r.proxy(),
        r.cors(),
        r.reuse(),
        r.expires(),
        r.expiredStatus(),
        new BigDecimal(cost),
        r.source());
  }
}
