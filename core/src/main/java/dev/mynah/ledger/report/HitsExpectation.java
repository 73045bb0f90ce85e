package dev.mynah.ledger.report;

import java.util.Optional;

/**
 * What somebody expects of a route: {@code get-user=3}. All methods, codes and outcomes of the
 * route count together; a route that was never hit has 0.
 */
public record HitsExpectation(String route, long requests) {

  /**
   * Reads {@code ROUTE=COUNT}; the last equals sign parts them.
   *
   * @throws IllegalArgumentException with a sentence for people when it is not that
   */
  public static HitsExpectation parse(String text) {
    int equals = text.lastIndexOf('=');
    String count = text.substring(equals + 1).strip();
    String route = equals < 0 ? "" : text.substring(0, equals).strip();
    if (route.isEmpty() || !count.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(
          "--expect " + text + " (expected ROUTE=COUNT, for instance get-user=3)");
    }
    return new HitsExpectation(route, Long.parseLong(count));
  }

  /** How the counts differ, for people; empty when they are as expected. */
  public Optional<String> difference(HitsReport report) {
    long counted = report.requests(route);
    if (counted == requests) {
      return Optional.empty();
    }
    return Optional.of(route + ": expected " + requests + ", counted " + counted);
  }
}
