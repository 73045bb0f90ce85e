package dev.mynah.agent.route;

import dev.mynah.agent.config.RouteConfig;
import dev.mynah.agent.route.match.Predicate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds routes that no request ever reaches, because a better one claims everything they claim: it
 * has the same or a wider path, takes at least the same methods, and has no condition that they do
 * not have word for word. What is found is certain; what takes reasoning about values, such as an
 * expression that covers another, is not looked for.
 *
 * <p>The tree is walked with each route's own pattern, so ten thousand routes are no matter. Runs
 * on the caller's thread.
 */
public final class Shadowing {
  /** Conditions up to which all their subsets are looked up; with more only the plain cases are. */
  private static final int MOST_CONDITIONS = 8;

  private final RouteTable table;
  private final Map<Leaf, Map<Set<String>, Map<Set<String>, Route>>> indexed = new HashMap<>();

  private Shadowing(RouteTable table) {
    this.table = table;
  }

  /**
   * A route that is never reached.
   *
   * @param by the route that claims all its requests
   */
  public record Shadow(RouteConfig route, RouteConfig by) {}

  /**
   * All routes that are never reached, in the order given.
   *
   * @throws IllegalArgumentException as {@link RouteTable#compile}
   */
  public static List<Shadow> find(List<RouteConfig> routes) {
    return find(RouteTable.compile(routes));
  }

  /** All routes of a table that are never reached, in their order in the file. */
  public static List<Shadow> find(RouteTable table) {
    Shadowing shadowing = new Shadowing(table);
    List<Shadow> found = new ArrayList<>();
    for (Route route : table.routes()) {
      Route by = shadowing.shadower(route);
      if (by != null) {
        found.add(new Shadow(route.config(), by.config()));
      }
    }
    return found;
  }

  private @Nullable Route shadower(Route route) {
    List<Leaf> wider = new ArrayList<>();
    PathPattern pattern = route.pattern();
    if (pattern != null) {
      collect(table.tree().root(), pattern.segments(), 0, wider);
    } else {
      collectForRegex(route, wider);
    }
    if (table.anyPath() != null) {
      wider.add(table.anyPath());
    }
    List<Set<String>> conditions = subsets(conditions(route));
    return wider.stream()
        .flatMap(leaf -> conditions.stream().flatMap(some -> having(leaf, some)))
        .filter(other -> other.rank() < route.rank() && takesMethodsOf(other, route))
        .min(Comparator.comparingInt(Route::rank))
        .orElse(null);
  }

  /** The leaves of all patterns that fit whatever this pattern fits. */
  private static void collect(
      PathNode node, List<PathPattern.Segment> pattern, int at, List<Leaf> to) {
    if (node.rest() != null) {
      to.add(node.rest());
    }
    if (at == pattern.size()) {
      if (node.end() != null) {
        to.add(node.end());
      }
      return;
    }
    PathPattern.Segment segment = pattern.get(at);
    if (segment.kind() == PathPattern.Kind.REST) {
      return;
    }
    byte[] literal = segment.kind() == PathPattern.Kind.LITERAL ? segment.canonical() : null;
    PathNode same = literal == null ? null : node.literal(literal);
    if (same != null) {
      collect(same, pattern, at + 1, to);
    }
    if (node.one() != null && (literal == null || literal.length > 0)) {
      collect(node.one(), pattern, at + 1, to);
    }
  }

  /** The leaf of its own prefix, and {@code /**} where only paths with a slash can be meant. */
  private void collectForRegex(Route route, List<Leaf> to) {
    var regex = route.config().match().pathRegex();
    if (regex == null) {
      return;
    }
    String prefix = LiteralPrefix.of(regex);
    Leaf own = table.regexes() == null ? null : table.regexes().withPrefix(prefix);
    if (own != null) {
      to.add(own);
    }
    boolean perhapsAsterisk = route.methods().isEmpty() || route.methods().contains("OPTIONS");
    Leaf everything = table.tree().root().rest();
    if (everything != null && (prefix.startsWith("/") || !perhapsAsterisk)) {
      to.add(everything);
    }
  }

  private static Set<String> conditions(Route route) {
    Set<String> conditions = new TreeSet<>();
    Stream.of(route.headPredicates(), route.bodyPredicates())
        .flatMap(Arrays::stream)
        .map(Predicate::signature)
        .forEach(conditions::add);
    return conditions;
  }

  private static List<Set<String>> subsets(Set<String> all) {
    List<Set<String>> subsets = new ArrayList<>();
    subsets.add(Set.of());
    if (all.size() > MOST_CONDITIONS) {
      all.forEach(one -> subsets.add(Set.of(one)));
      subsets.add(all);
      return subsets;
    }
    for (String condition : all) {
      for (Set<String> smaller : List.copyOf(subsets)) {
        Set<String> larger = new TreeSet<>(smaller);
        larger.add(condition);
        subsets.add(larger);
      }
    }
    return subsets;
  }

  /** The best route of each set of methods that has exactly these conditions. */
  private Stream<Route> having(Leaf leaf, Set<String> conditions) {
    return indexed
        .computeIfAbsent(leaf, Shadowing::index)
        .getOrDefault(conditions, Map.of())
        .values()
        .stream();
  }

  private static Map<Set<String>, Map<Set<String>, Route>> index(Leaf leaf) {
    Map<Set<String>, Map<Set<String>, Route>> index = new HashMap<>();
    for (Route route : leaf.routes()) {
      index
          .computeIfAbsent(conditions(route), any -> new HashMap<>())
          .putIfAbsent(route.methods(), route);
    }
    return index;
  }

  /**
   * Whether one route takes all requests of another by method. A route that names HEAD can win over
   * one that does not, so it is covered only by one that names it too.
   */
  private static boolean takesMethodsOf(Route wider, Route route) {
    if (route.methods().contains("HEAD") && !wider.methods().contains("HEAD")) {
      return false;
    }
    return wider.methods().isEmpty()
        || !route.methods().isEmpty() && wider.methods().containsAll(route.methods());
  }
}
