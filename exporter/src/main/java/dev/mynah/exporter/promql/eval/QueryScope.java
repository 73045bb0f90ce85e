package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.budget.QueryBudget;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.TimeRange;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all parts of one query share. One thread. */
final class QueryScope {
  /** How old a sample may be to be the value at a time. */
  static final long LOOKBACK_MILLIS = 5 * Calendar.MINUTE;

  private final CountReader reader;
  private final Supplier<RouteBook> routes;
  private final QueryBudget budget;
  private final Grid grid;
  private final TimeRange reach;
  private final Set<String> infos = new TreeSet<>();
  private final Set<String> warnings = new TreeSet<>();
  private @Nullable Eras eras;
  private @Nullable Liveness liveness;

  /**
   * @param reach all times that any part of the query looks at
   */
  QueryScope(
      CountReader reader,
      Supplier<RouteBook> routes,
      QueryBudget budget,
      Grid grid,
      TimeRange reach) {
    this.reader = reader;
    this.routes = routes;
    this.budget = budget;
    this.grid = grid;
    this.reach = reach;
  }

  CountReader reader() {
    return reader;
  }

  RouteBook routes() {
    return routes.get();
  }

  QueryBudget budget() {
    return budget;
  }

  Grid grid() {
    return grid;
  }

  Eras eras() {
    if (eras == null) {
      eras = new Eras(reader.coverage());
    }
    return eras;
  }

  Liveness liveness() {
    if (liveness == null) {
      liveness = Liveness.read(reader, eras(), reach, budget);
    }
    return liveness;
  }

  void info(String sentence) {
    infos.add(sentence);
  }

  void warn(String sentence) {
    warnings.add(sentence);
  }

  Set<String> infos() {
    return infos;
  }

  Set<String> warnings() {
    return warnings;
  }

  /** A new array of absent numbers for the times of the query, which is counted. */
  double[] newValues() {
    budget.hold(grid.steps());
    return Line.absent(grid.steps());
  }
}
