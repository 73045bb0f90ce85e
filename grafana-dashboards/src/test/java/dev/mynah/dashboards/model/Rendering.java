package dev.mynah.dashboards.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a dashboard as classic JSON; places its panels from left to right. One thread. */
final class Rendering {
  private static final int SCHEMA_VERSION = 39;
  private static final int COLUMNS = 24;
  private static final String TAG = "mynah";

  private final Dashboard dashboard;
  private final List<Map<String, Object>> panels = new ArrayList<>();
  private int y;

  Rendering(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  Map<String, Object> json() {
    place(List.of(Panel.text("What this shows", dashboard.purpose())));
    for (Row row : dashboard.rows()) {
      rowTitle(row.title());
      place(row.panels());
    }
    Map<String, Object> json =
        Json.object(
            "id",
            null,
            "uid",
            dashboard.uid(),
            "title",
            "Mynah / " + dashboard.title(),
            "description",
            firstSentence(dashboard.purpose()),
            "tags",
            List.of(TAG),
            "schemaVersion",
            SCHEMA_VERSION,
            "version",
            1,
            "editable",
            false,
            "graphTooltip",
            1,
            "fiscalYearStartMonth",
            0,
            "liveNow",
            false,
            "refresh",
            "1m",
            "timezone",
            "",
            "time",
            Json.object("from", dashboard.from(), "to", "now"),
            "timepicker",
            Json.object(),
            "weekStart",
            "");
    json.put("links", List.of(siblings()));
    json.put("annotations", Json.object("list", Annotations.json()));
    json.put("templating", Json.object("list", Variables.json()));
    json.put("panels", panels);
    return json;
  }

  private static String firstSentence(String markdown) {
    int end = markdown.indexOf(". ");
    return end < 0 ? markdown : markdown.substring(0, end + 1);
  }

  private static Map<String, Object> siblings() {
    return Json.object(
        "type",
        "dashboards",
        "title",
        "Mynah",
        "tags",
        List.of(TAG),
        "asDropdown",
        true,
        "includeVars",
        true,
        "keepTime",
        true,
        "targetBlank",
        false,
        "icon",
        "external link",
        "tooltip",
        "",
        "url",
        "");
  }

  private void rowTitle(String title) {
    panels.add(
        Json.object(
            "id",
            panels.size() + 1,
            "type",
            "row",
            "title",
            title,
            "collapsed",
            false,
            "gridPos",
            position(0, COLUMNS, 1),
            "panels",
            List.of()));
    y++;
  }

  private void place(List<Panel> row) {
    int x = 0;
    int highest = 0;
    for (Panel panel : row) {
      if (x + panel.width > COLUMNS) {
        x = 0;
        y += highest;
        highest = 0;
      }
      Map<String, Object> position = position(x, panel.width, panel.height);
      panels.add(PanelJson.of(panel, panels.size() + 1, position));
      x += panel.width;
      highest = Math.max(highest, panel.height);
    }
    y += highest;
  }

  private Map<String, Object> position(int x, int width, int height) {
    return Json.object("h", height, "w", width, "x", x, "y", y);
  }
}
