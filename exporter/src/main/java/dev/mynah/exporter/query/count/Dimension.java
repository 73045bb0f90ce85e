package dev.mynah.exporter.query.count;

import dev.mynah.exporter.log.LogReader;

/** What requests are grouped by. */
public enum Dimension {
  ROUTE("route", LogReader.Key.ROUTE),
  GROUP("group", LogReader.Key.GROUP),
  METHOD("method", LogReader.Key.METHOD),
  STATUS("code", LogReader.Key.STATUS),
  OUTCOME("outcome", LogReader.Key.OUTCOME),
  PROTOCOL("protocol", LogReader.Key.PROTOCOL),
  WORKSPACE("workspace", LogReader.Key.WORKSPACE),
  ENVIRONMENT("environment", LogReader.Key.ENVIRONMENT),
  CONSUMER("consumer", LogReader.Key.CONSUMER),
  CLIENT("client", LogReader.Key.CLIENT),
  USER_AGENT("user_agent", LogReader.Key.USER_AGENT_FAMILY),
  COUNTRY("country", LogReader.Key.COUNTRY),
  CITY("city", LogReader.Key.CITY);

  private final String label;
  private final LogReader.Key key;

  Dimension(String label, LogReader.Key key) {
    this.label = label;
    this.key = key;
  }

  /** As a label or attribute of series. */
  public String label() {
    return label;
  }

  /** As a field that is asked for. */
  public String field() {
    return this == STATUS ? "status" : label;
  }

  /** In the request log. */
  LogReader.Key key() {
    return key;
  }

  /** By the name that requests use for it. */
  public static Dimension of(String field) {
    for (Dimension each : values()) {
      if (each.field().equals(field)) {
        return each;
      }
    }
    throw new IllegalArgumentException("no dimension: " + field);
  }
}
