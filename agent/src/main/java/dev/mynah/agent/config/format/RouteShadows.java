package dev.mynah.agent.config.format;

import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.settings.declare.Values;
import dev.mynah.settings.tree.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds routes that can never answer since another, asked before them, claims all of their
 * requests. Says nothing where that depends on values.
 */
final class RouteShadows {
  /** Comparisons after which the rest is left unchecked: a warning is not worth a slow start. */
  private static final long MOST_COMPARISONS = 20_000_000;

  private record Candidate(RouteConfig route, List<String> segments, int position) {}

  private RouteShadows() {}

  static void warn(List<RouteConfig> routes, Map<String, Place> places, Values v) {
    List<Candidate> all = new ArrayList<>();
    for (RouteConfig route : routes) {
      String path = route.match().path();
      if (route.match().pathRegex() == null) {
        String pattern = path == null ? "/**" : path;
        all.add(new Candidate(route, PathPatterns.segments(pattern), all.size()));
      }
    }
    List<Candidate> greedy = all.stream().filter(c -> takesAll(c.route.match())).toList();
    long comparisons = 0;
    for (Candidate candidate : all) {
      comparisons += greedy.size();
      if (comparisons > MOST_COMPARISONS) {
        return;
      }
      warnOf(candidate, greedy, places, v);
    }
  }

  private static void warnOf(
      Candidate candidate, List<Candidate> greedy, Map<String, Place> places, Values v) {
    for (Candidate other : greedy) {
      if (before(other, candidate) && covers(other, candidate)) {
        Place place = places.get(candidate.route.id());
        if (place != null) {
          String by = "route " + other.route.id() + " (" + other.route.source() + ")";
          v.warn(place, candidate.route.id() + " never answers", by + " claims its requests first");
        }
        return;
      }
    }
  }

  /** Whether nothing but method and path decides. */
  private static boolean takesAll(MatchConfig match) {
    return match.host() == null
        && match.scheme() == null
        && match.query().isEmpty()
        && match.headers().isEmpty()
        && match.cookies().isEmpty()
        && match.body().isEmpty();
  }

  /** Priority, then the more literal path, then the order of the file. */
  private static boolean before(Candidate a, Candidate b) {
    if (a.route.priority() != b.route.priority()) {
      return a.route.priority() < b.route.priority();
    }
    boolean alike =
        PathPatterns.literals(a.segments) == PathPatterns.literals(b.segments)
            && PathPatterns.endsOpen(a.segments) == PathPatterns.endsOpen(b.segments);
    return alike && a.position < b.position;
  }

  private static boolean covers(Candidate wide, Candidate narrow) {
    MatchConfig a = wide.route.match();
    MatchConfig b = narrow.route.match();
    boolean methods =
        a.methods().isEmpty() || (!b.methods().isEmpty() && a.methods().containsAll(b.methods()));
    return methods && PathPatterns.covers(wide.segments, narrow.segments);
  }
}
