package dev.mynah.dashboards.model;

import java.util.List;
import java.util.Map;

/**
 * The five variables that all dashboards share. Job and instance must be there; namespace and route
 * may be absent from a series, so that all of them match nothing as well.
 */
final class Variables {
  private static final String SOME = ".+";

  /** What Grafana calls a query for the values of a label. */
  private static final int LABEL_VALUES = 1;

  private static final String SOME_OR_NONE = ".*";

  private Variables() {}

  static List<Map<String, Object>> json() {
    return List.of(
        dataSource(),
        query("job", "Job", "label_values(mynah_build_info, job)", SOME),
        query(
            "namespace",
            "Namespace",
            "label_values(mynah_build_info{job=~\"$job\"}, namespace)",
            SOME_OR_NONE),
        query(
            "instance",
            "Instance",
            "label_values(mynah_build_info{job=~\"$job\",namespace=~\"$namespace\"}, instance)",
            SOME),
        query(
            "route",
            "Route",
            "label_values(mynah_http_requests_total{job=~\"$job\",namespace=~\"$namespace\","
                + "instance=~\"$instance\"}, route)",
            SOME_OR_NONE));
  }

  private static Map<String, Object> dataSource() {
    return Json.object(
        "name",
        "datasource",
        "label",
        "Data source",
        "type",
        "datasource",
        "query",
        "prometheus",
        "regex",
        "",
        "hide",
        0,
        "includeAll",
        false,
        "multi",
        false,
        "options",
        List.of(),
        "current",
        Json.object(),
        "refresh",
        1,
        "skipUrlSync",
        false);
  }

  private static Map<String, Object> query(String name, String label, String query, String all) {
    return Json.object(
        "name",
        name,
        "label",
        label,
        "type",
        "query",
        "datasource",
        DataSource.json(),
        "definition",
        query,
        "query",
        Json.object("qryType", LABEL_VALUES, "query", query, "refId", "Variable-" + name),
        "regex",
        "",
        "refresh",
        2,
        "sort",
        1,
        "hide",
        0,
        "includeAll",
        true,
        "multi",
        true,
        "allValue",
        all,
        "options",
        List.of(),
        "current",
        Json.object("selected", true, "text", List.of("All"), "value", List.of("$__all")),
        "skipUrlSync",
        false);
  }
}
