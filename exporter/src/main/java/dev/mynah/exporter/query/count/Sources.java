package dev.mynah.exporter.query.count;

import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.query.ask.ApiSettings;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.GapReader;
import dev.mynah.exporter.series.PatternReader;
import java.time.Clock;
import java.util.function.Supplier;

/** Where sums are read from, and the bounds of reading. */
public record Sources(
    CountReader counts,
    LogReader log,
    PatternReader patterns,
    GapReader gaps,
    Supplier<RouteBook> routes,
    ApiSettings settings,
    SharedCells cells,
    Clock clock) {}
