package dev.mynah.ledger.hits;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When each route was last part of the configuration. Kept in the ledger as a family of its own, in
 * a slot of its own, and never shown; its only use is to fold routes that are long gone.
 */
final class RoutePresence {
  /** The slot no event loop has. */
  static final int SLOT = 1 << 20;

  private static final String NAME = "_route_present";
  private static final Family FAMILY = Family.counter(NAME, Family.ROUTE);
  private static final int LAST_HIT = 4;

  private RoutePresence() {}

  static SeriesKey key(String route) {
    return new SeriesKey(FAMILY, List.of(route));
  }

  static boolean isPresence(SeriesKey key) {
    return key.family().name().equals(NAME);
  }

  /**
   * The routes that were neither configured nor hit since a moment. A route of which neither time
   * is known is kept.
   */
  static Set<String> goneSince(long millis, LedgerImage image, Set<String> present) {
    Map<String, Long> lastSeen = new HashMap<>();
    image
        .sums()
        .forEach(
            (key, sum) -> {
              if (isPresence(key)) {
                lastSeen.merge(key.label(Family.ROUTE), sum[0], Math::max);
              } else if (key.family().kind() == Family.Kind.REQUESTS && sum[LAST_HIT] > 0) {
                lastSeen.merge(key.label(Family.ROUTE), sum[LAST_HIT], Math::max);
              }
            });
    return lastSeen.entrySet().stream()
        .filter(route -> route.getValue() < millis)
        .map(Map.Entry::getKey)
        .filter(route -> !present.contains(route) && !route.startsWith("_"))
        .collect(Collectors.toSet());
  }
}
