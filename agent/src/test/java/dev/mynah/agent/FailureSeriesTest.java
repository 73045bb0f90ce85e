package dev.mynah.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.HeapLedger;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Metrics;
import dev.mynah.settings.MetricsSettings;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureSeriesTest {
  @Test
  void everyReasonIsThereBeforeItsFirstTime() {
    try (Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN)) {
      metrics.ledger(HeapLedger.create(Clock.systemUTC(), 2_000));

      FailureSeries.startAtZero(metrics);

      assertThat(metrics.scrape("", List.of()).text())
          .contains("mynah_http_request_failures_total{reason=\"upstream_dns\",} 0.0")
          .contains("mynah_connections_closed_total{reason=\"keep_alive_end\",} 0.0")
          .contains("mynah_connections_closed_total{reason=\"drain\",} 0.0")
          .contains("mynah_connections_rejected_total{reason=\"limit\",} 0.0");
    }
  }
}
