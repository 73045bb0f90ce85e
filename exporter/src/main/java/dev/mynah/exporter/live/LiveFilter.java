package dev.mynah.exporter.live;

import dev.mynah.control.AdminRequest;
import dev.mynah.control.Problem;
import dev.mynah.control.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a subscriber wants to hear of.
 *
 * @param routes by id; empty for all
 */
record LiveFilter(Set<String> routes, boolean counts, boolean log) {
  private static final String COUNTS = "counts";
  private static final String LOG = "log";
  private static final Set<String> PARAMETERS = Set.of("route", "kinds");

  LiveFilter {
    routes = Set.copyOf(routes);
  }

  /**
   * {@code ?route=a&route=b&kinds=counts,log}; a comma parts values too.
   *
   * @throws ProblemException 400 that says what may be asked for
   */
  static LiveFilter of(AdminRequest request) {
    for (String pair : request.query().split("&", -1)) {
      String name = pair.split("=", 2)[0];
      if (!name.isEmpty() && !PARAMETERS.contains(name)) {
        throw refusal("'" + name + "' is no parameter of this path (expected route, kinds).");
      }
    }
    List<String> kinds = values(request, "kinds");
    for (String kind : kinds) {
      if (!kind.equals(COUNTS) && !kind.equals(LOG)) {
        throw refusal("kinds: '" + kind + "' (expected counts, log or both).");
      }
    }
    return new LiveFilter(
        new LinkedHashSet<>(values(request, "route")),
        kinds.isEmpty() || kinds.contains(COUNTS),
        kinds.isEmpty() || kinds.contains(LOG));
  }

  boolean accepts(String route) {
    return routes.isEmpty() || routes.contains(route);
  }

  private static List<String> values(AdminRequest request, String name) {
    List<String> values = new ArrayList<>();
    for (String given : request.parameters(name)) {
      for (String value : given.split(",", -1)) {
        if (!value.isBlank()) {
          values.add(value.strip());
        }
      }
    }
    return values;
  }

  private static ProblemException refusal(String detail) {
    return new ProblemException(new Problem(400, "bad-parameter", "Bad parameter", detail));
  }
}
