package dev.mynah.exporter.promql;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.control.AdminEndpoint;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.metrics.BuildInfo;

/**
 * Says which Prometheus we are like, so that Grafana offers what that version has; {@code
 * application} says who we are. There is no {@code features}, which would make us Mimir.
 */
final class BuildInfoEndpoint implements AdminEndpoint {
  /** The version whose query API is followed. */
  static final String LIKE_PROMETHEUS = "2.42.0";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final BuildInfo build;

  BuildInfoEndpoint(BuildInfo build) {
    this.build = build;
  }

  @Override
  public AdminResponse answer(AdminRequest request) {
    ObjectNode answer = JSON.createObjectNode().put("status", "success");
    answer
        .putObject("data")
        .put("version", LIKE_PROMETHEUS)
        .put("revision", build.revision())
        .put("branch", "")
        .put("buildUser", "")
        .put("buildDate", "")
        .put("goVersion", "")
        .put("application", "mynah " + build.version());
    return AdminResponse.json(200, answer.toString());
  }
}
