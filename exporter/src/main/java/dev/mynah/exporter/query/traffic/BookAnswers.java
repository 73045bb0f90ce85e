package dev.mynah.exporter.query.traffic;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.PAGE;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Head;
import dev.mynah.exporter.query.answer.PageShown;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.query.count.Dimension;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Table;
import dev.mynah.exporter.query.count.Volume;
import dev.mynah.exporter.route.RouteBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is configured, held against what is asked for. */
public final class BookAnswers {
  private static final int MOST = 10_000;
  private static final List<Parameter> OF_ROUTES =
      List.of(
          Parameter.several("route", "Only these routes, by id.", "get-user").also("endpoint_id"),
          Parameter.several("group", "Only routes of these groups.", "users"));
  private static final List<Parameter> OF_PATHS =
      FILTERS.stream()
          .filter(
              each -> List.of("method", "workspace", "environment", "source").contains(each.name()))
          .toList();

  private final Supplier<RouteBook> routes;

  public BookAnswers(Supplier<RouteBook> routes) {
    this.routes = routes;
  }

  /** A route that nobody asked for. */
  public record DeadRow(
      @About("The route's id.") String route,
      @About("Its group.") String group,
      @About("mock, proxy, auto ...") String mode,
      @About("Its upstream; empty where none is named.") String upstream,
      @About("Its path; empty where any will do.") String path,
      @About("Its methods; empty for any.") List<String> methods,
      @About("The last request that is stored of, epoch milliseconds; null without any.")
          @Nullable Long lastHit,
      @About("Requests that are stored, ever.") double requestsEver) {}

  /** A path that nobody serves. */
  public record MissingRow(
      @About("The method.") String method,
      @About("The path, with what looks like an id replaced.") String path,
      @About("Requests, from samples.") double requests,
      @About("The first of them, epoch milliseconds.") long firstTime,
      @About("The last of them, epoch milliseconds.") long lastTime) {}

  /** A route. */
  public record RouteRow(
      @About("The route's id.") String route,
      @About("Its group; empty where it is not configured now.") String group,
      @About("mock, proxy, auto ...; empty where it is not configured now.") String mode,
      @About("Its upstream; empty where none is named.") String upstream,
      @About("What one call to the real service costs.") BigDecimal cost,
      @About("Its methods; empty for any.") List<String> methods,
      @About("Its path; empty where any will do.") String path,
      @About("Whether it is configured now.") boolean configured,
      @About("Requests in the range.") double requests) {}

  /** The paths of this chapter. */
  public List<Offer> offers() {
    return List.of(
        Offer.of(
                "dead-routes",
                Offer.text(
                    RouteAnswers.TAG,
                    "Configured routes that nobody asked for",
                    "Those without a request since `from`, the longest unused first; `last_hit`"
                        + " null means never, as far as counts are stored."),
                Asked.of(TIME, OF_ROUTES, PAGE),
                Offer.rows(DeadRow.class),
                "timeframe=7d",
                this::dead)
            .over(Duration.ofDays(7)),
        Offer.of(
            "missing-routes",
            Offer.text(
                RouteAnswers.TAG,
                "Paths that nobody serves",
                "Unmatched requests by method and normalised path, most asked for first."),
            Asked.of(TIME, OF_PATHS, PAGE),
            Offer.rows(MissingRow.class),
            "timeframe=24h",
            BookAnswers::missing),
        Offer.of(
            "routes",
            Offer.text(
                RouteAnswers.TAG,
                "What there is",
                "All configured routes, and those that still have counts in the range."),
            Asked.of(TIME, OF_ROUTES, PAGE),
            Offer.rows(RouteRow.class),
            "",
            this::all));
  }

  private Answer dead(Inquiry inquiry) {
    Question question = inquiry.question();
    long since = question.range().fromMillis();
    Table<Volume> ever = inquiry.volumes(inquiry.ever(), List.of(Dimension.ROUTE));
    List<DeadRow> rows =
        routes.get().all().stream()
            .filter(entry -> wanted(question, entry))
            .map(entry -> dead(entry, ever.get(List.of(entry.id()), 0)))
            .filter(row -> row.lastHit() == null || row.lastHit() < since)
            .sorted(
                Comparator.comparingLong((DeadRow row) -> row.lastHit() == null ? 0 : row.lastHit())
                    .thenComparing(DeadRow::route))
            .toList();
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(question, rows));
  }

  private static DeadRow dead(RouteBook.Entry entry, Volume volume) {
    return new DeadRow(
        entry.id(),
        entry.group(),
        entry.mode(),
        entry.upstream(),
        entry.path(),
        entry.methods(),
        TrafficAnswers.moment(volume.lastMillis()),
        volume.requests());
  }

  private static boolean wanted(Question question, RouteBook.Entry entry) {
    Map<String, List<String>> filters = question.filters().byField();
    return filters.getOrDefault("route", List.of(entry.id())).contains(entry.id())
        && filters.getOrDefault("group", List.of(entry.group())).contains(entry.group());
  }

  private static Answer missing(Inquiry inquiry) {
    List<MissingRow> rows =
        inquiry.log().missingPaths(inquiry.filter(false), MOST).stream()
            .map(BookAnswers::missing)
            .toList();
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(inquiry.question(), rows));
  }

  private static MissingRow missing(LogReader.MissingPath path) {
    return new MissingRow(
        path.method(), path.path(), path.requests(), path.firstMillis(), path.lastMillis());
  }

  private Answer all(Inquiry inquiry) {
    Question question = inquiry.question();
    Table<Volume> volumes = inquiry.volumes(inquiry.whole(), List.of(Dimension.ROUTE));
    Map<String, RouteRow> rows = new LinkedHashMap<>();
    for (RouteBook.Entry entry : routes.get().all()) {
      if (wanted(question, entry)) {
        double requests = volumes.get(List.of(entry.id()), 0).requests();
        rows.put(entry.id(), configured(entry, requests));
      }
    }
    for (List<String> group : TrafficAnswers.sorted(volumes.groups())) {
      String id = TrafficAnswers.name(group);
      rows.computeIfAbsent(id, key -> gone(key, volumes.get(group, 0).requests()));
    }
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(question, List.copyOf(rows.values())));
  }

  private static RouteRow configured(RouteBook.Entry entry, double requests) {
    return new RouteRow(
        entry.id(),
        entry.group(),
        entry.mode(),
        entry.upstream(),
        entry.cost(),
        entry.methods(),
        entry.path(),
        true,
        requests);
  }

  private static RouteRow gone(String id, double requests) {
    return new RouteRow(id, "", "", "", BigDecimal.ZERO, List.of(), "", false, requests);
  }
}
