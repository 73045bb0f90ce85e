package dev.mynah.agent.route;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.ledger.HitMethod;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All routes of one path, by method. Immutable. */
final class Leaf {
  private final List<Route> routes;
  private final Map<HitMethod, Source> byMethod = new EnumMap<>(HitMethod.class);
  private final Map<String, Source> byOtherName;
  private final @Nullable Source forAny;
  private final @Nullable Source namingHead;

  /** Takes routes that stand in their order. */
  Leaf(List<Route> routes) {
    this.routes = List.copyOf(routes);
    Map<List<Route>, Source> made = new HashMap<>();
    List<Route> any = routes.stream().filter(route -> route.methods().isEmpty()).toList();
    forAny = source(any, made);
    for (HitMethod method : HitMethod.values()) {
      if (method != HitMethod.OTHER) {
        put(method, source(accepting(method.name()), made));
      }
    }
    Map<String, Source> others = new HashMap<>();
    for (String name : names()) {
      Source source = source(accepting(name), made);
      if (HitMethod.of(name) == HitMethod.OTHER && source != null) {
        others.put(name, source);
      }
    }
    byOtherName = Map.copyOf(others);
    namingHead =
        source(routes.stream().filter(route -> route.methods().contains("HEAD")).toList(), made);
  }

  private void put(HitMethod method, @Nullable Source source) {
    if (source != null) {
      byMethod.put(method, source);
    }
  }

  private static @Nullable Source source(List<Route> routes, Map<List<Route>, Source> made) {
    return routes.isEmpty() ? null : made.computeIfAbsent(routes, CandidateIndex::of);
  }

  private List<Route> accepting(String method) {
    return routes.stream().filter(route -> route.accepts(method)).toList();
  }

  /** The candidates for a request, or null when no route of this path takes its method. */
  @Nullable Source candidates(RequestHead head) {
    if (head.method() != HitMethod.OTHER) {
      return byMethod.get(head.method());
    }
    Source named = byOtherName.isEmpty() ? null : byOtherName.get(head.methodName());
    return named == null ? forAny : named;
  }

  /** The candidates that say themselves that they answer HEAD. */
  @Nullable Source namingHead() {
    return namingHead;
  }

  List<Route> routes() {
    return routes;
  }

  boolean takesAnyMethod() {
    return forAny != null;
  }

  /** The methods that routes of this path name. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    routes.forEach(route -> names.addAll(route.methods()));
    return names;
  }
}
