package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.budget.QueryBudget;
import dev.mynah.exporter.promql.metric.Exposed;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.metric.MetricBook;
import dev.mynah.exporter.promql.metric.MetricBook.Sort;
import dev.mynah.exporter.promql.syntax.Expr.Selector;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Which series there are, for menus. Series of a target that gave no sign of life in the range are
 * left out, as far as that is known. Safe from any worker thread.
 */
public final class SeriesListing {
  private static final long RECENT_MILLIS = 15 * Calendar.MINUTE;

  private final CountReader reader;
  private final Supplier<RouteBook> routes;

  public SeriesListing(CountReader reader, Supplier<RouteBook> routes) {
    this.reader = reader;
    this.routes = routes;
  }

  /** Hands over the labels of each series that any of the selectors means; some come twice. */
  public void each(
      List<Selector> selectors, TimeRange range, QueryBudget budget, Consumer<LabelSet> sink) {
    Grid end = Grid.instant(range.toMillis());
    QueryScope scope = new QueryScope(reader, routes, budget, end, range);
    for (Selector selector : selectors) {
      each(scope, selector.matchers(), range, sink);
    }
  }

  /** Hands over the labels of all series. */
  public void all(TimeRange range, QueryBudget budget, Consumer<LabelSet> sink) {
    QueryScope scope =
        new QueryScope(reader, routes, budget, Grid.instant(range.toMillis()), range);
    each(scope, List.of(), range, sink);
  }

  private void each(
      QueryScope scope, List<Matcher> matchers, TimeRange range, Consumer<LabelSet> sink) {
    Set<String> sampled = new TreeSet<>();
    MadeSelector made = new MadeSelector(scope, matchers);
    long end = Math.min(range.toMillis(), scope.eras().closedUntil() + Calendar.MINUTE);
    Moments late =
        new Moments(new long[] {end}, 0, Math.min(RECENT_MILLIS, end - range.fromMillis() + 1));
    for (String name : Names.meant(reader, matchers)) {
      Sort sort = MetricBook.sortOf(name);
      for (Exposed exposed : Selectors.counters(name)) {
        counted(scope, exposed, matchers, range, sink);
      }
      switch (sort) {
        case SAMPLED, UNKNOWN -> sampled.add(name);
        case UP -> made.up().forEach(series -> sink.accept(series.labels()));
        case ROUTES -> made.routes(late).forEach(series -> sink.accept(series.labels()));
        case COUNTED -> {}
      }
    }
    if (!sampled.isEmpty() && late.windowMillis() > 0) {
      new GaugeSelector(scope, sampled, matchers)
          .samples(late)
          .forEach(series -> sink.accept(series.labels()));
    }
  }

  private void counted(
      QueryScope scope,
      Exposed exposed,
      List<Matcher> matchers,
      TimeRange range,
      Consumer<LabelSet> sink) {
    List<Matcher> stored =
        matchers.stream().filter(matcher -> exposed.isStoredLabel(matcher.name())).toList();
    for (Series series : reader.series(new Selection(Set.of(exposed.family()), stored))) {
      scope.budget().tick();
      LabelSet target = LabelSet.of(series.labels()).keeping(Exposed.TARGET);
      if (!exposed.fits(series.family())
          || scope.liveness().state(target, range.fromMillis(), range.toMillis())
              == Liveness.State.GONE) {
        continue;
      }
      for (LabelSet labels : exposed.labelsOf(series)) {
        if (matchers.stream().allMatch(matcher -> matcher.accepts(labels.get(matcher.name())))) {
          sink.accept(labels);
        }
      }
    }
  }
}
