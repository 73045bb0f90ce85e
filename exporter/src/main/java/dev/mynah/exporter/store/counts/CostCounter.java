package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CostFamilies;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what requests cost or saved. Any thread. */
final class CostCounter {
  private static final String PROXIED = "proxied";
  private static final Set<String> WITHOUT_CALL = Set.of("mock", "cache", "dedup");

  private final RouteBook routes;

  /** An amount to be added to a counter. */
  record Cost(SeriesKey key, long micros) {}

  CostCounter(RouteBook routes) {
    this.routes = routes;
  }

  /** What so many requests of a series come to; nothing where their route has no cost. */
  Optional<Cost> of(SeriesKey key, long requests) {
    if (!key.family().name().equals(Family.REQUESTS.name()) || requests == 0) {
      return Optional.empty();
    }
    String route = key.label(Family.ROUTE);
    long micros = routes.find(route).map(entry -> micros(entry.cost(), requests)).orElse(0L);
    String outcome = key.label("outcome");
    if (micros == 0) {
      return Optional.empty();
    }
    if (outcome.equals(PROXIED)) {
      return Optional.of(new Cost(new SeriesKey(CostFamilies.COST, List.of(route)), micros));
    }
    return WITHOUT_CALL.contains(outcome)
        ? Optional.of(new Cost(new SeriesKey(CostFamilies.SAVED, List.of(route, outcome)), micros))
        : Optional.empty();
  }

  private static long micros(BigDecimal cost, long requests) {
    return cost.multiply(BigDecimal.valueOf(requests))
        .movePointRight(6)
        .setScale(0, RoundingMode.HALF_UP)
        .max(BigDecimal.ZERO)
        .min(BigDecimal.valueOf(Long.MAX_VALUE >> 8))
        .longValue();
  }
}
