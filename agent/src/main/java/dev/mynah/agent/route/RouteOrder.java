package dev.mynah.agent.route;

import java.util.Comparator;

/**
 * Which of several routes that claim a request gets it: the one of the highest priority (1 before
 * 5); among those the one with the more literal path, where a regular expression comes after all
 * patterns and no path at all comes last; among those the one that stands first in the file.
 */
final class RouteOrder implements Comparator<Route> {
  static final RouteOrder INSTANCE = new RouteOrder();

  private RouteOrder() {}

  @Override
  public int compare(Route one, Route other) {
    int byPriority = Integer.compare(one.config().priority(), other.config().priority());
    if (byPriority != 0) {
      return byPriority;
    }
    int byPath = comparePaths(one, other);
    return byPath != 0 ? byPath : Integer.compare(one.ordinal(), other.ordinal());
  }

  private static int comparePaths(Route one, Route other) {
    PathPattern first = one.pattern();
    PathPattern second = other.pattern();
    if (first != null && second != null) {
      return first.compareLiteralness(second);
    }
    return Integer.compare(pathKind(one), pathKind(other));
  }

  private static int pathKind(Route route) {
    if (route.pattern() != null) {
      return 0;
    }
    return route.config().match().pathRegex() != null ? 1 : 2;
  }
}
