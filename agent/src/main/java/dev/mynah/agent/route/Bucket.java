package dev.mynah.agent.route;

import dev.mynah.agent.route.match.RequestView;
import java.util.List;

/** Candidates that are tried one after the other. */
final class Bucket extends Source {
  private final Route[] routes;

  /** Takes routes that stand in their order; at least one. */
  Bucket(List<Route> routes) {
    super(routes.get(0).rank());
    this.routes = routes.toArray(Route[]::new);
  }

  @Override
  Verdict advance(Candidates queue, int at, RouteLookup lookup) {
    int cursor = queue.cursor(at);
    Verdict verdict = lookup.attempt(routes[cursor]);
    if (verdict == Verdict.NONE) {
      int next = cursor + 1;
      if (next < routes.length) {
        queue.moveTo(at, next, routes[next].rank());
      } else {
        queue.remove(at);
      }
    }
    return verdict;
  }

  @Override
  void sample(RequestView view, List<Route> to, int most) {
    for (int i = 0; i < routes.length && to.size() < most; i++) {
      to.add(routes[i]);
    }
  }
}
