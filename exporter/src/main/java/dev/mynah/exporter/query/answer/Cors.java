package dev.mynah.exporter.query.answer;

import dev.mynah.control.AdminEndpoint;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.control.Content;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What pages of other origins may read (Fetch standard, section 3.2). Origins are named one by one,
 * and credentials are never asked for: a page sends the token itself.
 *
 * @param origins in lower case
 */
public record Cors(List<String> origins) {
  private static final String PREFLIGHT_SECONDS = "600";

  /** Compares in lower case, as browsers send them. */
  public Cors {
    origins = origins.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }

  /** Lets the page read the answer, where it may. */
  AdminResponse readable(AdminRequest request, AdminResponse answer) {
    if (origins.isEmpty()) {
      return answer;
    }
    AdminResponse varied = answer.with("Vary", "Accept-Encoding, Origin");
    String origin = request.header("Origin").orElse("").toLowerCase(Locale.ROOT);
    if (!origins.contains(origin)) {
      return varied;
    }
    return varied
        .with("Access-Control-Allow-Origin", request.header("Origin").orElse(""))
        .with("Access-Control-Expose-Headers", "ETag, Mynah-Warning");
  }

  /** Lets listed pages call a path whose answers tell themselves who may read them. */
  public AdminRoute admitted(AdminRoute route) {
    return route.admitting(Set.copyOf(origins));
  }

  /** Lets listed pages call a path, and read what it answers. */
  public AdminRoute opened(AdminRoute route) {
    AdminEndpoint inner = route.endpoint();
    return admitted(route.answeredBy(request -> readable(request, inner.answer(request))));
  }

  /** Answers what a browser asks before it lets a page send more than a plain request. */
  public AdminRoute preflight(String path, Set<String> methods) {
    String allowed = String.join(", ", new TreeSet<>(methods));
    return opened(
        AdminRoute.of(
            Set.of("OPTIONS"),
            path,
            request ->
                AdminResponse.of(204, "text/plain", Content.EMPTY)
                    .with("Allow", allowed)
                    .with("Access-Control-Allow-Methods", allowed)
                    .with(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, If-None-Match")
                    .with("Access-Control-Max-Age", PREFLIGHT_SECONDS)));
  }
}
