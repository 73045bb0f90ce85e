package dev.mynah.exporter.promql;

import dev.mynah.control.AdminRoute;
import dev.mynah.exporter.promql.eval.QueryEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The paths below {@code /api/v1} that Grafana's Prometheus data source calls, with the answers of
 * Prometheus. Parameters come in the query or as a form in the body.
 */
public final class PrometheusApi {
  private static final String BASE = "/api/v1/";
  private static final Set<String> GET = Set.of("GET");
  private static final Set<String> GET_OR_POST = Set.of("GET", "POST");
  private static final int BODY_BYTES = 256 * 1024;

  private PrometheusApi() {}

  /** All paths, to be mounted on a control plane. */
  public static List<AdminRoute> routes(PromqlParts parts) {
    QueryEngine engine =
        new QueryEngine(
            parts.counts(), parts.routes(), parts.settings(), parts.nanoTime(), parts.turns());
    QueryEndpoints queries = new QueryEndpoints(parts, engine);
    SeriesEndpoints series = new SeriesEndpoints(parts, engine);
    ExemplarsEndpoint exemplars = new ExemplarsEndpoint(parts, engine);
    List<AdminRoute> routes = new ArrayList<>();
    routes.add(route(parts, GET_OR_POST, "query", queries::instant));
    routes.add(route(parts, GET_OR_POST, "query_range", queries::range));
    routes.add(route(parts, GET_OR_POST, "query_exemplars", exemplars::answer));
    routes.add(route(parts, GET_OR_POST, "series", series::series));
    routes.add(route(parts, GET_OR_POST, "labels", series::labels));
    routes.add(route(parts, GET, "label/*", series::values));
    routes.add(route(parts, GET, "metadata", FixedEndpoints::metadata));
    routes.add(route(parts, GET, "rules", FixedEndpoints::rules));
    routes.add(route(parts, GET, "alerts", FixedEndpoints::alerts));
    routes.add(AdminRoute.get(BASE + "status/buildinfo", new BuildInfoEndpoint(parts.build())));
    return List.copyOf(routes);
  }

  private static AdminRoute route(
      PromqlParts parts, Set<String> methods, String path, ApiEndpoint.Answer answer) {
    String name = path.equals("label/*") ? "label_values" : path;
    return AdminRoute.of(methods, BASE + path, new ApiEndpoint(name, parts, answer))
        .bodyUpTo(BODY_BYTES);
  }
}
