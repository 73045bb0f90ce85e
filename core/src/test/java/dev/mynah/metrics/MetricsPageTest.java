package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/metrics.md} is what the catalogue says. With {@code -Dmynah.write=true} it is written
 * instead.
 */
class MetricsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  private static final String INTRODUCTION =
      """
      # Metrics

      Generated from the catalogue in the code (`dev.mynah.metrics`); a test compares the two.

      `GET /metrics` on the admin port, text 0.0.4 or OpenMetrics 1.0 by `Accept`, gzip by
      `Accept-Encoding`; `?name[]=FAMILY` (repeatable) restricts the answer. Durations are in
      seconds, sizes in bytes. Histogram edges are 0.0005, 0.001, 0.002, 0.004 and so on, doubling
      to 8.192; `_count` is the sum of the buckets that were read. With OpenMetrics a bucket
      carries the trace of a late request (`trace_id`, `span_id`) when its client sent
      `traceparent`.

      - **Held by** says who has the value. *Ledger*: a file that survives restarts, so the counter
        goes on where it was; it starts anew only with a new file
        (`mynah_ledger_start_timestamp_seconds`). *Process*: it starts at 0 with the process.
        *Scrape*: worked out at each scrape. Families of the ledger are absent, not zero, until it
        is open.
      - **Stored** families are those whose history the exporter keeps.
      - **Minimal** families are shown with `metrics.preset: minimal` too, which stays under 300
        series: in the ledger's families `route`, `method`, `upstream` and `listener` are summed
        away, `code` is a class (`2xx`), and histograms have no labels.
      - Series that the configuration lets us know start at 0, as long as all of them take at most
        half of `metrics.seriesBudget`. When the budget is used up, new series are folded into the
        route `_overflow`, and `mynah_ledger_overflow_total` says how many; sums stay right.
      - The label `route` is the id of a route, never a path; `_unmatched` is what no route
        claimed. `outcome` is one of `mock`, `cache`, `dedup`, `proxied`, `replayed`, `fault`,
        `unmatched`, `rejected`, `error`.

      `jvm_...` families (memory, collections, threads, classes, buffers) come from Micrometer under
      its own names and start with the process.
      """;

  @Test
  void pageIsWhatTheCatalogueSays() throws IOException {
    String generated = page();
    if (Boolean.getBoolean("mynah.write")) {
      Files.writeString(PAGE, generated);
    }

    assertThat(Files.readString(PAGE))
        .as("%s is not what the code generates; run this test with -Dmynah.write=true", PAGE)
        .isEqualTo(generated);
  }

  private static String page() {
    return INTRODUCTION
        + section("Traffic", Catalogue.traffic())
        + section("Answers given without asking again", ReuseCatalogue.all())
        + section("The journal", JournalCatalogue.all())
        + section("The exporter", ExporterCatalogue.all())
        + section("The process", ProcessCatalogue.all());
  }

  private static String section(String title, List<Metric> metrics) {
    return "\n## "
        + title
        + "\n\n| Name | Type | Unit | Labels | What it means | When to worry | Held by | Stored |"
        + " Minimal |\n|---|---|---|---|---|---|---|---|---|\n"
        + metrics.stream().map(MetricsPageTest::row).collect(Collectors.joining());
  }

  private static String row(Metric metric) {
    return "| "
        + String.join(
            " | ",
            "`" + metric.name() + "`",
            lower(metric.type()),
            metric.unit() == Metric.Unit.NONE ? "" : lower(metric.unit()),
            metric.labels().stream().map(l -> "`" + l + "`").collect(Collectors.joining(", ")),
            metric.help(),
            metric.worry(),
            holder(metric),
            isStored(metric) ? "yes" : "",
            metric.minimal() ? "yes" : "")
        + " |\n";
  }

  /** Frames carry every series of the ledger; of the rest the exporter keeps what is declared. */
  private static boolean isStored(Metric metric) {
    return metric.stored() || metric.source() == Metric.Source.LEDGER;
  }

  private static String holder(Metric metric) {
    return switch (metric.source()) {
      case LEDGER -> "ledger";
      case MICROMETER -> "process";
      case COMPUTED -> "scrape";
    };
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }
}
