package dev.mynah.exporter.scrape;

import java.time.Instant;

/** The history of targets as Prometheus scraped it, in its text format with moments. */
final class Past {
  /** A full minute about two hours ago; what Prometheus is told has to be recent. */
  final long base = Instant.now().getEpochSecond() / 3_600 * 3_600 - 7_200;

  private final StringBuilder text = new StringBuilder();

  /** A scrape of a target that shows since when it counts. */
  Scrape scrape(long second, String target, double ledgerStart) {
    return new Scrape(second, target).with("mynah_ledger_start_timestamp_seconds", "", ledgerStart);
  }

  String text() {
    return text + "# EOF\n";
  }

  final class Scrape {
    private final double at;
    private final String target;

    private Scrape(long second, String target) {
      this.at = base + second;
      this.target = target;
    }

    Scrape with(String name, String labels, double value) {
      String all = labels.isEmpty() ? target : labels + "," + target;
      text.append(name).append('{').append(all).append("} ");
      text.append(new java.math.BigDecimal(value).toPlainString()).append(' ');
      text.append(new java.math.BigDecimal(at).toPlainString()).append('\n');
      return this;
    }

    /** Requests of a route that were all answered alike. */
    Scrape requests(String route, long count) {
      return with(
          "mynah_http_requests_total",
          "route=\"%s\",method=\"GET\",code=\"200\",outcome=\"mock\"".formatted(route),
          count);
    }
  }
}
