package dev.mynah.exporter.query;

import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.log.Snapshots;
import dev.mynah.exporter.query.ask.ApiSettings;
import dev.mynah.exporter.query.count.SharedCells;
import dev.mynah.exporter.query.count.Sources;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.GapReader;
import dev.mynah.exporter.series.PatternReader;
import dev.mynah.exporter.series.QueryTurns;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the analytics API reads from.
 *
 * @param routes the newest book of the configured routes
 * @param turns may be those of another API
 * @param clock what {@code now} means
 */
public record AnalyticsParts(
    Stored stored,
    Supplier<RouteBook> routes,
    ApiSettings settings,
    QueryTurns turns,
    Clock clock) {

  /** What a store holds. */
  public record Stored(
      CountReader counts,
      LogReader log,
      Snapshots snapshots,
      PatternReader patterns,
      GapReader gaps) {}

  /** Where sums are read from. */
  Sources sources() {
    return new Sources(
        stored.counts(),
        stored.log(),
        stored.patterns(),
        stored.gaps(),
        routes,
        settings,
        SharedCells.ofHeap(Runtime.getRuntime().maxMemory()),
        clock);
  }
}
