package dev.mynah.exporter.query;

import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.log.Snapshots;
import dev.mynah.exporter.query.ask.ApiSettings;
import dev.mynah.exporter.query.count.Sources;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CountReader;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the analytics API reads from.
 *
 * @param routes the newest book of the configured routes
 * @param clock what {@code now} means
 */
public record AnalyticsParts(
    CountReader counts,
    LogReader log,
    Supplier<RouteBook> routes,
    Snapshots snapshots,
    ApiSettings settings,
    Clock clock) {
  /** Where sums are read from. */
  Sources sources() {
    return new Sources(counts, log, routes, settings, clock);
  }
}
