package dev.mynah.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.control.AdminServer;
import dev.mynah.control.Health;
import dev.mynah.exporter.config.ExporterConfig;
import dev.mynah.exporter.config.StoreConfig;
import dev.mynah.exporter.query.ask.ApiSettings;
import dev.mynah.exporter.scrape.PrometheusSourceSettings;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.ledger.hits.LedgerOptions;
import dev.mynah.ledger.hits.Ledgers;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.Journal;
import dev.mynah.ledger.journal.JournalOptions;
import dev.mynah.ledger.journal.LoopJournal;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Metrics;
import dev.mynah.settings.AdminSettings;
import dev.mynah.settings.IdentitySettings;
import dev.mynah.settings.JournalSettings;
import dev.mynah.settings.MetricsSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real ledger, journal and SQLite file: what was counted is what is answered. */
class ExporterTest {
  @TempDir Path data;

  private final Health health = Health.onSystemClock();
  private final Metrics metrics = new Metrics(MetricsSettings.DEFAULT, new BuildInfo("1", ""));
  private AdminServer admin;
  private Ledger ledger;
  private Journal journal;

  @BeforeEach
  void start() throws Exception {
    admin =
        AdminServer.start(
                new AdminSettings("127.0.0.1", 0, List.of(), List.of(), List.of()), health)
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    admin.mountMetrics(metrics);
    ledger = Ledgers.open(LedgerOptions.in(data).withDeadline(Duration.ofSeconds(30))).join();
    journal =
        Journal.open(
            JournalOptions.in(data, JournalSettings.DEFAULT.withMode(JournalSettings.Mode.ON)),
            ledger);
  }

  @AfterEach
  void stop() {
    journal.close();
    ledger.close();
    admin.close().toCompletableFuture().join();
    metrics.close();
  }

  @Test
  void answersReachUpToNowAndStayTheSameOnceStored() throws Exception {
    try (Exporter exporter = exporter()) {
      hit(5);
      await().untilAsserted(() -> assertThat(requests()).isEqualTo(5));
      hit(2);
      await().untilAsserted(() -> assertThat(requests()).isEqualTo(7));

      journal.close();

      assertThat(exporter.finish(Duration.ofSeconds(20))).isTrue();
      assertThat(requests()).isEqualTo(7);
      assertThat(get("/metrics")).contains("mynah_store_up 1.0", "mynah_tail_lag_seconds 0.0");
      assertThat(get("/ready")).contains("\"degraded\":[]");
    }
  }

  @Test
  void whatIsAskedInTheFirstMinuteIsAnsweredAtOnce() throws Exception {
    hit("a", 1);
    try (Exporter exporter = exporter()) {
      hit("a", 4);
      hit("b", 2);

      assertThat(query("sum(mynah_http_requests_total)")).contains(",\"7\"]");
      assertThat(query("mynah_http_requests_total{route=%22b%22}")).contains(",\"2\"]");
      assertThat(query("up")).contains(",\"1\"]");
      assertThat(get("/api/v1/label/route/values")).contains("[\"a\",\"b\"]");
      assertThat(get("/api/analytics/top-endpoints")).contains("\"a\"", "\"b\"");
      assertThat(requests()).isEqualTo(7);
      assertThat(exporter).isNotNull();
    }
  }

  private String query(String promql) throws Exception {
    return get("/api/v1/query?query=" + promql.replace("{", "%7B").replace("}", "%7D"));
  }

  @Test
  void exporterThatWasAwayCountsNothingTwice() throws Exception {
    hit(5);
    try (Exporter first = exporter()) {
      await().untilAsserted(() -> assertThat(get("/metrics")).contains("tail_frames_total 1.0"));
      assertThat(first).isNotNull();
    }
    hit(4);
    journal.close();

    try (Exporter second = exporter()) {
      assertThat(second.finish(Duration.ofSeconds(20))).isTrue();
      assertThat(requests()).isEqualTo(9);
    }
    try (Exporter third = exporter()) {
      assertThat(third.finish(Duration.ofSeconds(20))).isTrue();
      assertThat(requests()).isEqualTo(9);
    }
  }

