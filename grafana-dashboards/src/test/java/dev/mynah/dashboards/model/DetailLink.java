package dev.mynah.dashboards.model;

import java.util.Map;

/**
 * A way from a series or a row of a table to the dashboard that tells more about it. Time, data
 * source and variables go along.
 *
 * @param label the label that is narrowed down: {@code route} or {@code instance}
 */
public record DetailLink(String title, String slug, String label) {
  private static final String ROUTE = "route";
  private static final String INSTANCE = "instance";

  /** To one route's page. */
  public static DetailLink toRoute() {
    return new DetailLink("Detail of route", ROUTE, ROUTE);
  }

  /** To what one process uses. */
  public static DetailLink toResources() {
    return new DetailLink("Resources of instance", "resources", INSTANCE);
  }

  /** To what one process serves. */
  public static DetailLink toOverview() {
    return new DetailLink("Overview of instance", "overview", INSTANCE);
  }

  /** Of a series, which has the label. */
  Map<String, Object> ofSeries() {
    return json("${__field.labels." + label + "}");
  }

  /** Of a cell, which holds the label's value. */
  Map<String, Object> ofCell() {
    return json("${__value.raw}");
  }

  private Map<String, Object> json(String value) {
    String kept = label.equals(ROUTE) ? "${instance:queryparam}" : "${route:queryparam}";
    String url =
        "/d/mynah-"
            + slug
            + "?${__url_time_range}&var-datasource=${datasource}&${job:queryparam}"
            + "&${namespace:queryparam}&"
            + kept
            + "&var-"
            + label
            + "="
            + value;
    return Json.object("title", title, "url", url, "targetBlank", false);
  }
}
