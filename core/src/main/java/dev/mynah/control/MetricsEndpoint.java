package dev.mynah.control;

import dev.mynah.metrics.Metrics;

/** Answers a scrape; {@code name[]} restricts it to families or series of these names. */
final class MetricsEndpoint implements AdminEndpoint {
  private final Metrics metrics;

  MetricsEndpoint(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public AdminResponse answer(AdminRequest request) {
    Metrics.Scrape scrape =
        metrics.scrape(request.header("Accept").orElse(""), request.parameters("name[]"));
    return AdminResponse.of(200, scrape.contentType(), Content.of(scrape.text()))
        .with("Vary", "Accept, Accept-Encoding");
  }
}
