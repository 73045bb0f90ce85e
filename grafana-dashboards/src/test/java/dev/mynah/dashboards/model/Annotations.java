package dev.mynah.dashboards.model;

import java.util.List;
import java.util.Map;

/** Marks on all panels: what changed when. */
final class Annotations {
  private static final String TARGET =
      "{job=~\"$job\",instance=~\"$instance\",namespace=~\"$namespace\"}";

  /** A start accepts a configuration too: only what came later than this is a reload. */
  private static final int START_SECONDS = 15;

  private Annotations() {}

  static List<Map<String, Object>> json() {
    return List.of(
        ofGrafana(),
        at("Restarts", "orange", "process_start_time_seconds" + TARGET + " * 1000"),
        at(
            "Reloads",
            "blue",
            "(mynah_config_last_reload_success_timestamp_seconds"
                + TARGET
                + " > process_start_time_seconds"
                + TARGET
                + " + "
                + START_SECONDS
                + ") * 1000"));
  }

  private static Map<String, Object> ofGrafana() {
    return Json.object(
        "builtIn",
        1,
        "datasource",
        Json.object("type", "grafana", "uid", "-- Grafana --"),
        "enable",
        true,
        "hide",
        true,
        "iconColor",
        "rgba(0, 211, 255, 1)",
        "name",
        "Annotations & Alerts",
        "type",
        "dashboard");
  }

  /** Marks at the times that the values are. */
  private static Map<String, Object> at(String name, String color, String expression) {
    return Json.object(
        "name",
        name,
        "datasource",
        DataSource.json(),
        "enable",
        true,
        "hide",
        false,
        "iconColor",
        color,
        "expr",
        expression,
        "step",
        "60s",
        "titleFormat",
        name,
        "textFormat",
        "{{instance}}",
        "tagKeys",
        "job",
        "useValueForTime",
        "on");
  }
}
