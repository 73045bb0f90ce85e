package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.Exposed;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.metric.MetricBook;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.ledger.Family;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Series that are made of what is known besides: {@code up} of each target whose frames arrive, and
 * {@code mynah_route_info} of each route that was counted. Always 1 while there is a target.
 */
final class MadeSelector {
  private final QueryScope scope;
  private final List<Matcher> matchers;

  MadeSelector(QueryScope scope, List<Matcher> matchers) {
    this.scope = scope;
    this.matchers = matchers;
  }

  /** Targets, each with a sample of 1 for every minute it lived. */
  List<SampleSeries> up() {
    List<SampleSeries> series = new ArrayList<>();
    scope
        .liveness()
        .minutes()
        .forEach(
            (target, minutes) -> {
              LabelSet labels = target.with(LabelSet.NAME, MetricBook.UP);
              if (accepts(labels)) {
                series.add(samples(labels, minutes));
              }
            });
    return series;
  }

  /** Routes of each target; the book tells their upstream and mode. */
  List<SampleSeries> routes(Moments moments) {
    RouteBook book = scope.routes();
    Map<LabelSet, LabelSet> targets = new LinkedHashMap<>();
    Selection requests = new Selection(Set.of(Family.REQUESTS.name()), List.of());
    for (Series counted : scope.reader().series(requests)) {
      scope.budget().tick();
      LabelSet target = LabelSet.of(counted.labels()).keeping(Exposed.TARGET);
      info(book, target, counted).filter(this::accepts).ifPresent(l -> targets.put(l, target));
    }
    scope.budget().series(targets.size());
    List<SampleSeries> series = new ArrayList<>();
    targets.forEach(
        (labels, target) -> {
          BitSet minutes = scope.liveness().minutes().get(target);
          if (minutes != null) {
            series.add(samples(labels, minutes));
          } else if (!scope.liveness().isKept()) {
            series.add(always(labels, moments));
          }
        });
    return series;
  }

  private static Optional<LabelSet> info(RouteBook book, LabelSet target, Series counted) {
    String route = counted.labels().get(Family.ROUTE);
    Optional<RouteBook.Entry> entry = book.find(route);
    if (entry.isPresent()) {
      RouteBook.Entry known = entry.get();
      return Optional.of(
          MetricBook.routeInfo(target, route, known.group(), known.upstream(), known.mode()));
    }
    String group = counted.attributes().get("group");
    return group.isEmpty() || route.startsWith("_")
        ? Optional.empty()
        : Optional.of(MetricBook.routeInfo(target, route, group, "", ""));
  }

  private boolean accepts(LabelSet labels) {
    return matchers.stream().allMatch(matcher -> matcher.accepts(labels.get(matcher.name())));
  }

  private SampleSeries samples(LabelSet labels, BitSet minutes) {
    scope.budget().hold(2L * minutes.cardinality());
    long[] times = minutes.stream().mapToLong(scope.liveness()::start).toArray();
    return new SampleSeries(labels, times, ones(times.length));
  }

  /** A sample at each time asked for, as long as minutes were closed. */
  private SampleSeries always(LabelSet labels, Moments moments) {
    long closed = scope.eras().closedUntil();
    long[] times =
        java.util.Arrays.stream(moments.ends())
            .filter(end -> end - closed < QueryScope.LOOKBACK_MILLIS)
            .sorted()
            .distinct()
            .toArray();
    scope.budget().hold(2L * times.length);
    return new SampleSeries(labels, times, ones(times.length));
  }

  private static double[] ones(int count) {
    double[] values = new double[count];
    java.util.Arrays.fill(values, 1);
    return values;
  }
}
