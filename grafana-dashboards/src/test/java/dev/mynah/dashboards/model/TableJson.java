package dev.mynah.dashboards.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a table has beyond other panels: one row of the answers of several queries. */
final class TableJson {
  private TableJson() {}

  /** Joins by labels, drops the time, names the values. */
  static List<Map<String, Object>> transformations(Panel panel) {
    Map<String, Object> names = new LinkedHashMap<>();
    List<Column> values = values(panel);
    for (int i = 0; i < values.size(); i++) {
      String field = values.size() == 1 ? "Value" : "Value #" + PanelJson.refId(i);
      names.put(field, values.get(i).name());
    }
    Map<String, Object> organize =
        Json.object(
            "excludeByName", Json.object("Time", true),
            "indexByName", Json.object(),
            "renameByName", names);
    return List.of(
        Json.object("id", "merge", "options", Json.object()),
        Json.object("id", "organize", "options", organize));
  }

  private static List<Column> values(Panel panel) {
    return panel.columns.stream().filter(column -> column.unit() != Unit.TEXT).toList();
  }

  /** Unit, colours and links of each column. */
  static List<Map<String, Object>> overrides(Panel panel) {
    List<Map<String, Object>> overrides = new ArrayList<>();
    for (Column column : panel.columns) {
      List<Map<String, Object>> properties = new ArrayList<>();
      properties.add(property("unit", column.unit().word()));
      if (column.steps().judging()) {
        properties.add(property("thresholds", column.steps().json()));
        properties.add(property("color", Json.object("mode", "thresholds")));
        properties.add(property("custom.cellOptions", Json.object("type", "color-text")));
      }
      if (column.link() != null) {
        properties.add(property("links", List.of(column.link().ofCell())));
      }
      overrides.add(
          Json.object(
              "matcher",
              Json.object("id", "byName", "options", column.name()),
              "properties",
              properties));
    }
    return overrides;
  }

  private static Map<String, Object> property(String id, Object value) {
    return Json.object("id", id, "value", value);
  }
}
