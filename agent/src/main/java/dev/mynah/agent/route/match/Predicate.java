package dev.mynah.agent.route.match;

import java.util.List;

/** One condition of a route beyond its path and method. Immutable. */
public interface Predicate {
  /** Whether the request fulfils it. A body predicate is only asked once the body is read. */
  boolean test(RequestView view);

  /** Whether the body is needed to tell. */
  boolean readsBody();

  /**
   * Keys each of which every request that fulfils this predicate has. They find candidates by hash;
   * the predicate itself is still tested. Empty when it is no equality.
   */
  List<Key> keys();

  /** Text that is the same for predicates that are the same. */
  String signature();

  /** Why the request fails, in one sentence without secrets. */
  String explain(RequestView view);
}
