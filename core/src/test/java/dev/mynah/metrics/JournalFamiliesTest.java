package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.journal.Frame.GaugeValue;
import dev.mynah.ledger.journal.JournalStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the journal takes from the metrics, and what they show of it. */
class JournalFamiliesTest {
  private static final JournalStatus STATUS =
      new JournalStatus(
          JournalStatus.State.ON,
          7,
          new JournalStatus.LeftOut(1, 2, 3),
          4,
          5_000,
          new JournalStatus.Files(6_000, 7_000, 800, 90),
          10,
          "");

  @Test
  void standingOfTheJournalIsShown() {
    try (ScrapeFixture fixture = new ScrapeFixture()) {
      assertThat(fixture.lines("mynah_journal_events_total")).isEmpty();
      fixture.metrics.journal(() -> STATUS);

      assertThat(fixture.text())
          .contains("mynah_journal_writing 1.0")
          .contains("mynah_journal_events_total 7.0")
          .contains("mynah_journal_events_left_out_total{reason=\"budget\",} 1.0")
          .contains("mynah_journal_events_left_out_total{reason=\"ring\",} 2.0")
          .contains("mynah_journal_events_left_out_total{reason=\"disk\",} 3.0")
          .contains("mynah_journal_frames_total 4.0")
          .contains("mynah_journal_written_bytes_total 5000.0")
          .contains("mynah_journal_bytes 6000.0")
          .contains("mynah_journal_capacity_bytes 7000.0")
          .contains("mynah_journal_backlog_bytes 800.0")
          .contains("mynah_journal_deleted_unread_bytes_total 90.0")
          .contains("mynah_journal_write_failures_total 10.0");
    }
  }

  @Test
  void gaugesWhoseHistoryIsKeptAreToldAndNoOthers() {
    try (ScrapeFixture fixture = new ScrapeFixture()) {
      fixture.metrics.journal(() -> STATUS);
      fixture.metrics.gauge(Catalogue.CONNECTIONS, () -> 12, "8080");
      fixture.metrics.gauge(Catalogue.CONNECTIONS_LIMIT, () -> 100);

      List<GaugeValue> told = fixture.metrics.storedGauges();

      assertThat(told)
          .contains(
              new GaugeValue("mynah_connections", List.of("listener"), List.of("8080"), 12),
              new GaugeValue("mynah_journal_backlog_bytes", List.of(), List.of(), 800))
          .noneMatch(gauge -> gauge.name().equals("mynah_connections_limit"))
          .noneMatch(gauge -> gauge.name().startsWith("mynah_journal_events"));
      assertThat(told).extracting(GaugeValue::name).contains("process_resident_memory_bytes");
    }
  }

  @Test
  void restartsReloadsAndTheHealthOfLedgerAndJournalAreToldInFewGauges() {
    try (ScrapeFixture fixture = new ScrapeFixture()) {
      fixture.metrics.journal(() -> STATUS);
      fixture.metrics.gauge(ProcessCatalogue.CONFIG_SUCCESSFUL, () -> 1);
      fixture.metrics.gauge(ProcessCatalogue.CONFIG_SUCCESS_TIME, () -> 1_772_366_400);

      List<GaugeValue> told = fixture.metrics.storedGauges();

      assertThat(told)
          .extracting(GaugeValue::name)
          .contains(
              "mynah_build_info",
              "process_start_time_seconds",
              "mynah_config_last_reload_successful",
              "mynah_config_last_reload_success_timestamp_seconds",
              "mynah_ledger_open",
              "mynah_ledger_size_bytes",
              "mynah_ledger_used_bytes",
              "mynah_ledger_series",
              "mynah_journal_writing",
              "mynah_journal_bytes");
      assertThat(told).as("a row a minute each").hasSizeLessThan(50);
    }
  }

  @Test
  void countersOfTheProcessAloneAreSampledAndThoseOfTheLedgerAreNot() {
    try (ScrapeFixture fixture = new ScrapeFixture()) {
      fixture.metrics.counter(ReuseCatalogue.SHARED_REQUESTS, "get", "hit").increment();

      List<GaugeValue> told = fixture.metrics.storedGauges();

      assertThat(told)
          .contains(
              new GaugeValue(
                  "mynah_shared_requests_total", List.of("op", "result"), List.of("get", "hit"), 1))
          .noneMatch(gauge -> gauge.name().contains("http_requests"));
      assertThat(told).extracting(GaugeValue::name).contains("process_cpu_seconds_total");
    }
  }
}
