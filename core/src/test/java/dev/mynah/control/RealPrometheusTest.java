package dev.mynah.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.HitSeries;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Metrics;
import dev.mynah.metrics.PrometheusServer;
import dev.mynah.metrics.RouteInfo;
import dev.mynah.settings.MetricsSettings;
import java.time.Clock;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A real Prometheus reads what we say the way we mean it. */
class RealPrometheusTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @Test
  void countsRatesAndExemplarsArrive() throws Exception {
    HeapLedger ledger = HeapLedger.create(Clock.systemUTC(), 2_000);
    try (AdminFixture admin = new AdminFixture();
        Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN);
        PrometheusServer prometheus = PrometheusServer.scraping(admin.server.port())) {
      admin.server.mountMetrics(metrics);
      metrics.ledger(ledger);
      metrics.routes(List.of(route()));
      prometheus.awaitQuery("mynah_http_requests_total{route=\"r\"}", 0);

      answer(ledger, metrics, 7);

      prometheus.awaitQuery("mynah_http_requests_total{route=\"r\"}", 7);
      prometheus.awaitQuery("up", 1);
      prometheus.awaitQuery(
          "mynah_http_request_duration_seconds_bucket{route=\"r\",le=\"0.004\"}", 7);
      prometheus.awaitQuery("mynah_http_request_duration_seconds_bucket{le=\"0.002\"}", 0);
      assertThat(prometheus.query("increase(mynah_http_requests_total{route=\"r\"}[1m])").orElse(0))
          .as("the first increment is seen because the series began at 0")
          .isGreaterThan(6.9);
      assertThat(
              prometheus
                  .query("histogram_quantile(0.5, mynah_http_request_duration_seconds_bucket)")
                  .orElse(0))
          .isBetween(0.002, 0.004);
      assertThat(prometheus.lastScrapeError()).isEmpty();
      Awaitility.await()
          .until(
              () ->
                  prometheus
                      .exemplars("mynah_http_request_duration_seconds_bucket")
                      .toString()
                      .contains(TRACE));
    }
  }

  private static RouteInfo route() {
    return new RouteInfo(
        "r", "group", "", "mock", List.of(new RouteInfo.Start(HitMethod.GET, 200, Outcome.MOCK)));
  }

  private static void answer(HeapLedger ledger, Metrics metrics, int times) {
    var hits = ledger.slot(0).route("r");
    HitSeries series = hits.series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1);
    for (int i = 0; i < times; i++) {
      series.request(System.currentTimeMillis());
      hits.timing(Outcome.MOCK).record(3_000_000);
    }
    metrics
        .exemplars()
        .slot("r", Outcome.MOCK)
        .offer(3_000_000, "00-" + TRACE + "-b7ad6b7169203331-01", System.currentTimeMillis());
  }
}
