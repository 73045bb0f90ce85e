package dev.mynah.exporter.openapi;

import java.util.List;

/**
 * Paths that other parts of the exporter answer, described here so that one document has them all.
 */
public final class Neighbours {
  private static final String PROMETHEUS = "Prometheus";
  private static final String ADMIN = "Administration";
  private static final Parameter QUERY =
      Parameter.one(
          "query", "A PromQL expression.", "sum(increase(mynah_http_requests_total[1h]))");
  private static final Parameter START =
      Parameter.one("start", "RFC 3339 or epoch seconds.", "1795829400");
  private static final Parameter END =
      Parameter.one("end", "RFC 3339 or epoch seconds.", "1795833000");
  private static final Parameter TIMEOUT = Parameter.one("timeout", "A duration.", "10s");
  private static final Parameter LIMIT = Parameter.one("limit", "Most results.", "1000");
  private static final Parameter MATCH =
      new Parameter(
          "match[]",
          List.of(),
          true,
          List.of(),
          "Selectors of series.",
          "mynah_http_requests_total");

  /** All of them. */
  public static final List<Operation> ALL =
      List.of(
          prometheus(
              "query",
              "An instant query",
              List.of(QUERY, Parameter.one("time", "When.", "1795833000"), TIMEOUT),
              "query=1%2B1"),
          prometheus(
              "query_range",
              "A query over time",
              List.of(
                  QUERY,
                  START,
                  END,
                  Parameter.one("step", "Seconds or a duration.", "60"),
                  TIMEOUT),
              "query=sum(rate(mynah_http_requests_total%5B5m%5D))"
                  + "&start=1795829400&end=1795833000&step=60"),
          prometheus("labels", "Names of labels", List.of(MATCH, START, END, LIMIT), ""),
          prometheus(
              "label/{name}/values", "Values of a label", List.of(MATCH, START, END, LIMIT), ""),
          prometheus(
              "series",
              "Series by selectors",
              List.of(MATCH, START, END, LIMIT),
              "match%5B%5D=mynah_http_requests_total"),
          prometheus(
              "metadata",
              "Types and help of metrics",
              List.of(
                  Parameter.one("metric", "Only this one.", "mynah_http_requests_total"), LIMIT),
              ""),
          prometheus("rules", "Rules; there are none", List.of(), ""),
          prometheus(
              "query_exemplars",
              "Traces of single requests",
              List.of(QUERY, START, END),
              "query=mynah_http_request_duration_seconds_bucket&start=1795829400&end=1795833000"),
          prometheus("status/buildinfo", "The version", List.of(), ""),
          new Operation(
              "GET",
              "/api/analytics/stream",
              new Operation.Text(
                  "Live",
                  "What happens now",
                  "Server-sent events, or a WebSocket where the request asks for one: each second's"
                      + " counts by route, and requests of the log as they happen."),
              List.of(),
              Reply.of(200, "text/event-stream"),
              ""),
          new Operation(
              "POST",
              "/api/admin/retention/run",
              new Operation.Text(ADMIN, "Removes now what is kept no longer", ""),
              List.of(),
              Reply.of(200, Reply.JSON),
              ""),
          new Operation(
              "POST",
              "/api/analytics/forget",
              new Operation.Text(
                  ADMIN,
                  "Removes the rows of a consumer or a client",
                  "The body, as JSON, names one of them as it is stored: consumer, or client for an"
                      + " address. Tells how many names were overwritten, and requests, captures"
                      + " and clientDays removed."),
              List.of(),
              Reply.of(200, Reply.JSON),
              "-H 'Content-Type: application/json' -d '{\"consumer\":\"shop\"}'"));

  private Neighbours() {}

  private static Operation prometheus(
      String path, String summary, List<Parameter> parameters, String example) {
    return new Operation(
        "GET",
        "/api/v1/" + path,
        new Operation.Text(
            PROMETHEUS,
            summary,
            "As in the HTTP API of Prometheus; also as a form by POST where Prometheus takes one."),
        parameters,
        Reply.of(200, Reply.JSON),
        example);
  }
}
