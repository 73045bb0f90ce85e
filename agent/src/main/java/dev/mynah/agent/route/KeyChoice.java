package dev.mynah.agent.route;

import dev.mynah.agent.route.match.Dimension;
import dev.mynah.agent.route.match.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * By which of its equalities each of many routes is found: the one it shares with the fewest
 * others, and among those the one in the dimension that most routes have, so that few dimensions
 * are asked.
 */
final class KeyChoice {
  private final Map<Key, Integer> sharedBy = new HashMap<>();
  private final Map<Dimension, Integer> usedBy = new HashMap<>();

  private KeyChoice() {}

  /** The chosen key of every route that has one. */
  static Map<Route, Key> of(List<Route> routes, Function<Route, List<Key>> keys) {
    KeyChoice choice = new KeyChoice();
    for (Route route : routes) {
      for (Key key : keys.apply(route)) {
        choice.sharedBy.merge(key, 1, Integer::sum);
        choice.usedBy.merge(key.dimension(), 1, Integer::sum);
      }
    }
    Comparator<Key> best =
        Comparator.<Key>comparingInt(key -> choice.sharedBy.getOrDefault(key, 0))
            .thenComparingInt(key -> -choice.usedBy.getOrDefault(key.dimension(), 0))
            .thenComparing(key -> key.dimension().toString());
    Map<Route, Key> chosen = new HashMap<>();
    for (Route route : routes) {
      keys.apply(route).stream().min(best).ifPresent(key -> chosen.put(route, key));
    }
    return chosen;
  }

  /** The routes by their chosen key, each list in the order given. */
  static Map<Key, List<Route>> grouped(List<Route> routes, Map<Route, Key> chosen) {
    Map<Key, List<Route>> groups = new LinkedHashMap<>();
    for (Route route : routes) {
      Key key = chosen.get(route);
      if (key != null) {
        groups.computeIfAbsent(key, any -> new ArrayList<>()).add(route);
      }
    }
    return groups;
  }
}
