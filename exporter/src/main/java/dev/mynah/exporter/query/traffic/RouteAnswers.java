package dev.mynah.exporter.query.traffic;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.PAGE;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.openapi.Inline;
import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Head;
import dev.mynah.exporter.query.answer.PageShown;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.count.Dimension;
import dev.mynah.exporter.query.count.Durations;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Table;
import dev.mynah.exporter.query.count.Volume;
import dev.mynah.exporter.route.RouteBook;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Routes by how much they are used. */
public final class RouteAnswers {
  static final String TAG = "Routes";
  private static final Parameter SORT =
      Parameter.choice(
          "sort",
          "What comes first; the largest first.",
          "requests",
          "errors",
          "error_rate",
          "bytes_in",
          "bytes_out",
          "last_hit",
          "avg",
          "p95",
          "p99");

  /** More than this are not named one by one when durations are read. */
  private static final int NAMED_ROUTES = 500;

  private static final Set<String> BY_DURATION = Set.of("avg", "p95", "p99");

  private final Supplier<RouteBook> routes;

  public RouteAnswers(Supplier<RouteBook> routes) {
    this.routes = routes;
  }

  /** A route and its traffic. */
  public record EndpointRow(
      @About("The route's id; _unmatched is what no route claimed.") String route,
      @About("Its group; empty where it is not configured now.") String group,
      @About("Its mode; empty where it is not configured now.") String mode,
      @About("Of all requests, 0 to 1.") double share,
      @Inline Counts counts,
      @About("The first request in the range; null without any.") @Nullable Long firstHit,
      @About("The last request in the range; null without any.") @Nullable Long lastHit,
      @About("The mean duration in seconds.") @Nullable Double avg,
      @About("Median in seconds.") @Nullable Double p50,
      @About("95th percentile in seconds; /api/analytics/latency has the bounds.")
          @Nullable Double p95,
      @About("99th percentile in seconds.") @Nullable Double p99) {}

  /** The paths of this chapter. */
  public List<Offer> offers() {
    return List.of(
        Offer.of(
            "top-endpoints",
            Offer.text(TAG, "Routes by their traffic", ""),
            Asked.of(TIME, List.of(SORT), FILTERS, PAGE),
            Offer.rows(EndpointRow.class),
            "timeframe=24h&sort=p95&limit=10",
            this::top));
  }

  private Answer top(Inquiry inquiry) {
    Spans whole = inquiry.whole();
    List<Dimension> byRoute = List.of(Dimension.ROUTE);
    Table<Volume> volumes = inquiry.volumes(whole, byRoute);
    TrafficAnswers.timed(inquiry);
    String sort = inquiry.question().value("sort").orElse("requests");
    boolean byDuration = BY_DURATION.contains(sort);
    Optional<Table<Durations>> all =
        byDuration ? Optional.of(inquiry.durations(whole, byRoute)) : Optional.empty();
    ToDoubleFunction<List<String>> rank =
        route ->
            byDuration
                ? duration(all.map(t -> t.get(route, 0)).orElseGet(Durations::new), sort)
                : volume(volumes.get(route, 0), sort);
    List<List<String>> ordered = ordered(volumes.groups(), rank);
    PageShown.Cut<List<String>> page = PageShown.cut(inquiry.question(), ordered);
    List<String> shown = page.rows().stream().map(TrafficAnswers::name).toList();
    boolean few = shown.size() <= NAMED_ROUTES;
    Table<Durations> durations =
        all.orElseGet(() -> inquiry.durations(whole, byRoute, few ? shown : List.of()));
    double sum = TrafficAnswers.sum(volumes);
    RouteBook book = routes.get();
    List<EndpointRow> rows =
        page.rows().stream()
            .map(route -> row(route, volumes.get(route, 0), durations.get(route, 0), book, sum))
            .toList();
    return Answer.of(Head.of(inquiry)).with("data", rows).with("page", page.page());
  }

  /** Ranks are worked out once for each, not at each comparison. */
  private static List<List<String>> ordered(
      List<List<String>> groups, ToDoubleFunction<List<String>> rank) {
    return groups.stream()
        .map(route -> new Ranked(route, rank.applyAsDouble(route)))
        .sorted(
            Comparator.comparingDouble(Ranked::rank)
                .reversed()
                .thenComparing(ranked -> TrafficAnswers.name(ranked.route())))
        .map(Ranked::route)
        .toList();
  }

  private record Ranked(List<String> route, double rank) {}

  private static double volume(Volume volume, String sort) {
    return switch (sort) {
      case "errors" -> volume.errors();
      case "error_rate" -> volume.errorRate();
      case "bytes_in" -> volume.bytesIn();
      case "bytes_out" -> volume.bytesOut();
      case "last_hit" -> volume.lastMillis();
      default -> volume.requests();
    };
  }

  private static double duration(Durations durations, String sort) {
    Double value =
        switch (sort) {
          case "p95" -> Latency.value(durations.percentile(0.95));
          case "p99" -> Latency.value(durations.percentile(0.99));
          default -> durations.mean();
        };
    return value == null ? -1 : value;
  }

  private static EndpointRow row(
      List<String> group, Volume volume, Durations durations, RouteBook book, double sum) {
    String id = TrafficAnswers.name(group);
    Optional<RouteBook.Entry> entry = book.find(id);
    return new EndpointRow(
        id,
        entry.map(RouteBook.Entry::group).orElse(""),
        entry.map(RouteBook.Entry::mode).orElse(""),
        TrafficAnswers.share(volume.requests(), sum),
        Counts.of(volume),
        TrafficAnswers.moment(volume.firstMillis()),
        TrafficAnswers.moment(volume.lastMillis()),
        durations.mean(),
        Latency.value(durations.percentile(0.5)),
        Latency.value(durations.percentile(0.95)),
        Latency.value(durations.percentile(0.99)));
  }
}
