package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Outcome;
import dev.mynah.settings.MetricsSettings.Preset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prometheus' own linter has nothing to say. */
class PromtoolTest {
  @ParameterizedTest
  @EnumSource(Preset.class)
  void idleScrapeIsClean(Preset preset) throws Exception {
    try (ScrapeFixture fixture = new ScrapeFixture(preset)) {
      assertThat(check(fixture.text())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void busyScrapeIsClean(Preset preset) throws Exception {
    try (ScrapeFixture fixture = new ScrapeFixture(preset)) {
      makeBusy(fixture);

      assertThat(check(fixture.text())).isEmpty();
    }
  }

  /** A sample in every family there is. */
  private static void makeBusy(ScrapeFixture fixture) {
    fixture.metrics.routes(
        List.of(
            new RouteInfo(
                "r",
                "g",
                "u",
                "proxy",
                List.of(new RouteInfo.Start(HitMethod.GET, 200, Outcome.MOCK)))));
    fixture.answer(0, "r", 200, Outcome.MOCK, 1_000_000);
    fixture.answer(1, "odd \"id\"\n\\ \u00fc", 503, Outcome.PROXIED, 9_000_000_000L);
    for (Metric metric : Catalogue.all()) {
      String[] values = metric.labels().toArray(new String[0]);
      boolean sums =
          List.of(Catalogue.REQUESTS, Catalogue.REQUEST_BYTES, Catalogue.RESPONSE_BYTES)
              .contains(metric);
      if (metric.source() == Metric.Source.LEDGER && !sums) {
        count(fixture, metric, values);
      } else if (metric.source() == Metric.Source.MICROMETER) {
        show(fixture, metric, values);
      }
    }
  }

  private static void count(ScrapeFixture fixture, Metric metric, String... values) {
    if (metric.type() == Metric.Type.HISTOGRAM) {
      fixture
          .ledger
          .slot(0)
          .histogram(dev.mynah.ledger.Family.histogram(metric.name(), values), values)
          .record(1);
    } else {
      fixture
          .ledger
          .slot(0)
          .counter(dev.mynah.ledger.Family.counter(metric.name(), values), values)
          .increment();
    }
  }

  private static void show(ScrapeFixture fixture, Metric metric, String... values) {
    if (metric.type() == Metric.Type.COUNTER) {
      fixture.metrics.counter(metric, values).increment();
    } else {
      fixture.metrics.gauge(metric, () -> 1, values);
    }
  }

  private static String check(String scrape) throws IOException, InterruptedException {
    Path promtool = OutsideProgram.require("promtool");
    Process process =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(scrape.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() == 0 ? said : "exit " + process.exitValue() + "\n" + said;
  }
}
