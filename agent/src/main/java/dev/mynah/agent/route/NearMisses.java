package dev.mynah.agent.route;

import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.route.match.BodyState;
import dev.mynah.agent.route.match.Predicate;
import dev.mynah.agent.route.match.RequestView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The routes that came nearest to a request that none claimed, and why each missed. Runs on the
 * caller's thread.
 *
 * <p>The cost is bounded whatever the table's size: {@link NearPaths} says how much of the tree is
 * walked, and at most {@link #MOST_ROUTES} routes are asked why, at most {@link #MOST_OF_A_PATH} of
 * one path.
 */
public final class NearMisses {
  /** How many are told. */
  public static final int MOST = 3;

  static final int MOST_ROUTES = 64;
  static final int MOST_OF_A_PATH = 16;
  private static final int WRONG_METHOD = 3;
  private static final int FAILED_PREDICATE = 3;
  private static final int FAR_REGEX = 12;
  private static final int MOST_REASONS = 3;

  private final RouteLookup lookup;
  private final List<Judged> judged = new ArrayList<>();
  private final Set<Route> seen = new HashSet<>();

  private record Judged(Route route, int distance, List<String> reasons) {}

  private NearMisses(RouteLookup lookup) {
    this.lookup = lookup;
  }

  /**
   * The nearest routes, nearest first.
   *
   * @param lookup as {@link RouteTable#find} left it; what it knows of the body is used, no more is
   *     read
   */
  public static List<NearMiss> of(RouteTable table, RouteLookup lookup) {
    NearMisses misses = new NearMisses(lookup);
    lookup.segments().split(lookup.head(), table.tree().depth());
    misses.judgePatterns(table);
    misses.judgeOthers(table);
    return misses.judged.stream()
        .sorted(
            Comparator.comparingInt(Judged::distance).thenComparingInt(miss -> miss.route().rank()))
        .limit(MOST)
        .map(NearMisses::told)
        .toList();
  }

  /**
   * The routes at a request's path that stand before the one that claimed it, best first and at
   * most {@link #MOST_OF_A_PATH} of them, and why each missed.
   *
   * @param lookup as {@link RouteTable#find} left it, with a route found
   */
  public static List<NearMiss> before(RouteTable table, RouteLookup lookup) {
    NearMisses misses = new NearMisses(lookup);
    for (Route route : table.routesAt(lookup)) {
      if (route == lookup.route() || misses.seen.size() == MOST_OF_A_PATH) {
        break;
      }
      if (misses.seen.add(route)) {
        misses.judge(route, 0, List.of());
      }
    }
    return misses.judged.stream().map(NearMisses::told).toList();
  }

  private static NearMiss told(Judged miss) {
    List<String> reasons = miss.reasons();
    int more = reasons.size() - MOST_REASONS;
    String why = String.join("; ", reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
    return new NearMiss(
        miss.route().id(), miss.route().claims(), more > 0 ? why + "; and " + more + " more" : why);
  }

  private void judgePatterns(RouteTable table) {
    if (!lookup.segments().isRooted()) {
      return;
    }
    NearPaths paths = new NearPaths(table.tree().root(), lookup.segments());
    for (NearPaths.Near near = paths.next();
        near != null && seen.size() < MOST_ROUTES && !isFar(near.distance());
        near = paths.next()) {
      judgeLeaf(near.leaf(), near.distance(), near.differences());
    }
  }

  /** Whether enough is known that nothing at this distance could still be told. */
  private boolean isFar(int distance) {
    return judged.stream().filter(miss -> miss.distance() < distance).count() >= MOST;
  }

  private void judgeOthers(RouteTable table) {
    Leaf anyPath = table.anyPath();
    if (anyPath != null) {
      judgeLeaf(anyPath, 0, List.of());
    }
    RegexPaths regexes = table.regexes();
    if (regexes == null) {
      return;
    }
    List<Leaf> begun = regexes.at(lookup.view().pathText());
    for (int i = begun.size() - 1; i >= 0; i--) {
      judgeLeaf(begun.get(i), 0, List.of());
    }
    for (Leaf leaf : regexes.leaves().subList(0, Math.min(MOST, regexes.leaves().size()))) {
      judgeLeaf(leaf, FAR_REGEX, List.of());
    }
  }

  /** Judges routes of one path: first those the request's values lead to, then the best ones. */
  private void judgeLeaf(Leaf leaf, int distance, List<String> differences) {
    List<Route> sample = new ArrayList<>();
    Source source = leaf.candidates(lookup.head());
    if (source != null) {
      source.sample(lookup.view(), sample, MOST_OF_A_PATH / 2);
    }
    List<Route> all = leaf.routes();
    sample.addAll(all.subList(0, Math.min(MOST_OF_A_PATH / 2, all.size())));
    for (Route route : sample) {
      if (seen.size() < MOST_ROUTES && seen.add(route)) {
        judge(route, distance, differences);
      }
    }
  }

  private void judge(Route route, int pathDistance, List<String> differences) {
    List<String> reasons = new ArrayList<>(differences);
    int distance = pathDistance;
    RequestHead head = lookup.head();
    if (!route.accepts(head.methodName())) {
      reasons.add(
          "method: expected "
              + String.join(" or ", route.methods().stream().sorted().toList())
              + ", found "
              + head.methodName());
      distance += WRONG_METHOD;
    }
    RequestView view = lookup.view();
    for (Predicate predicate : route.headPredicates()) {
      distance += explain(predicate, view, reasons);
    }
    if (view.bodyState() == BodyState.READ) {
      for (Predicate predicate : route.bodyPredicates()) {
        distance += explain(predicate, view, reasons);
      }
    } else if (route.readsBody() && reasons.isEmpty()) {
      reasons.add("body: expected one that can be read, found one that is too large or encoded");
    }
    if (!reasons.isEmpty()) {
      judged.add(new Judged(route, distance, reasons));
    }
  }

  private static int explain(Predicate predicate, RequestView view, List<String> reasons) {
    if (predicate.test(view)) {
      return 0;
    }
    reasons.add(predicate.explain(view));
    return FAILED_PREDICATE;
  }
}
