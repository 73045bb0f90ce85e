package dev.mynah.exporter.promql;

import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.promql.budget.PromqlSettings;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.QueryTurns;
import dev.mynah.metrics.BuildInfo;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the API is made of.
 *
 * @param counts the stored counts and gauges
 * @param log where exemplars come from
 * @param routes the newest book, for {@code mynah_route_info}
 * @param clock wall clock: the default of {@code time}
 * @param nanoTime monotonic clock, for limits of time
 * @param turns may be those of another API
 */
public record PromqlParts(
    CountReader counts,
    LogReader log,
    Supplier<RouteBook> routes,
    BuildInfo build,
    PromqlSettings settings,
    Clock clock,
    LongSupplier nanoTime,
    QueryTurns turns,
    QueryObserver observer) {}
