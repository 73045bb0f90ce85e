package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the ledger counted is what a scrape says. */
class LedgerFamiliesTest {
  private final ScrapeFixture fixture = new ScrapeFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void requestsAreSummedOverLoopsAndProtocols() {
    fixture.answer(0, "get-user", 200, Outcome.MOCK, 1);
    fixture.answer(1, "get-user", 200, Outcome.MOCK, 1);
    fixture
        .ledger
        .slot(1)
        .route("get-user")
        .series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_0)
        .request(1);

    assertThat(fixture.lines("mynah_http_requests_total"))
        .containsExactly(
            "mynah_http_requests_total{route=\"get-user\",method=\"GET\",code=\"200\","
                + "outcome=\"mock\",} 3.0");
  }

  @Test
  void bytesAreSummedPerRouteAndOutcome() {
    fixture.answer(0, "pay", 200, Outcome.PROXIED, 1);
    fixture.answer(0, "pay", 500, Outcome.PROXIED, 1);

    assertThat(fixture.lines("mynah_http_request_body_bytes_total"))
        .containsExactly(
            "mynah_http_request_body_bytes_total{route=\"pay\",outcome=\"proxied\",} 20.0");
    assertThat(fixture.lines("mynah_http_response_body_bytes_total"))
        .containsExactly(
            "mynah_http_response_body_bytes_total{route=\"pay\",outcome=\"proxied\",} 200.0");
  }

  @Test
  void unmatchedRequestsAreThoseOfThatOutcome() {
    assertThat(fixture.value("mynah_unmatched_requests_total")).isZero();

    fixture.answer(0, Family.UNMATCHED, 404, Outcome.UNMATCHED, 1);
    fixture.answer(0, "get-user", 200, Outcome.MOCK, 1);

    assertThat(fixture.value("mynah_unmatched_requests_total")).isEqualTo(1);
  }

  @Test
  void bucketsAreCumulativeAndTheCountIsTheirSum() {
    fixture.answer(0, "r", 200, Outcome.MOCK, 500_000);
    fixture.answer(0, "r", 200, Outcome.MOCK, 500_001);
    fixture.answer(1, "r", 200, Outcome.MOCK, 3_000_000);
    fixture.answer(1, "r", 200, Outcome.MOCK, 60_000_000_000L);

    String labels = "{route=\"r\",outcome=\"mock\",le=\"";
    assertThat(fixture.lines("mynah_http_request_duration_seconds_bucket"))
        .hasSize(16)
        .startsWith(
            "mynah_http_request_duration_seconds_bucket" + labels + "0.0005\",} 1.0",
            "mynah_http_request_duration_seconds_bucket" + labels + "0.001\",} 2.0",
            "mynah_http_request_duration_seconds_bucket" + labels + "0.002\",} 2.0",
            "mynah_http_request_duration_seconds_bucket" + labels + "0.004\",} 3.0")
        .endsWith(
            "mynah_http_request_duration_seconds_bucket" + labels + "8.192\",} 3.0",
            "mynah_http_request_duration_seconds_bucket" + labels + "+Inf\",} 4.0");
    assertThat(fixture.value("mynah_http_request_duration_seconds_count")).isEqualTo(4);
    assertThat(fixture.value("mynah_http_request_duration_seconds_sum"))
        .isEqualTo(60.004000001, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void delayIsAddedInNanosecondsAndShownInSeconds() {
    fixture.ledger.slot(0).counter(Catalogue.INJECTED_DELAY, "slow").add(1_500_000_000L);

    assertThat(fixture.lines("mynah_injected_delay_seconds_total"))
        .containsExactly("mynah_injected_delay_seconds_total{route=\"slow\",} 1.5");
  }

  @Test
  void labelValuesAreEscaped() {
    fixture.ledger.slot(0).counter(Catalogue.EXPIRED, "a\"b\\c\nd").increment();

    assertThat(fixture.lines("mynah_expired_route_requests_total"))
        .containsExactly("mynah_expired_route_requests_total{route=\"a\\\"b\\\\c\\nd\",} 1.0");
  }

  @Test
  void familyThatOnlyTheFileKnowsIsLeftOut() {
    fixture.ledger.slot(0).counter(Family.counter("mynah_of_another_version_total", "x"), "1");
    fixture.ledger.slot(0).counter(Family.counter("mynah_faults_injected_total", "x"), "1");

    assertThat(fixture.families()).doesNotContain("mynah_of_another_version_total");
    assertThat(fixture.lines("mynah_faults_injected_total")).isEmpty();
  }

  @Test
  void overflowIsAnOrdinarySeries() {
    fixture.answer(0, Family.OVERFLOW, 200, Outcome.MOCK, 1);

    assertThat(fixture.lines("mynah_http_requests_total")).hasSize(1);
    assertThat(fixture.text()).contains("route=\"_overflow\"");
  }

  @Test
  void ledgerTellsHowItStands() {
    assertThat(fixture.value("mynah_ledger_open")).isZero();
    assertThat(fixture.value("mynah_ledger_on_heap")).isEqualTo(1);
    assertThat(fixture.value("mynah_ledger_overflow_total")).isZero();
    assertThat(fixture.value("mynah_metrics_series_budget")).isEqualTo(ScrapeFixture.BUDGET);
    assertThat(fixture.value("mynah_ledger_start_timestamp_seconds"))
        .isEqualTo(ScrapeFixture.START.getEpochSecond());
  }
}
