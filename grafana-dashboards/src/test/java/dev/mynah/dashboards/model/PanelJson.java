package dev.mynah.dashboards.model;

import dev.mynah.dashboards.model.Panel.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A panel as classic JSON, with options that Grafana 10 to 13 know. */
final class PanelJson {
  private PanelJson() {}

  static Map<String, Object> of(Panel panel, int id, Map<String, Object> position) {
    Map<String, Object> json =
        Json.object(
            "id",
            id,
            "type",
            panel.kind.word,
            "title",
            panel.title,
            "description",
            panel.kind == Kind.TEXT ? "What this dashboard is for." : panel.description,
            "gridPos",
            position);
    if (panel.kind == Kind.TEXT) {
      json.put("transparent", true);
      json.put("options", Json.object("mode", "markdown", "content", panel.description));
      return json;
    }
    json.put("datasource", DataSource.json());
    json.put("targets", targets(panel));
    if (panel.step != null) {
      json.put("interval", panel.step);
    }
    json.put("fieldConfig", fieldConfig(panel));
    json.put("options", options(panel.kind));
    if (panel.kind == Kind.TABLE) {
      json.put("transformations", TableJson.transformations(panel));
    }
    return json;
  }

  private static List<Map<String, Object>> targets(Panel panel) {
    List<Map<String, Object>> targets = new ArrayList<>();
    for (Query query : panel.queries) {
      targets.add(query.json(refId(targets.size())));
    }
    return targets;
  }

  static String refId(int index) {
    return String.valueOf((char) ('A' + index));
  }

  private static Map<String, Object> fieldConfig(Panel panel) {
    Map<String, Object> defaults =
        Json.object(
            "unit",
            panel.unit.word(),
            "color",
            Json.object("mode", panel.kind == Kind.NUMBER ? "thresholds" : "palette-classic"),
            "thresholds",
            panel.steps.json(),
            "links",
            panel.links.stream().map(DetailLink::ofSeries).toList());
    if (panel.kind == Kind.LINES) {
      defaults.put("min", 0);
      defaults.put("custom", drawing(panel));
    }
    if (panel.most != null) {
      defaults.put("max", panel.most);
    }
    if (panel.insteadOfNothing != null) {
      defaults.put("noValue", panel.insteadOfNothing);
    }
    List<Map<String, Object>> overrides =
        panel.kind == Kind.TABLE ? TableJson.overrides(panel) : List.of();
    return Json.object("defaults", defaults, "overrides", overrides);
  }

  private static Map<String, Object> drawing(Panel panel) {
    return Json.object(
        "drawStyle",
        "line",
        "lineInterpolation",
        "linear",
        "lineWidth",
        1,
        "fillOpacity",
        0,
        "showPoints",
        "auto",
        "spanNulls",
        false,
        "stacking",
        Json.object("group", "A", "mode", "none"),
        "thresholdsStyle",
        Json.object("mode", panel.steps.judging() ? "dashed" : "off"));
  }

  private static Map<String, Object> options(Kind kind) {
    return switch (kind) {
      case LINES ->
          Json.object(
              "legend",
              Json.object(
                  "calcs",
                  List.of("lastNotNull", "max"),
                  "displayMode",
                  "table",
                  "placement",
                  "bottom",
                  "showLegend",
                  true),
              "tooltip",
              Json.object("mode", "multi", "sort", "desc"));
      case NUMBER ->
          Json.object(
              "colorMode",
              "value",
              "graphMode",
              "none",
              "justifyMode",
              "auto",
              "orientation",
              "auto",
              "textMode",
              "auto",
              "reduceOptions",
              Json.object("calcs", List.of("lastNotNull"), "fields", "", "values", false));
      case TABLE -> Json.object("showHeader", true, "cellHeight", "sm");
      case TEXT -> Json.object();
    };
  }
}
