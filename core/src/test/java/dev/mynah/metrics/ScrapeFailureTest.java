package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.settings.MetricsSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever is missing or broken, a scrape says the rest. */
class ScrapeFailureTest {
  private final Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN);

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void beforeTheLedgerIsOpenItsFamiliesAreAbsentNotZero() {
    assertThat(text())
        .contains("mynah_ledger_open 0.0", "mynah_build_info{", "process_cpu_seconds_total")
        .doesNotContain("mynah_http_requests_total", "mynah_unmatched_requests_total");
  }

  @Test
  void ledgerThatIsToBeLeftOutIsAbsent() {
    metrics.ledger(
        HeapLedger.insteadOfFile(
            Clock.systemUTC(), 2_000, LedgerStatus.State.HIDDEN, "could not be moved", 0));

    assertThat(text())
        .contains("mynah_ledger_on_heap 1.0", "mynah_collect_errors 0.0")
        .doesNotContain("mynah_unmatched_requests_total");
  }

  @Test
  void unreadableLedgerCostsItsFamiliesAndNothingElse() {
    BrokenLedger broken = new BrokenLedger();
    metrics.ledger(broken);

    String first = text();
    broken.readable = true;
    String second = text();

    assertThat(first)
        .contains("mynah_collect_errors 1.0", "mynah_build_info{", "jvm_memory_used_bytes")
        .doesNotContain("mynah_unmatched_requests_total");
    assertThat(second).contains("mynah_collect_errors 0.0", "mynah_unmatched_requests_total 0.0");
  }

  @Test
  void gaugeThatThrowsSpoilsNothing() {
    metrics.gauge(
        Catalogue.IN_FLIGHT,
        () -> {
          throw new IllegalStateException("closed");
        });

    assertThat(text()).contains("mynah_build_info{", "mynah_metrics_series ");
  }

  @Test
  void gaugeOfSameLabelsIsReplacedAndCanGo() {
    metrics.gauge(Catalogue.UPSTREAM_QUEUED, () -> 1, "pay");
    metrics.gauge(Catalogue.UPSTREAM_QUEUED, () -> 2, "pay");
    metrics.gauge(Catalogue.UPSTREAM_QUEUED, () -> 3, "users");
    String both = text();
    metrics.removeGauge(Catalogue.UPSTREAM_QUEUED, "pay");

    assertThat(both)
        .contains("mynah_upstream_requests_queued{upstream=\"pay\",} 2.0")
        .contains("mynah_upstream_requests_queued{upstream=\"users\",} 3.0");
    assertThat(text())
        .doesNotContain("upstream=\"pay\"")
        .contains("mynah_upstream_requests_queued{upstream=\"users\",} 3.0");
  }

  @Test
  void countersOfTheProcessStartAtZero() {
    Metrics.ProcessCounter reloads = metrics.counter(ProcessCatalogue.CONFIG_RELOADS);
    String before = text();
    reloads.increment();

    assertThat(before).contains("mynah_config_reloads_total 0.0");
    assertThat(text()).contains("mynah_config_reloads_total 1.0");
  }

  @Test
  void namesRestrictTheAnswer() {
    String answer =
        metrics.scrape("", List.of("process_cpu_seconds_total", "mynah_ledger_open")).text();

    assertThat(answer.lines().filter(line -> line.startsWith("# TYPE")))
        .containsExactlyInAnyOrder(
            "# TYPE process_cpu_seconds_total counter", "# TYPE mynah_ledger_open gauge");
  }

  @Test
  void ratiosOverAWindowNobodyAskedForAreLeftOut() {
    assertThat(text()).contains("jvm_memory_used_bytes").doesNotContain("jvm_gc_overhead");
  }

  @Test
  void ownSeriesAreCountedAsTheyAre() {
    String answer = text();

    assertThat(answer).contains("mynah_metrics_series " + (double) ScrapeFixture.samples(answer));
  }

  @Test
  void everyMicrometerAndComputedFamilyIsInTheCatalogueOrTheJvms() {
    assertThat(text().lines().filter(line -> line.startsWith("# TYPE")).map(l -> l.split(" ")[2]))
        .allMatch(
            name ->
                name.startsWith("jvm_")
                    || Catalogue.all().stream().anyMatch(m -> m.name().equals(name)));
  }

  private String text() {
    return metrics.scrape("", List.of()).text();
  }

  private static final class BrokenLedger implements Ledger {
    private final HeapLedger inner = HeapLedger.create(Clock.systemUTC(), 2_000);
    private boolean readable;

    @Override
    public LoopLedger slot(int eventLoopIndex) {
      return inner.slot(eventLoopIndex);
    }

    @Override
    public LedgerReader reader() {
      LedgerReader reader = inner.reader();
      return new LedgerReader() {
        @Override
        public LedgerSnapshot read() throws IOException {
          if (!readable) {
            throw new IOException("page 3 makes no sense");
          }
          return reader.read();
        }

        @Override
        public void close() {
          reader.close();
        }
      };
    }

    @Override
    public LedgerReader scrapeReader() {
      return reader();
    }

    @Override
    public LedgerStatus status() {
      return inner.status();
    }

    @Override
    public void routesPresent(Collection<String> routeIds) {}

    @Override
    public void close() {
      inner.close();
    }
  }
}
