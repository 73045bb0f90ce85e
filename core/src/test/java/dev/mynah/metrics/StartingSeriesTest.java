package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Outcome;
import dev.mynah.settings.MetricsSettings;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartingSeriesTest {
  private final ScrapeFixture fixture = new ScrapeFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whatTheConfigurationExpectsStartsAtZero() {
    fixture.metrics.routes(List.of(route("get-user", 200, Outcome.MOCK)));

    assertThat(fixture.lines("mynah_http_requests_total"))
        .containsExactly(
            "mynah_http_requests_total{route=\"get-user\",method=\"GET\",code=\"200\","
                + "outcome=\"mock\",} 0.0");
    assertThat(fixture.value("mynah_http_request_duration_seconds_count")).isZero();
    assertThat(fixture.lines("mynah_route_info"))
        .containsExactly(
            "mynah_route_info{route=\"get-user\",group=\"users\",upstream=\"\",mode=\"mock\",}"
                + " 1.0");
  }

  @Test
  void firstHitRaisesTheSameSeries() {
    fixture.metrics.routes(List.of(route("r", 200, Outcome.MOCK)));

    fixture.answer(1, "r", 200, Outcome.MOCK, 1);

    assertThat(fixture.value("mynah_http_requests_total")).isEqualTo(1);
  }

  @Test
  void routesKnownBeforeTheLedgerOpensStartAtZeroWhenItDoes() {
    Metrics early = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN);
    early.routes(List.of(route("r", 200, Outcome.MOCK)));
    early.startAtZero(Catalogue.REJECTED, "too-long");

    early.ledger(HeapLedger.create(Clock.systemUTC(), ScrapeFixture.BUDGET));

    assertThat(early.scrape("", List.of()).text())
        .contains("mynah_http_requests_total{route=\"r\"")
        .contains("mynah_http_requests_rejected_total{reason=\"too-long\",} 0.0");
    early.close();
  }

  @Test
  void manyRoutesLeaveRoomForWhatReallyHappens() {
    fixture.metrics.routes(
        IntStream.range(0, 10_000).mapToObj(i -> route("r" + i, 200, Outcome.MOCK)).toList());

    assertThat(fixture.lines("mynah_http_requests_total")).isEmpty();
    assertThat(fixture.value("mynah_ledger_overflow_total")).isZero();
  }

  @Test
  void durationsGoWithoutFirst() {
    fixture.metrics.routes(
        IntStream.range(0, 200).mapToObj(i -> route("r" + i, 200, Outcome.MOCK)).toList());

    assertThat(fixture.lines("mynah_http_requests_total")).hasSize(200);
    assertThat(fixture.lines("mynah_http_request_duration_seconds_count")).isEmpty();
  }

  private static RouteInfo route(String id, int code, Outcome outcome) {
    return new RouteInfo(
        id, "users", "", "mock", List.of(new RouteInfo.Start(HitMethod.GET, code, outcome)));
  }
}
