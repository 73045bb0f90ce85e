package dev.mynah.exporter.promql;

import dev.mynah.control.AdminRoute;
import java.util.List;

/** The paths below {@code /api/v1} that Grafana's Prometheus data source calls. */
public final class PrometheusApi {
  private PrometheusApi() {}

  /** All paths, to be mounted on a control plane. */
  public static List<AdminRoute> routes(PromqlParts parts) {
    return List.of(
        AdminRoute.get("/api/v1/status/buildinfo", new BuildInfoEndpoint(parts.build())));
  }
}
