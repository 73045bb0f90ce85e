package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.ledger.hits.LedgerOptions;
import dev.mynah.ledger.hits.Ledgers;
import dev.mynah.settings.MetricsSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters go on where they were when the process starts again over the same file. */
class RestartTest {
  private static final RouteInfo ROUTE =
      new RouteInfo(
          "r", "g", "", "mock", List.of(new RouteInfo.Start(HitMethod.GET, 200, Outcome.MOCK)));

  @TempDir private Path data;

  @Test
  void nextProcessGoesOnCounting() throws Exception {
    String first = runOnce(3);
    String second = runOnce(2);

    String series =
        "mynah_http_requests_total{route=\"r\",method=\"GET\",code=\"200\",outcome=\"mock\",}";
    assertThat(first).contains(series + " 3.0").contains("mynah_ledger_open 1.0");
    assertThat(second)
        .contains(series + " 5.0")
        .contains("_seconds_count{route=\"r\",outcome=\"mock\",} 5.0");
    assertThat(line(second, "mynah_ledger_start_timestamp_seconds "))
        .isEqualTo(line(first, "mynah_ledger_start_timestamp_seconds "));
  }

  @Test
  void scrapeAfterTheLedgerWasClosedStillSaysWhatWasCounted() throws Exception {
    Ledger ledger = open();
    try (Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN)) {
      metrics.ledger(ledger);
      count(ledger, 4);
      ledger.close();

      assertThat(metrics.scrape("", List.of()).text())
          .contains("outcome=\"mock\",} 4.0", "mynah_collect_errors 0.0");
    }
  }

  private String runOnce(int hits) throws Exception {
    Ledger ledger = open();
    try (Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN)) {
      ledger.routesPresent(Set.of("r"));
      metrics.routes(List.of(ROUTE));
      metrics.ledger(ledger);
      count(ledger, hits);
      return metrics.scrape("", List.of()).text();
    } finally {
      ledger.close();
    }
  }

  private Ledger open() throws Exception {
    return Ledgers.open(LedgerOptions.in(data)).get(60, TimeUnit.SECONDS);
  }

  private static void count(Ledger ledger, int hits) {
    var route = ledger.slot(0).route("r");
    for (int i = 0; i < hits; i++) {
      route.series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1).request(1);
      route.timing(Outcome.MOCK).record(1_000_000);
    }
  }

  private static String line(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }
}
