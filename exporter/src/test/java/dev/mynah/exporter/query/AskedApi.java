package dev.mynah.exporter.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.control.Content;
import dev.mynah.control.ProblemException;
import dev.mynah.exporter.fake.MadeUpTraffic;
import dev.mynah.exporter.query.ask.ApiSettings;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.QueryTurns;
import dev.mynah.exporter.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The API over made-up traffic, asked without a network. */
final class AskedApi {
  static final ObjectMapper JSON = new ObjectMapper();

  final List<AdminRoute> routes;

  AskedApi(MadeUpTraffic traffic) {
    this(traffic, ApiSettings.DEFAULT);
  }

  AskedApi(MadeUpTraffic traffic, ApiSettings settings) {
    routes = routes(traffic.stored(), traffic.book, settings);
  }

  AskedApi(Store store, RouteBook book) {
    routes =
        routes(
            new AnalyticsParts.Stored(
                store.counts(), store.log(), store.snapshots(), store.patterns(), store.gaps()),
            book,
            ApiSettings.DEFAULT);
  }

  private static List<AdminRoute> routes(
      AnalyticsParts.Stored stored, RouteBook book, ApiSettings settings) {
    Clock clock = Clock.fixed(Instant.ofEpochMilli(MadeUpTraffic.NOW), ZoneOffset.UTC);
    return AnalyticsApi.routes(
        new AnalyticsParts(stored, () -> book, settings, new QueryTurns(2), clock));
  }

  /** A GET below {@code /api/analytics/} that is answered. */
  JsonNode get(String target) throws Exception {
    AdminResponse answer = ask("GET", "/api/analytics/" + target, Map.of());
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + text(answer));
    }
    return JSON.readTree(text(answer));
  }

  /** A GET below {@code /api/analytics/} that is refused. */
  JsonNode refused(String target) throws Exception {
    AdminResponse answer = ask("GET", "/api/analytics/" + target, Map.of());
    if (answer.status() < 400) {
      throw new AssertionError(answer.status() + " " + text(answer));
    }
    return JSON.readTree(text(answer));
  }

  AdminResponse ask(String method, String target, Map<String, String> headers) throws Exception {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    AdminRoute route = route(method, path);
    String rest = route.path().endsWith("/*") ? path.substring(route.path().length() - 1) : "";
    try {
      return route
          .endpoint()
          .answer(new AdminRequest(method, path, rest, query, headers, Content.EMPTY));
    } catch (ProblemException refusal) {
      return refusal.problem().answer();
    }
  }

  private AdminRoute route(String method, String path) {
    for (AdminRoute route : routes) {
      boolean here =
          route.path().equals(path)
              || route.path().endsWith("/*")
                  && path.startsWith(route.path().substring(0, route.path().length() - 1));
      if (here && route.methods().contains(method)) {
        return route;
      }
    }
    throw new AssertionError("no route for " + method + " " + path);
  }

  static String text(AdminResponse answer) throws IOException {
    if (answer.body() instanceof AdminResponse.Whole whole) {
      return whole.content().utf8();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ((AdminResponse.Streamed) answer.body()).writer().writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
