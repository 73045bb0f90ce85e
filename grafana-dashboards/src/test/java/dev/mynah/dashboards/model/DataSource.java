package dev.mynah.dashboards.model;

import java.util.Map;

/** The data source, always the one that was chosen above. */
final class DataSource {
  private DataSource() {}

  static Map<String, Object> json() {
    return Json.object("type", "prometheus", "uid", "${datasource}");
  }
}
