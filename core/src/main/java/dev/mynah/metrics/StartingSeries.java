package dev.mynah.metrics;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.Protocol;
import dev.mynah.ledger.RouteHits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Series that the configuration lets us know are made in the ledger before the first request, so
 * that their first increment is one that {@code rate()} sees. Only while all of them take at most
 * half of the budget: the other half is for what really happens, and a route that is never called
 * must not take the place of one that is. With too many routes durations go without, then all.
 */
final class StartingSeries {
  private final int budget;
  private @Nullable Ledger ledger;
  private List<RouteInfo> routes = List.of();
  private final List<Single> singles = new ArrayList<>();

  private record Single(Family family, List<String> labelValues) {}

  StartingSeries(int budget) {
    this.budget = budget;
  }

  synchronized void ledger(Ledger opened) {
    ledger = opened;
    make();
  }

  synchronized void routes(List<RouteInfo> known) {
    routes = List.copyOf(known);
    make();
  }

  synchronized void one(Family family, String... labelValues) {
    Single single = new Single(family, List.of(labelValues));
    singles.add(single);
    if (ledger != null) {
      make(ledger, single);
    }
  }

  private void make() {
    if (ledger == null) {
      return;
    }
    for (Single single : singles) {
      make(ledger, single);
    }
    long requests = 0;
    long timings = 0;
    for (RouteInfo route : routes) {
      requests += (long) route.starts().size() * Family.Kind.REQUESTS.exposedSeries();
      timings += outcomes(route) * Family.Kind.HISTOGRAM.exposedSeries();
    }
    if (requests > budget / 2) {
      return;
    }
    for (RouteInfo route : routes) {
      make(ledger, route, requests + timings <= budget / 2);
    }
  }

  private static long outcomes(RouteInfo route) {
    return route.starts().stream().map(RouteInfo.Start::outcome).distinct().count();
  }

  private static void make(Ledger ledger, RouteInfo route, boolean withTimings) {
    RouteHits hits = ledger.slot(0).route(route.route());
    for (RouteInfo.Start start : route.starts()) {
      hits.series(start.method(), start.code(), start.outcome(), Protocol.HTTP_1_1);
      if (withTimings) {
        hits.timing(start.outcome());
      }
    }
  }

  private static void make(Ledger ledger, Single single) {
    String[] values = single.labelValues().toArray(new String[0]);
    if (single.family().kind() == Family.Kind.HISTOGRAM) {
      ledger.slot(0).histogram(single.family(), values);
    } else {
      ledger.slot(0).counter(single.family(), values);
    }
  }
}
