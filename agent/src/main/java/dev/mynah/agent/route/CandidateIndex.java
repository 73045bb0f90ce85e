package dev.mynah.agent.route;

import dev.mynah.agent.route.match.Key;
import dev.mynah.agent.route.match.Predicate;
import dev.mynah.agent.route.match.RequestView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many routes of one path and method, found by their equalities: by those of the head first, level
 * by level, then by those of the body. What has no equality left stands in a bucket and is tried in
 * turn.
 */
final class CandidateIndex extends Source {
  /** Up to this many candidates are tried in turn; hashing would not be faster. */
  static final int FEW = 8;

  private final @Nullable Source plain;
  private final KeyIndex byHead;
  private final List<Source> byBody;

  private CandidateIndex(
      int firstRank, @Nullable Source plain, KeyIndex byHead, List<Source> byBody) {
    super(firstRank);
    this.plain = plain;
    this.byHead = byHead;
    this.byBody = byBody;
  }

  /** The best source for these routes, which stand in their order; at least one. */
  static Source of(List<Route> routes) {
    return of(routes, Set.of());
  }

  private static Source of(List<Route> routes, Set<Key> used) {
    if (routes.size() <= FEW) {
      return new Bucket(routes);
    }
    Map<Route, Key> chosen = KeyChoice.of(routes, route -> unused(route.headKeys(), used));
    Map<Key, Source> byHead = new HashMap<>();
    KeyChoice.grouped(routes, chosen)
        .forEach((key, members) -> byHead.put(key, of(members, with(used, key))));
    List<Route> others = routes.stream().filter(route -> !chosen.containsKey(route)).toList();
    List<Route> plain = new ArrayList<>();
    List<Source> byBody = bodyGroups(others, plain);
    if (byHead.isEmpty() && byBody.isEmpty()) {
      return new Bucket(routes);
    }
    plain.sort(RouteOrder.INSTANCE);
    Source rest = plain.isEmpty() ? null : new Bucket(plain);
    return new CandidateIndex(routes.get(0).rank(), rest, new KeyIndex(byHead), byBody);
  }

  private static List<Key> unused(List<Key> keys, Set<Key> used) {
    return keys.stream().filter(key -> !used.contains(key)).toList();
  }

  private static Set<Key> with(Set<Key> used, Key key) {
    Set<Key> more = new HashSet<>(used);
    more.add(key);
    return more;
  }

  /** Groups what can be found by its body; the others are left in {@code plain}. */
  private static List<Source> bodyGroups(List<Route> routes, List<Route> plain) {
    Map<String, List<Route>> byHead = new LinkedHashMap<>();
    for (Route route : routes) {
      if (route.bodyKeys().isEmpty()) {
        plain.add(route);
      } else {
        byHead.computeIfAbsent(headSignature(route), any -> new ArrayList<>()).add(route);
      }
    }
    List<Source> groups = new ArrayList<>();
    for (List<Route> members : byHead.values()) {
      if (members.size() <= FEW) {
        plain.addAll(members);
      } else {
        groups.add(new BodyGroup(members, KeyChoice.of(members, Route::bodyKeys)));
      }
    }
    return groups;
  }

  private static String headSignature(Route route) {
    StringBuilder text = new StringBuilder(route.onTooLarge().name());
    for (Predicate predicate : route.headPredicates()) {
      text.append('\n').append(predicate.signature());
    }
    return text.toString();
  }

  @Override
  Verdict advance(Candidates queue, int at, RouteLookup lookup) {
    queue.remove(at);
    queue.add(plain);
    byHead.addTo(queue, lookup.view());
    for (Source group : byBody) {
      queue.add(group);
    }
    return Verdict.NONE;
  }

  @Override
  void sample(RequestView view, List<Route> to, int most) {
    byHead.sample(view, to, most);
    if (plain != null) {
      plain.sample(view, to, most);
    }
    for (Source group : byBody) {
      group.sample(view, to, most);
    }
  }
}
