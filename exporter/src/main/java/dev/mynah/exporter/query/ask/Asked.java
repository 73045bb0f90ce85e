package dev.mynah.exporter.query.ask;

import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.ledger.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The parameters that many paths share. */
public final class Asked {
  /** Which requests. */
  public static final List<Parameter> FILTERS =
      List.of(
          Parameter.several("route", "Only these routes, by id.", "get-user").also("endpoint_id"),
          Parameter.several("group", "Only routes of these groups.", "users"),
          Parameter.several("method", "Only these methods.", "GET"),
          Parameter.several("protocol", "Only these protocols.", "http/1.1"),
          Parameter.several("status", "Only these statuses, or classes such as 5xx.", "5xx")
              .also("code"),
          Parameter.choices(
              "outcome",
              "Only requests answered in these ways.",
              Outcome.all().stream().map(Outcome::label).toArray(String[]::new)),
          Parameter.several("workspace", "Only these workspaces.", "default"),
          Parameter.several("environment", "Only these environments.", "test"),
          Parameter.several(
              "consumer", "Only requests of these consumers; answered from samples.", "shop"),
          Parameter.several("source", "Only these sources (data directories).", ""),
          Parameter.several("job", "Only sources with this target label.", "mynah"),
          Parameter.several("instance", "Only sources with this target label.", ""),
          Parameter.several("namespace", "Only sources with this target label.", ""),
          Parameter.several("pod", "Only sources with this target label.", ""));

  /** Which requests of the log, besides. */
  public static final List<Parameter> LOG_FILTERS =
      List.of(
          Parameter.several("client", "Only these addresses, as they are stored.", "127.0.0.1"),
          Parameter.several("country", "Only these countries.", "Local"),
          Parameter.several("city", "Only these cities.", ""),
          Parameter.several("user_agent", "Only these families of user agents.", "curl"),
          Parameter.several("error_type", "Only errors of these types.", "timeout"),
          Parameter.several("error_category", "Only errors of these categories.", "upstream"),
          Parameter.several("reason", "Only errors of these reasons.", ""),
          Parameter.several("trace_id", "Only these traces.", ""),
          Parameter.several("path", "Only these paths.", "/users/7"));

  /** When. */
  public static final List<Parameter> TIME =
      List.of(
          Parameter.one("from", "Where the range begins: " + TimeText.EXPECTED + ".", "-1h")
              .also("start"),
          Parameter.one("to", "Where it ends; now when nothing is said.", "now").also("end"),
          Parameter.one(
              "timeframe",
              "How long the range is, instead of from: " + TimeText.EXPECTED_SPAN + ".",
              "24h"),
          Parameter.one("tz", "Time zone (IANA) of days, hours and dates.", "Europe/Berlin")
              .also("timezone"));

  /** How finely. */
  public static final List<Parameter> STEP =
      List.of(
          Parameter.one(
                  "step",
                  "How long a row's span is: "
                      + Step.EXPECTED
                      + "; chosen by the range when"
                      + " nothing is said.",
                  "5m")
              .also("interval"));

  /** How much. */
  public static final List<Parameter> PAGE =
      List.of(
          Parameter.one("limit", "Rows of a page, up to 10,000.", "100"),
          Parameter.one("cursor", "What page.next of the page before said.", ""));

  private Asked() {}

  /** Several lists as one. */
  @SafeVarargs
  public static List<Parameter> of(List<Parameter>... lists) {
    List<Parameter> all = new ArrayList<>();
    for (List<Parameter> list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }
}
