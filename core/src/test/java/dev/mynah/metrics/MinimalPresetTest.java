package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Outcome;
import dev.mynah.settings.MetricsSettings.Preset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MinimalPresetTest {
  private final ScrapeFixture fixture = new ScrapeFixture(Preset.MINIMAL);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void staysUnder300HoweverManyRoutesAndCodesThereAre() {
    for (int route = 0; route < 40; route++) {
      for (Outcome outcome : Outcome.values()) {
        fixture.answer(0, "route-" + route, 200 + route * 10, outcome, 1_000_000);
      }
      String upstream = "upstream-" + route;
      fixture.ledger.slot(0).counter(Catalogue.UPSTREAM_REQUESTS, upstream, "GET", "200").add(1);
      fixture.ledger.slot(0).counter(Catalogue.UPSTREAM_FAILURES, upstream, "connect").add(1);
      fixture.ledger.slot(0).histogram(Catalogue.UPSTREAM_DURATION, upstream).record(1);
      fixture.metrics.gauge(Catalogue.CONNECTIONS, () -> 1, "listener-" + route);
    }
    for (int reason = 0; reason < 25; reason++) {
      fixture.ledger.slot(0).counter(Catalogue.FAILURES, "reason-" + reason).add(1);
      fixture.ledger.slot(0).counter(Catalogue.REJECTED, "reason-" + reason).add(1);
    }

    assertThat(ScrapeFixture.samples(fixture.text())).isBetween(100L, 299L);
  }

  @Test
  void whatFallsTogetherIsSummed() {
    fixture.answer(0, "a", 200, Outcome.MOCK, 1);
    fixture.answer(0, "b", 204, Outcome.MOCK, 1);
    fixture.answer(1, "b", 503, Outcome.PROXIED, 1);

    assertThat(fixture.lines("mynah_http_requests_total"))
        .containsExactly(
            "mynah_http_requests_total{code=\"2xx\",outcome=\"mock\",} 2.0",
            "mynah_http_requests_total{code=\"5xx\",outcome=\"proxied\",} 1.0");
    assertThat(fixture.lines("mynah_http_request_duration_seconds_count"))
        .containsExactly("mynah_http_request_duration_seconds_count 3.0");
  }

  @Test
  void familiesThatGrowWithTheConfigurationAreLeftOut() {
    fixture.metrics.routes(List.of(new RouteInfo("a", "g", "", "mock", List.of())));

    assertThat(fixture.families())
        .contains("mynah_ledger_open", "process_cpu_seconds_total", "jvm_memory_used_bytes")
        .doesNotContain("mynah_route_info", "mynah_upstream_retries_total", "jvm_classes_loaded");
  }
}
