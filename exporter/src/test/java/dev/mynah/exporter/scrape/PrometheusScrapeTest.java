package dev.mynah.exporter.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.control.AdminServer;
import dev.mynah.control.Health;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Catalogue;
import dev.mynah.metrics.Metrics;
import dev.mynah.metrics.PrometheusServer;
import dev.mynah.settings.AdminSettings;
import dev.mynah.settings.MetricsSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a ledger over a real scrape by a real Prometheus to minutes. */
class PrometheusScrapeTest {
  @TempDir private Path data;

  @Test
  @SuppressWarnings("try") // closed in the end, and not used before
  void allThatTheLedgerCountedArrives() throws Exception {
    HeapLedger ledger = HeapLedger.create(Clock.systemUTC(), 2_000);
    AdminSettings settings = new AdminSettings("127.0.0.1", 0, List.of(), List.of(), List.of());
    AdminServer admin =
        AdminServer.start(settings, Health.onSystemClock())
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    try (AutoCloseable closing = () -> admin.close().toCompletableFuture().join();
        Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN);
        PrometheusServer prometheus = PrometheusServer.scraping(admin.port());
        SourceFixture fixture = new SourceFixture(data, prometheus.url())) {
      admin.mountMetrics(metrics);
      metrics.ledger(ledger);
      count(ledger);
      prometheus.awaitQuery("mynah_http_requests_total{route=\"r\",code=\"200\"}", 700);

      long minute = System.currentTimeMillis() / 60_000 * 60 + 60;
      // The minute under way, looked at from its end.
      PrometheusSourceStatus status = fixture.roundAt(minute);

      assertThat(status.trouble()).isEmpty();
      assertThat(status.targets()).isEqualTo(1);
      String instance = "127.0.0.1:" + admin.port();
      assertThat(fixture.kept.sum(instance, Family.REQUESTS, value -> true))
          .startsWith(705, 1_400, 70_000);
      assertThat(
              fixture.kept.sum(
                  instance, Family.REQUESTS, value -> value.key().label("code").equals("503")))
          .startsWith(5, 0, 0);
      long[] timing = fixture.kept.sum(instance, Family.TIMING, value -> true);
      assertThat(timing[0]).isEqualTo(700 * Duration.ofMillis(3).toNanos());
      assertThat(java.util.Arrays.stream(timing).skip(1).sum()).isEqualTo(700);
      assertThat(fixture.kept.sum(instance, Catalogue.INJECTED_DELAY, value -> true))
          .containsExactly(1_500_000_000);
    }
  }

  private static void count(HeapLedger ledger) {
    var hits = ledger.slot(0).route("r");
    var good = hits.series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1);
    var bad = hits.series(HitMethod.GET, 503, Outcome.ERROR, Protocol.HTTP_1_1);
    for (int i = 0; i < 5; i++) {
      bad.request(System.currentTimeMillis());
    }
    ledger.slot(0).counter(Catalogue.INJECTED_DELAY, "r").add(1_500_000_000);
    for (int i = 0; i < 700; i++) {
      good.bytes(2, 100);
      hits.timing(Outcome.MOCK).record(Duration.ofMillis(3).toNanos());
      good.request(System.currentTimeMillis());
    }
  }
}
