package dev.mynah.exporter.query;

import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.control.Content;
import dev.mynah.exporter.log.Snapshots;
import dev.mynah.exporter.log.Snapshots.Snapshot;
import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.openapi.Operation;
import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.exporter.openapi.RawJson;
import dev.mynah.exporter.openapi.Reply;
import dev.mynah.exporter.query.answer.AnalyticsEndpoint;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Answering;
import dev.mynah.exporter.query.answer.Cors;
import dev.mynah.exporter.query.answer.PageShown;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.query.ask.QuestionReader;
import dev.mynah.exporter.query.ask.Refusal;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Keeps answers and gives them back. */
final class SnapshotEndpoints {
  private static final String PATH = "/api/analytics/snapshots";
  private static final String ONE = PATH + "/{id}";
  private static final String TAG = "Snapshots";
  private static final int LONGEST_NAME = Snapshots.NAME_CHARACTERS;
  private static final Parameter NAME =
      Parameter.one("name", "What it is called, up to 200 characters.", "before-release");

  private static final Operation CREATE =
      new Operation(
          "POST",
          PATH,
          new Operation.Text(
              TAG, "Keeps the overview and the top endpoints of a range", "No body is needed."),
          Asked.of(List.of(NAME), Asked.TIME, Asked.FILTERS),
          Reply.json(SnapshotRow.class).status(201),
          "name=before-release&timeframe=24h");
  private static final Operation LIST =
      new Operation(
          "GET",
          PATH,
          new Operation.Text(TAG, "What was kept, newest first", ""),
          Asked.PAGE,
          new Reply(200, Reply.JSON, java.util.Optional.empty(), java.util.Map.of())
              .rows("data", SnapshotRow.class)
              .object("page", PageShown.class),
          "limit=10");
  private static final Operation GET =
      new Operation(
          "GET",
          ONE,
          new Operation.Text(TAG, "One of them, with what it holds", ""),
          List.of(),
          Reply.json(SnapshotWhole.class),
          "");
  private static final Operation DELETE =
      new Operation(
          "DELETE",
          ONE,
          new Operation.Text(TAG, "Forgets one", ""),
          List.of(),
          Reply.of(204, ""),
          "");

  private final Sources sources;
  private final Snapshots snapshots;
  private final Answering overview;
  private final Answering endpoints;
  private final Cors cors;

  /** A kept answer without what it holds. */
  record SnapshotRow(
      @About("Grows with the order of making.") long id,
      @About("As its maker calls it.") String name,
      @About("When it was made, epoch milliseconds.") long created) {}

  /** A kept answer. */
  record SnapshotWhole(
      @About("Grows with the order of making.") long id,
      @About("As its maker calls it.") String name,
      @About("When it was made, epoch milliseconds.") long created,
      @About("overview and top_endpoints, as those paths answered.") RawJson content) {}

  SnapshotEndpoints(
      Sources sources, Snapshots snapshots, Answering overview, Answering endpoints, Cors cors) {
    this.sources = sources;
    this.snapshots = snapshots;
    this.overview = overview;
    this.endpoints = endpoints;
    this.cors = cors;
  }

  static List<Operation> operations() {
    return List.of(CREATE, LIST, GET, DELETE);
  }

  List<AdminRoute> routes() {
    return List.of(
        AdminRoute.of(Set.of("POST"), PATH, request -> guarded(request, () -> create(request))),
        AdminRoute.get(PATH, request -> guarded(request, () -> list(request))),
        cors.preflight(PATH, Set.of("GET", "POST")),
        AdminRoute.get(PATH + "/*", request -> guarded(request, () -> get(request))),
        AdminRoute.of(
            Set.of("DELETE"), PATH + "/*", request -> guarded(request, () -> delete(request))),
        cors.preflight(PATH + "/*", Set.of("GET", "DELETE")));
  }

  private AdminResponse guarded(AdminRequest request, AnalyticsEndpoint.Work work) {
    return AnalyticsEndpoint.guarded(cors, request, work);
  }

  private AdminResponse create(AdminRequest request) {
    Question question = read(CREATE, request);
    String name = question.value("name").orElse("");
    if (name.length() > LONGEST_NAME) {
      throw Refusal.badValue("name", name, "up to " + LONGEST_NAME + " characters");
    }
    Answer first = asked(overview, question);
    Answer second = asked(endpoints, question);
    String json = "{\"overview\":" + text(first) + ",\"top_endpoints\":" + text(second) + "}";
    if (json.length() > Snapshots.MOST_CHARACTERS) {
      throw Refusal.bad(
          "too-large", "the answers are longer than a snapshot may be; name fewer routes");
    }
    Snapshot made = snapshots.create(name, json);
    return json(201, Answer.of(row(made))).with("Location", PATH + "/" + made.id());
  }

  private Answer asked(Answering answering, Question question) {
    try (Inquiry inquiry = new Inquiry(sources, question)) {
      return answering.answer(inquiry);
    }
  }

  private static String text(Answer answer) {
    return new String(answer.bytes(), StandardCharsets.UTF_8).strip();
  }

  private AdminResponse list(AdminRequest request) {
    Question question = read(LIST, request);
    long before = question.page().after() < 0 ? Long.MAX_VALUE : question.page().after();
    int limit = question.page().limit();
    List<Snapshot> found = snapshots.list(before, limit + 1);
    List<Snapshot> page = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? question.cursor(page.get(limit - 1).id()) : null;
    return json(
        200,
        Answer.bare()
            .with("data", page.stream().map(SnapshotEndpoints::row).toList())
            .with("page", new PageShown(limit, null, next)));
  }

  private AdminResponse get(AdminRequest request) {
    read(GET, request);
    Snapshot found = snapshots.get(id(request)).orElseThrow(() -> absent(request));
    SnapshotWhole whole =
        new SnapshotWhole(found.id(), found.name(), found.timeMillis(), new RawJson(found.json()));
    return json(200, Answer.of(whole));
  }

  private AdminResponse delete(AdminRequest request) {
    read(DELETE, request);
    if (!snapshots.delete(id(request))) {
      throw absent(request);
    }
    return AdminResponse.of(204, Reply.JSON, Content.EMPTY);
  }

  private Question read(Operation operation, AdminRequest request) {
    return new QuestionReader(operation, Duration.ofDays(1), sources.settings(), sources.clock())
        .read(request.query());
  }

  private static long id(AdminRequest request) {
    try {
      return Long.parseLong(request.rest());
    } catch (NumberFormatException e) {
      throw absent(request);
    }
  }

  private static RuntimeException absent(AdminRequest request) {
    return Refusal.notFound(request.rest() + ": no such snapshot; GET " + PATH + " lists them");
  }

  private static SnapshotRow row(Snapshot snapshot) {
    return new SnapshotRow(snapshot.id(), snapshot.name(), snapshot.timeMillis());
  }

  private static AdminResponse json(int status, Answer answer) {
    return AdminResponse.of(status, Reply.JSON, Content.of(answer.bytes()));
  }
}
