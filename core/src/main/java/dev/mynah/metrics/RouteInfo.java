package dev.mynah.metrics;

import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Outcome;
import java.util.List;

/**
 * What the configuration lets us know of a route before it was called.
 *
 * @param upstream empty for a route that only mocks
 * @param starts answers to be expected; their series begin at 0
 */
public record RouteInfo(
    String route, String group, String upstream, String mode, List<Start> starts) {

  /** One kind of answer to be expected. */
  public record Start(HitMethod method, int code, Outcome outcome) {}

  /** Keeps its own copy. */
  public RouteInfo {
    starts = List.copyOf(starts);
  }
}