  @Test
  void roundsOfAPrometheusSourceEndWithTheExporter() throws Exception {
    PrometheusSourceSettings nobody =
        new PrometheusSourceSettings(
            URI.create("http://127.0.0.1:1"),
            PrometheusSourceSettings.DEFAULT_INTERVAL,
            PrometheusSourceSettings.DEFAULT_SELECTOR,
            PrometheusSourceSettings.Login.NONE,
            PrometheusSourceSettings.DEFAULT_TIMEOUT,
            PrometheusSourceSettings.DEFAULT_BACKFILL);
    try (Exporter exporter = exporter(config(nobody))) {
      await().untilAsserted(() -> assertThat(threads()).contains("mynah-exporter-source"));
      assertThat(exporter).isNotNull();
    }

    await()
        .untilAsserted(
            () ->
                assertThat(threads())
                    .doesNotContain("mynah-exporter-source", "mynah-exporter-timer"));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  @Test
  void aConsumerIsForgottenWhenThatIsAskedFor() throws Exception {
    try (Exporter exporter = exporter()) {
      LoopJournal loop = journal.loop(0);
      loop.offer(event("ada"));
      loop.offer(event("bob"));
      journal.close();
      assertThat(exporter.finish(Duration.ofSeconds(20))).isTrue();
      assertThat(get("/api/analytics/logs")).contains("ada", "bob");

      HttpResponse<String> forgotten = forget("", "{\"consumer\":\"ada\"}");

      assertThat(forgotten.statusCode()).isEqualTo(200);
      assertThat(forgotten.body()).contains("\"names\":1", "\"requests\":1");
      assertThat(get("/api/analytics/logs")).contains("bob").doesNotContain("ada");
    }
  }

  @Test
  void whomToForgetHasToBeNamedInTheBody() throws Exception {
    try (Exporter exporter = exporter()) {
      assertThat(exporter).isNotNull();
      for (String body :
          List.of("", "{}", "[1]", "{", "{\"consumer\":\" \"}", "{\"consumer\":7}")) {
        HttpResponse<String> refused = forget("", body);
        assertThat(refused.statusCode()).as(body).isEqualTo(400);
        assertThat(refused.body()).as(body).contains("expected JSON");
      }
      assertThat(forget("", "{\"consumer\":\"a\",\"client\":\"b\"}").body()).contains("name one");
      assertThat(forget("", "{\"user\":\"a\"}").body()).contains("user: unknown");
      assertThat(forget("?consumer=ada", "").body()).contains("not in the URL");
    }
  }

  private static HitEvent event(String consumer) {
    return new HitEvent(
        System.currentTimeMillis(),
        1,
        new HitEvent.Request("a", "", "default", "test", "GET", "/a", "http/1.1"),
        new HitEvent.Answer("mock", 200, BigDecimal.ZERO),
        new HitEvent.Spent(2_000_000, -1, 0, 100, 200),
        new HitEvent.Client("10.0.0.1", "curl/8.0", consumer, "", ""),
        null,
        null);
  }

  private HttpResponse<String> forget(String query, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/api/analytics/forget" + query))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void cleanUpCanBeAskedFor() throws Exception {
    try (Exporter exporter = exporter()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri("/api/admin/retention/run"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();

      String answer = send(request);

      assertThat(answer).contains("\"ran\":true", "\"bytesAfter\":");
      assertThat(exporter).isNotNull();
    }
  }

  @Test
  void pagesListedForTheApiMayAskItAndDoNothingElse() throws Exception {
    ApiSettings plain = ApiSettings.DEFAULT;
    ApiSettings withPage =
        new ApiSettings(
            plain.pageRows(),
            plain.maxPageRows(),
            List.of("https://page.example"),
            plain.timeout(),
            plain.maxValuesRead());
    try (Exporter exporter = exporter(config(withPage, null))) {
      for (String path : List.of("/api/analytics/overview", "/api/v1/query?query=up")) {
        HttpResponse<String> answer = fromPage("https://page.example", "GET", path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
            .as(path)
            .contains("https://page.example");
        assertThat(fromPage("https://page.example", "OPTIONS", path).statusCode()).isEqualTo(204);
        assertThat(fromPage("https://other.example", "GET", path).statusCode()).isEqualTo(403);
        assertThat(fromPage("https://other.example", "OPTIONS", path).statusCode()).isEqualTo(403);
      }
      for (String path : List.of("/api/admin/retention/run", "/api/analytics/forget")) {
        assertThat(fromPage("https://page.example", "POST", path).statusCode())
            .as(path)
            .isEqualTo(403);
      }
      assertThat(fromPage("https://page.example", "GET", "/").statusCode()).isEqualTo(403);
      assertThat(exporter).isNotNull();
    }
  }

  @Test
  void queriesAreRefusedAsUnavailableWhileTheStoreIsAway() throws Exception {
    StoreConfig away = new StoreConfig("jdbc:postgresql://127.0.0.1:1/none", "", "", "", 0);
    try (Exporter exporter = exporter(config(away, ApiSettings.DEFAULT, null))) {
      HttpResponse<String> json = fromPage("", "GET", "/api/analytics/overview");
      HttpResponse<String> promql = fromPage("", "GET", "/api/v1/query?query=up");

      assertThat(json.statusCode()).isEqualTo(503);
      assertThat(json.body()).contains("\"reason\":\"unavailable\"", "out of reach");
      assertThat(json.headers().firstValue("Retry-After")).contains("5");
      assertThat(promql.statusCode()).isEqualTo(503);
      assertThat(promql.body()).contains("\"errorType\":\"unavailable\"", "out of reach");
      assertThat(exporter).isNotNull();
    }
  }

  private HttpResponse<String> fromPage(String origin, String method, String path)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
    if (!origin.isEmpty()) {
      request.header("Origin", origin);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static ExporterConfig config(PrometheusSourceSettings source) {
    return config(ApiSettings.DEFAULT, source);
  }

  private static ExporterConfig config(ApiSettings api, @Nullable PrometheusSourceSettings source) {
    return config(ExporterConfig.DEFAULT.store(), api, source);
  }

  private static ExporterConfig config(
      StoreConfig store, ApiSettings api, @Nullable PrometheusSourceSettings source) {
    ExporterConfig plain = ExporterConfig.DEFAULT;
    return new ExporterConfig(
        store,
        plain.retention(),
        plain.geo(),
        plain.privacy(),
        api,
        plain.promql(),
        plain.live(),
        source);
  }

  private Exporter exporter() throws Exception {
    return exporter(ExporterConfig.DEFAULT);
  }

  private Exporter exporter(ExporterConfig config) throws Exception {
    return Exporter.start(
        new ExporterParts(
            config,
            data,
            IdentitySettings.DEFAULT.named("here", 9464),
            admin::mount,
            health,
            metrics,
            new BuildInfo("1", ""),
            Clock.systemUTC()));
  }

  private void hit(int times) {
    hit("a", times);
  }

  private void hit(String route, int times) {
    var series =
        ledger.slot(0).route(route).series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1);
    for (int i = 0; i < times; i++) {
      series.request(System.currentTimeMillis());
    }
  }

  private long requests() throws Exception {
    return new ObjectMapper()
        .readTree(get("/api/analytics/overview"))
        .at("/data/requests")
        .asLong();
  }

  private String get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + admin.port() + path);
  }

  private static String send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
