package dev.mynah.exporter.query;

import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.exporter.export.ExportApi;
import dev.mynah.exporter.openapi.Neighbours;
import dev.mynah.exporter.openapi.OpenApiDocument;
import dev.mynah.exporter.openapi.Operation;
import dev.mynah.exporter.openapi.Reply;
import dev.mynah.exporter.query.answer.AnalyticsEndpoint;
import dev.mynah.exporter.query.answer.Answering;
import dev.mynah.exporter.query.answer.Cors;
import dev.mynah.exporter.query.ask.QuestionReader;
import dev.mynah.exporter.query.count.Sources;
import dev.mynah.exporter.query.traffic.BookAnswers;
import dev.mynah.exporter.query.traffic.CallerAnswers;
import dev.mynah.exporter.query.traffic.ErrorAnswers;
import dev.mynah.exporter.query.traffic.LatencyAnswers;
import dev.mynah.exporter.query.traffic.LogAnswers;
import dev.mynah.exporter.query.traffic.MoneyAnswers;
import dev.mynah.exporter.query.traffic.Offer;
import dev.mynah.exporter.query.traffic.PatternAnswers;
import dev.mynah.exporter.query.traffic.RouteAnswers;
import dev.mynah.exporter.query.traffic.SavingsAnswers;
import dev.mynah.exporter.query.traffic.TrafficAnswers;
import dev.mynah.exporter.route.RouteBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The routes of the JSON analytics API, its export and its description. */
public final class AnalyticsApi {
  private static final String ROOT = "/api/analytics/";
  private static final Operation DOCUMENT =
      new Operation(
          "GET",
          "/api/openapi.json",
          new Operation.Text("Description", "This document, as OpenAPI 3.1", ""),
          List.of(),
          Reply.of(200, Reply.JSON),
          "");

  private AnalyticsApi() {}

  /** All of them, to be mounted on the admin port. */
  public static List<AdminRoute> routes(AnalyticsParts parts) {
    Sources sources = parts.sources();
    Cors cors = new Cors(parts.settings().corsOrigins());
    List<Offer> offers = offers(parts.routes());
    List<AdminRoute> routes = new ArrayList<>();
    for (Offer offer : offers) {
      routes.add(AdminRoute.get(offer.operation().path(), endpoint(offer, parts, sources, cors)));
      routes.add(cors.preflight(offer.operation().path(), Set.of("GET")));
    }
    Answering overview = answering(offers, "overview");
    Answering endpoints = answering(offers, "top-endpoints");
    routes.addAll(
        new SnapshotEndpoints(sources, parts.stored().snapshots(), overview, endpoints, cors)
            .routes());
    routes.addAll(new LogEntryEndpoint(sources, cors).routes());
    routes.addAll(ExportApi.routes(sources, endpoints, cors));
    routes.add(
        AdminRoute.get(
                DOCUMENT.path(),
                request ->
                    AnalyticsEndpoint.guarded(
                        cors,
                        request,
                        () -> AdminResponse.json(200, OpenApiDocument.text(operations()))))
            .titled("What the APIs offer, as OpenAPI"));
    return routes.stream().map(cors::admitted).toList();
  }

  /** What is declared of all APIs of the exporter. */
  public static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    offers(() -> RouteBook.EMPTY).forEach(offer -> all.add(offer.operation()));
    all.addAll(LogEntryEndpoint.operations());
    all.addAll(SnapshotEndpoints.operations());
    all.addAll(ExportApi.operations());
    all.add(DOCUMENT);
    all.addAll(Neighbours.ALL);
    return List.copyOf(all);
  }

  private static AnalyticsEndpoint endpoint(
      Offer offer, AnalyticsParts parts, Sources sources, Cors cors) {
    QuestionReader reader =
        new QuestionReader(offer.operation(), offer.span(), sources.settings(), sources.clock());
    return new AnalyticsEndpoint(sources, reader, offer.answering(), parts.turns(), cors);
  }

  private static Answering answering(List<Offer> offers, String name) {
    return offers.stream()
        .filter(offer -> offer.operation().path().equals(ROOT + name))
        .map(Offer::answering)
        .findFirst()
        .orElseThrow();
  }

  private static List<Offer> offers(Supplier<RouteBook> routes) {
    List<Offer> all = new ArrayList<>();
    all.addAll(TrafficAnswers.offers());
    all.addAll(LatencyAnswers.offers());
    all.addAll(PatternAnswers.offers());
    all.addAll(new RouteAnswers(routes).offers());
    all.addAll(new BookAnswers(routes).offers());
    all.addAll(ErrorAnswers.offers());
    all.addAll(CallerAnswers.offers());
    all.addAll(new MoneyAnswers(routes).offers());
    all.addAll(new SavingsAnswers(routes).offers());
    all.addAll(LogAnswers.offers());
    return all;
  }
}
