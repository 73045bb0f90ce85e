package dev.mynah.agent.route;

import dev.mynah.agent.config.RouteConfig;
import dev.mynah.ledger.HitMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All routes of a configuration, compiled for look-up: a tree over path segments leads to the few
 * routes whose path fits, indices over equalities narrow them down, and those left are tried best
 * first. Immutable; shared by all event loops.
 *
 * <p>Of several routes that claim a request the one of the highest priority gets it, then the one
 * with the more literal path, then the one that stands first in the file. More literal means,
 * segment by segment from the left: a literal before {@code :param} before {@code *} before {@code
 * **}; {@code pathRegex} comes after all patterns of the same priority, a route without a path
 * last.
 *
 * <p>A HEAD request is answered by GET routes as well, unless a route that names HEAD claims it
 * too. A route without methods takes all of them.
 */
public final class RouteTable {
  private static final Set<String> COMMON_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final List<Route> routes;
  private final Map<String, Route> byId = new HashMap<>();
  private final PathTree tree;
  private final @Nullable RegexPaths regexes;
  private final @Nullable Leaf anyPath;
  private final boolean namesHead;

  private RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    routes.forEach(route -> byId.putIfAbsent(route.id(), route));
    List<Route> ordered = new ArrayList<>(routes);
    ordered.sort(RouteOrder.INSTANCE);
    for (int rank = 0; rank < ordered.size(); rank++) {
      ordered.get(rank).rank(rank);
    }
    List<Route> expressions = new ArrayList<>();
    List<Route> anywhere = new ArrayList<>();
    tree = new PathTree();
    for (Route route : ordered) {
      if (route.pattern() != null) {
        tree.add(route.pattern(), route);
      } else {
        (route.config().match().pathRegex() != null ? expressions : anywhere).add(route);
      }
    }
    tree.seal();
    regexes = expressions.isEmpty() ? null : new RegexPaths(expressions);
    anyPath = anywhere.isEmpty() ? null : new Leaf(anywhere);
    namesHead = routes.stream().anyMatch(route -> route.methods().contains("HEAD"));
  }

  /**
   * Compiles routes; their place in the list is their ordinal.
   *
   * @throws IllegalArgumentException when {@link RouteProblem#in} finds a problem
   */
  public static RouteTable compile(List<RouteConfig> configs) {
    List<Route> routes = new ArrayList<>(configs.size());
    for (RouteConfig config : configs) {
      try {
        routes.add(new Route(routes.size(), config));
      } catch (IllegalArgumentException broken) {
        throw new IllegalArgumentException(
            "route " + config.id() + ": " + broken.getMessage(), broken);
      }
    }
    return new RouteTable(routes);
  }

  /** All routes, by ordinal. */
  public List<Route> routes() {
    return routes;
  }

  public int size() {
    return routes.size();
  }

  /** The first route of this id, or null. */
  public @Nullable Route byId(String id) {
    return byId.get(id);
  }

  /**
   * Finds the route of a request. After {@link Verdict#NEEDS_BODY} the body, or what became of it,
   * is given to the look-up and this is called again; the other verdicts are final.
   */
  public Verdict find(RouteLookup lookup) {
    lookup.segments().split(lookup.head(), tree.depth());
    Verdict verdict = search(lookup, false);
    boolean perhapsBetter =
        namesHead && verdict == Verdict.FOUND && lookup.head().method() == HitMethod.HEAD;
    if (!perhapsBetter || !lookup.route().standsInForHead()) {
      return verdict;
    }
    Route standIn = lookup.route();
    Verdict named = search(lookup, true);
    if (named == Verdict.NONE) {
      lookup.found(standIn);
      return Verdict.FOUND;
    }
    return named;
  }

  private Verdict search(RouteLookup lookup, boolean onlyNamingHead) {
    lookup.onlyNamingHead(onlyNamingHead);
    Candidates candidates = lookup.candidates();
    candidates.clear();
    tree.addTo(candidates, lookup);
    candidates.add(regexes);
    if (anyPath != null) {
      candidates.add(PathTree.candidates(anyPath, lookup));
    }
    return candidates.settle(lookup);
  }

  /**
   * The methods that routes at this request's path take, whatever else they ask for: for {@code
   * Allow} and for CORS preflights. GET brings HEAD with it; a route without methods brings the
   * common ones. Empty when no route has this path.
   */
  public Set<String> methodsAt(RouteLookup lookup) {
    lookup.segments().split(lookup.head(), tree.depth());
    List<Leaf> leaves = tree.leavesAt(lookup.segments());
    if (anyPath != null) {
      leaves.add(anyPath);
    }
    Set<String> methods = new TreeSet<>();
    for (Leaf leaf : leaves) {
      leaf.routes().forEach(route -> addMethods(route, methods));
    }
    if (regexes != null) {
      for (Leaf leaf : regexes.at(lookup.view().pathText())) {
        leaf.routes().stream()
            .filter(route -> route.pathFits(lookup.view()))
            .forEach(route -> addMethods(route, methods));
      }
    }
    return methods;
  }

  /** The routes at this request's path, whatever else they ask for, best first. */
  public List<Route> routesAt(RouteLookup lookup) {
    lookup.segments().split(lookup.head(), tree.depth());
    List<Leaf> leaves = tree.leavesAt(lookup.segments());
    if (anyPath != null) {
      leaves.add(anyPath);
    }
    List<Route> at = new ArrayList<>();
    leaves.forEach(leaf -> at.addAll(leaf.routes()));
    if (regexes != null) {
      for (Leaf leaf : regexes.at(lookup.view().pathText())) {
        leaf.routes().stream().filter(route -> route.pathFits(lookup.view())).forEach(at::add);
      }
    }
    at.sort(RouteOrder.INSTANCE);
    return at;
  }

  private static void addMethods(Route route, Set<String> to) {
    to.addAll(route.methods().isEmpty() ? COMMON_METHODS : route.methods());
    if (to.contains("GET")) {
      to.add("HEAD");
    }
  }

  PathTree tree() {
    return tree;
  }

  @Nullable RegexPaths regexes() {
    return regexes;
  }

  @Nullable Leaf anyPath() {
    return anyPath;
  }
}
