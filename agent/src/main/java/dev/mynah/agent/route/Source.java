package dev.mynah.agent.route;

import dev.mynah.agent.route.match.RequestView;
import java.util.List;

/**
 * Where candidates come from during a look-up: sources are asked in the order of the best rank each
 * still has, so that candidates are tried best first wherever they stand. Immutable.
 */
abstract class Source {
  private final int firstRank;

  Source(int firstRank) {
    this.firstRank = firstRank;
  }

  /** The best rank that can come from here. */
  final int firstRank() {
    return firstRank;
  }

  /**
   * Tries its next candidate, or puts narrower sources into the queue in its place.
   *
   * @param at its place in the queue
   * @return {@link Verdict#NONE} to go on
   */
  abstract Verdict advance(Candidates queue, int at, RouteLookup lookup);

  /** Adds routes that come near to a request, those its values lead to first, up to so many. */
  abstract void sample(RequestView view, List<Route> to, int most);
}
