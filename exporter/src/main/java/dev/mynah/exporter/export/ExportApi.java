package dev.mynah.exporter.export;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.LOG_FILTERS;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.control.AdminRoute;
import dev.mynah.exporter.openapi.Operation;
import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.exporter.openapi.Reply;
import dev.mynah.exporter.query.answer.Answering;
import dev.mynah.exporter.query.answer.Cors;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.ask.QuestionReader;
import dev.mynah.exporter.query.count.Sources;
import dev.mynah.exporter.query.traffic.LogRow;
import dev.mynah.exporter.query.traffic.RouteAnswers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** The routes of the exports. */
public final class ExportApi {
  /** The rows of each dataset. */
  public static final Map<String, Class<? extends Record>> TYPES =
      Map.of(
          "metrics", MetricRow.class,
          "endpoints", RouteAnswers.EndpointRow.class,
          "errors", LogRow.class,
          "logs", LogRow.class);

  private static final int AT_ONCE = 3;
  private static final Parameter DATASET =
      Parameter.choice("dataset", "What is exported.", "metrics", "endpoints", "errors", "logs");
  private static final Parameter RESOLUTION =
      Parameter.choice(
          "resolution",
          "How long the spans of metrics are; at the ends of the range they are shorter.",
          "hour",
          "minute",
          "day",
          "month");
  private static final Parameter FORMULAS =
      Parameter.choice(
          "formulas",
          "Whether a text that a spreadsheet would take for a formula gets an apostrophe in front.",
          "escape",
          "keep");
  private static final Parameter FORMAT =
      Parameter.choice("format", "One array, or one object on each line.", "array", "lines");

  private static final Operation CSV =
      operation(
          "csv",
          "As CSV",
          "RFC 4180 in UTF-8, with a header; docs/csv-format.md has the columns.",
          FORMULAS,
          Reply.of(200, "text/csv"),
          "dataset=endpoints&timeframe=24h");
  private static final Operation JSON =
      operation(
          "json",
          "As JSON",
          "An array of rows, or a row on each line; the fields are the columns of the CSV.",
          FORMAT,
          Reply.of(200, "application/x-ndjson"),
          "dataset=logs&format=lines&timeframe=1h");

  private ExportApi() {}

  /** What is declared of them. */
  public static List<Operation> operations() {
    return List.of(CSV, JSON);
  }

  /** The routes; endpoints are those of the path that lists them. */
  public static List<AdminRoute> routes(Sources sources, Answering endpoints, Cors cors) {
    Dataset dataset = new Dataset(sources, endpoints);
    Semaphore places = new Semaphore(AT_ONCE);
    return List.of(
        route(CSV, new ExportEndpoint(dataset, reader(CSV, sources), cors, places, true)),
        cors.preflight(CSV.path(), Set.of("GET")),
        route(JSON, new ExportEndpoint(dataset, reader(JSON, sources), cors, places, false)),
        cors.preflight(JSON.path(), Set.of("GET")));
  }

  private static AdminRoute route(Operation operation, ExportEndpoint endpoint) {
    return AdminRoute.get(operation.path(), endpoint::answer);
  }

  private static QuestionReader reader(Operation operation, Sources sources) {
    return new QuestionReader(operation, Duration.ofDays(1), sources.settings(), sources.clock());
  }

  private static Operation operation(
      String name, String summary, String detail, Parameter own, Reply reply, String example) {
    return new Operation(
        "GET",
        "/api/analytics/export/" + name,
        new Operation.Text("Export", summary, detail),
        Asked.of(List.of(DATASET, own, RESOLUTION), TIME, FILTERS, LOG_FILTERS),
        reply,
        example);
  }
}
