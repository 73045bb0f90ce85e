package dev.mynah.exporter.query;

import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.control.Content;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.openapi.Operation;
import dev.mynah.exporter.openapi.Reply;
import dev.mynah.exporter.query.answer.AnalyticsEndpoint;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Cors;
import dev.mynah.exporter.query.ask.QuestionReader;
import dev.mynah.exporter.query.ask.Refusal;
import dev.mynah.exporter.query.count.Sources;
import dev.mynah.exporter.query.traffic.LogWhole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One request of the log, with what was captured of it. */
final class LogEntryEndpoint {
  private static final String PATH = "/api/analytics/logs/";
  private static final String MOUNTED = PATH + "*";
  private static final Operation GET =
      new Operation(
          "GET",
          PATH + "{id}",
          new Operation.Text(
              "Request log",
              "One request, with captured fields and bodies",
              "The id is that of a row of the log; 404 once it is kept no more."),
          List.of(),
          Reply.json(LogWhole.class),
          "");

  private final Sources sources;
  private final Cors cors;
  private final QuestionReader reader;

  LogEntryEndpoint(Sources sources, Cors cors) {
    this.sources = sources;
    this.cors = cors;
    this.reader = new QuestionReader(GET, Duration.ofDays(1), sources.settings(), sources.clock());
  }

  static List<Operation> operations() {
    return List.of(GET);
  }

  List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
            MOUNTED, request -> AnalyticsEndpoint.guarded(cors, request, () -> get(request))),
        cors.preflight(MOUNTED, Set.of("GET")));
  }

  private AdminResponse get(AdminRequest request) {
    reader.read(request.query());
    LogEntry found =
        id(request)
            .flatMap(sources.log()::find)
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        request.rest() + ": no such request; GET /api/analytics/logs lists them"));
    byte[] bytes = Answer.of(LogWhole.of(found)).bytes();
    return AdminResponse.of(200, Reply.JSON, Content.of(bytes));
  }

  private static Optional<Long> id(AdminRequest request) {
    try {
      return Optional.of(Long.parseLong(request.rest()));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }
}
