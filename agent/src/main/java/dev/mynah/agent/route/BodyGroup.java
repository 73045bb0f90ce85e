package dev.mynah.agent.route;

import dev.mynah.agent.route.match.BodyState;
import dev.mynah.agent.route.match.Key;
import dev.mynah.agent.route.match.RequestView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many routes that differ by their body alone: all ask the same of the head and mean the same by a
 * body that is too large. So one look at the head says whether any of them wants to read the body,
 * and once it is there, its values lead to the few that may want it.
 */
final class BodyGroup extends Source {
  private final Route first;
  private final KeyIndex byKey;

  /**
   * Takes routes that stand in their order.
   *
   * @param chosen the key each route is found by
   */
  BodyGroup(List<Route> routes, Map<Route, Key> chosen) {
    super(routes.get(0).rank());
    first = routes.get(0);
    Map<Key, Source> buckets = new HashMap<>();
    KeyChoice.grouped(routes, chosen)
        .forEach((key, members) -> buckets.put(key, new Bucket(members)));
    byKey = new KeyIndex(buckets);
  }

  @Override
  Verdict advance(Candidates queue, int at, RouteLookup lookup) {
    if (!lookup.headFits(first)) {
      queue.remove(at);
      return Verdict.NONE;
    }
    if (lookup.view().bodyState() == BodyState.READ) {
      queue.remove(at);
      byKey.addTo(queue, lookup.view());
      return Verdict.NONE;
    }
    Verdict verdict = lookup.unreadable(first);
    if (verdict == Verdict.NONE) {
      queue.remove(at);
    }
    return verdict;
  }

  @Override
  void sample(RequestView view, List<Route> to, int most) {
    if (view.bodyState() == BodyState.READ) {
      byKey.sample(view, to, most);
    }
    if (to.size() < most) {
      to.add(first);
    }
  }
}
