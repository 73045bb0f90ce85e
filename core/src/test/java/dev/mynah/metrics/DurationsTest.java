package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.settings.MetricsSettings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Durations of the process are shown as a histogram that adds up. */
class DurationsTest {
  private final Metrics metrics =
      new Metrics(MetricsSettings.DEFAULT, new BuildInfo("1", "unknown"));

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void bucketsAreCumulativeAndEndWithAll() {
    Metrics.Durations overview = metrics.durations(ExporterCatalogue.API_DURATION, "overview");
    overview.record(TimeUnit.MILLISECONDS.toNanos(1));
    overview.record(TimeUnit.MILLISECONDS.toNanos(50));
    overview.record(TimeUnit.SECONDS.toNanos(20));

    assertThat(scrape())
        .contains(
            series("bucket", ",le=\"0.001\"") + " 1.0",
            series("bucket", ",le=\"0.016\"") + " 1.0",
            series("bucket", ",le=\"0.064\"") + " 2.0",
            series("bucket", ",le=\"16.384\"") + " 2.0",
            series("bucket", ",le=\"+Inf\"") + " 3.0",
            series("count", "") + " 3.0",
            series("sum", "") + " 20.051");
  }

  @Test
  void askingTwiceGivesTheSameHistogram() {
    metrics.durations(ExporterCatalogue.API_DURATION, "overview").record(1);
    metrics.durations(ExporterCatalogue.API_DURATION, "overview").record(1);

    assertThat(scrape()).contains(series("count", "") + " 2.0");
  }

  @Test
  void labelsAreThoseOfTheCatalogue() {
    assertThatThrownBy(() -> metrics.durations(ExporterCatalogue.API_DURATION))
        .hasMessageContaining("has labels [handler]");
  }

  private String scrape() {
    return metrics.scrape("", List.of("mynah_api_request_duration_seconds")).text();
  }

  private static String series(String part, String more) {
    return "mynah_api_request_duration_seconds_" + part + "{handler=\"overview\"" + more + ",}";
  }
}
