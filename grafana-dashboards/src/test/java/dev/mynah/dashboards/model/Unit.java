package dev.mynah.dashboards.model;

/** How Grafana writes a value; the words are Grafana's. */
public enum Unit {
  REQUESTS_PER_SECOND("reqps"),
  PER_SECOND("ops"),
  SECONDS("s"),
  /** 0 to 1, shown as percent. */
  SHARE("percentunit"),
  BYTES("bytes"),
  BYTES_PER_SECOND("binBps"),
  COUNT("short"),
  /** Milliseconds since 1970, shown as how long ago. */
  MOMENT("dateTimeFromNow"),
  YES_NO("bool_yes_no"),
  /** In the operator's own unit. */
  MONEY("none"),
  TEXT("string");

  private final String word;

  Unit(String word) {
    this.word = word;
  }

  /** Grafana's id of the unit. */
  public String word() {
    return word;
  }
}
