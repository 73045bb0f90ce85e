package dev.mynah.ledger;

import dev.mynah.ledger.SeriesPlaces.Claim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which series count against the budget of exposed time series, and who is let in.
 *
 * <p>The budget bounds what traffic can make. What the configuration names is bounded by the
 * configuration: hits of a configured route are folded only when the room itself ends, however many
 * routes there are, up to a number of series per route that no ordinary backend reaches. Series
 * that a file has of routes which are no longer configured are asleep: they cost nothing and are
 * not scraped until somebody counts into them again.
 *
 * <p>Threads: guarded by its book.
 */
final class SeriesBudget {
  /** Methods times codes of a well-behaved route; a backend that makes codes up gets no more. */
  private static final int EXEMPT_SERIES_PER_ROUTE = 64;

  private static final String OWN_PREFIX = "_";

  private final int budget;
  private final Set<SeriesKey> awake = new HashSet<>();
  private final Set<String> awakeRoutes = new HashSet<>();
  private final Map<String, Integer> hitSeriesOfRoute = new HashMap<>();
  private Set<String> configured = Set.of();
  private int exposedSeries;

  SeriesBudget(int budget) {
    this.budget = budget;
  }

  void configured(Set<String> routes) {
    configured = routes;
  }

  /** Whether a series that a file has is of a route that is gone; never where no route is known. */
  boolean sleeps(SeriesKey key) {
    String route = key.label(Family.ROUTE);
    return route.equals(Family.REMOVED)
        || (!configured.isEmpty()
            && !route.isEmpty()
            && !route.startsWith(OWN_PREFIX)
            && !configured.contains(route));
  }

  void add(SeriesKey key) {
    if (!awake.add(key)) {
      return;
    }
    exposedSeries += key.family().kind().exposedSeries();
    String route = key.label(Family.ROUTE);
    awakeRoutes.add(route);
    if (key.family().kind() == Family.Kind.REQUESTS) {
      hitSeriesOfRoute.merge(route, 1, Integer::sum);
    }
  }

  /** Whether a series is let in; one that another slot already has costs nothing. */
  boolean admits(SeriesKey key) {
    if (awake.contains(key)) {
      return true;
    }
    int cost = key.family().kind().exposedSeries();
    return exposedSeries + cost <= claimOf(key).of(budget) || isExempt(key);
  }

  Claim claimOf(SeriesKey key) {
    boolean foldsFirst =
        key.family().kind() == Family.Kind.HISTOGRAM
            && key.family().labelNames().contains(Family.ROUTE)
            && !key.isFolded();
    return foldsFirst ? Claim.FIRST_TO_FOLD : Claim.ORDINARY;
  }

  boolean isAwake(String route) {
    return awakeRoutes.contains(route);
  }

  int exposedSeries() {
    return exposedSeries;
  }

  int seriesCount() {
    return awake.size();
  }

  private boolean isExempt(SeriesKey key) {
    String route = key.label(Family.ROUTE);
    return key.family().kind() == Family.Kind.REQUESTS
        && configured.contains(route)
        && hitSeriesOfRoute.getOrDefault(route, 0) < EXEMPT_SERIES_PER_ROUTE;
  }
}
