package dev.mynah.agent.config.format;

import dev.mynah.agent.config.MatchConfig;
import dev.mynah.agent.config.RouteConfig;
import dev.mynah.settings.declare.Values;
import dev.mynah.settings.tree.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds routes that can never answer since another, asked before them, claims all of their
 * requests. Says nothing where that depends on values, nor where it is the router's to say, such as
 * whether {@code /a/**} takes {@code /a}.
 */
final class RouteShadows {
  private static final List<String> EVERY_PATH = List.of("**");

  private record Candidate(RouteConfig route, List<String> segments, int position) {}

  /** Patterns of routes that nothing but method and path decides, segment by segment. */
  private static final class Tree {
    final Map<String, Tree> literals = new HashMap<>();
    final List<Candidate> ending = new ArrayList<>();
    final List<Candidate> open = new ArrayList<>();
    @Nullable Tree one;

    void add(Candidate candidate, int at) {
      if (at == candidate.segments.size()) {
        ending.add(candidate);
        return;
      }
      String segment = candidate.segments.get(at);
      if (PathPatterns.isRest(segment)) {
        open.add(candidate);
      } else if (PathPatterns.isOne(segment)) {
        one = one == null ? new Tree() : one;
        one.add(candidate, at + 1);
      } else {
        literals.computeIfAbsent(segment, s -> new Tree()).add(candidate, at + 1);
      }
    }

    /** A route that takes every request of the candidate's, or null. */
    @Nullable Candidate covering(Candidate candidate, int at) {
      if (at == candidate.segments.size()) {
        return first(ending, candidate);
      }
      Candidate wide = first(open, candidate);
      String segment = candidate.segments.get(at);
      if (wide != null || PathPatterns.isRest(segment)) {
        return wide;
      }
      Candidate found = one == null ? null : one.covering(candidate, at + 1);
      boolean literal = found == null && !PathPatterns.isOne(segment);
      Tree same = literal ? literals.get(segment) : null;
      return same == null ? found : same.covering(candidate, at + 1);
    }

    private static @Nullable Candidate first(List<Candidate> all, Candidate candidate) {
      for (Candidate other : all) {
        if (before(other, candidate) && takesMethods(other, candidate)) {
          return other;
        }
      }
      return null;
    }
  }

  private RouteShadows() {}

  static void warn(List<RouteConfig> routes, Map<String, Place> places, Values v) {
    List<Candidate> all = new ArrayList<>();
    Tree greedy = new Tree();
    for (RouteConfig route : routes) {
      String path = route.match().path();
      if (route.match().pathRegex() == null) {
        List<String> segments = path == null ? EVERY_PATH : PathPatterns.segments(path);
        Candidate candidate = new Candidate(route, segments, all.size());
        all.add(candidate);
        if (takesAll(route.match())) {
          greedy.add(candidate, 0);
        }
      }
    }
    for (Candidate candidate : all) {
      Candidate other = greedy.covering(candidate, 0);
      Place place = places.get(candidate.route.id());
      if (other != null && place != null) {
        String by = "route " + other.route.id() + " (" + other.route.source() + ")";
        v.warn(place, candidate.route.id() + " never answers", by + " claims its requests first");
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

  private static boolean takesMethods(Candidate wide, Candidate narrow) {
    MatchConfig a = wide.route.match();
    MatchConfig b = narrow.route.match();
    return a.methods().isEmpty()
        || (!b.methods().isEmpty() && a.methods().containsAll(b.methods()));
  }
}
