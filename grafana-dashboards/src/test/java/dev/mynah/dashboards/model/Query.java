package dev.mynah.dashboards.model;

import java.util.Map;

/**
 * What a panel asks.
 *
 * @param legend how a series is called, with labels in double braces
 * @param how over a range, at its end, or at its end for a table
 * @param exemplars whether traces are asked for too
 */
public record Query(String expression, String legend, Kind how, boolean exemplars) {
  /** Over which time. */
  public enum Kind {
    RANGE,
    INSTANT,
    TABLE
  }

  Map<String, Object> json(String refId) {
    Map<String, Object> target =
        Json.object(
            "refId",
            refId,
            "datasource",
            DataSource.json(),
            "editorMode",
            "code",
            "expr",
            expression,
            "legendFormat",
            legend,
            "format",
            how == Kind.TABLE ? "table" : "time_series",
            "range",
            how == Kind.RANGE,
            "instant",
            how != Kind.RANGE);
    if (exemplars) {
      target.put("exemplar", true);
    }
    return target;
  }
}
