package dev.mynah.exporter.query.traffic;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.PAGE;
import static dev.mynah.exporter.query.ask.Asked.STEP;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.openapi.Inline;
import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.exporter.openapi.Reply;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Head;
import dev.mynah.exporter.query.answer.PageShown;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.count.Dimension;
import dev.mynah.exporter.query.count.Durations;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Table;
import dev.mynah.exporter.query.count.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much there was: in all, over time, by protocol and by status. */
public final class TrafficAnswers {
  static final String TAG = "Traffic";
  private static final String NONE = "none";
  private static final String DURATIONS_SAMPLED =
      "durations are counted by route and outcome only: with these filters they are drawn from the"
          + " request log";

  /** What a series may be parted by. */
  static final Parameter BY =
      Parameter.choice(
          "by",
          "One series for each value of this.",
          NONE,
          "route",
          "group",
          "method",
          "status",
          "outcome",
          "protocol",
          "workspace",
          "environment",
          "consumer");

  private TrafficAnswers() {}

  /** Everything at a glance. */
  public record Overview(
      @Inline Counts counts,
      @About("Requests per second over the range.") double rate,
      @About("Status 429.") double rateLimited,
      @About("Status 504.") double timeouts,
      @About("Requests that no route claimed.") double unmatched,
      @About("Answers out of cache or dedup window per request, 0 to 1.") double reusedRate,
      @About("Routes with a request.") int activeRoutes,
      @About("The first request in the range; null without any.") @Nullable Long firstHit,
      @About("The last request in the range; null without any.") @Nullable Long lastHit,
      @About("counts or samples: what the durations rest on.") String durationBasis,
      @About("How long answering took.") Latency latency) {}

  /** A span of a series. */
  public record RequestsRow(
      @About("Where the span begins, epoch milliseconds.") long time,
      @About("The value of what was asked for by `by`; empty without.") String name,
      @About("Requests per second over the part of the span that lies in the range.") double rate,
      @Inline Counts counts) {}

  /** A protocol. */
  public record ProtocolRow(
      @About("http/1.0, http/1.1, h2 or websocket.") String protocol,
      @About("Of all requests, 0 to 1.") double share,
      @Inline Counts counts) {}

  /** A status. */
  public record StatusRow(
      @About("The status; 0 where there was no answer.") int status,
      @About("2xx, 4xx and so on; none where there was no answer.") String statusClass,
      @About("Requests.") double requests,
      @About("Of all requests, 0 to 1.") double share) {}

  /** The paths of this chapter. */
  public static List<Offer> offers() {
    return List.of(
        Offer.of(
            "overview",
            Offer.text(TAG, "Everything at a glance", "Totals and percentiles over the range."),
            Asked.of(TIME, FILTERS),
            Reply.json(Head.class).object("data", Overview.class),
            "timeframe=1h",
            TrafficAnswers::overview),
        Offer.of(
            "requests",
            Offer.text(
                TAG,
                "Requests over time",
                "One row for each span, and for each value of `by`, in order of time."),
            Asked.of(TIME, STEP, List.of(BY), FILTERS, PAGE),
            Offer.rows(RequestsRow.class),
            "from=-1h&step=1m&by=route",
            TrafficAnswers::requests),
        Offer.of(
            "protocol-breakdown",
            Offer.text(TAG, "Requests by protocol", "Most requests first."),
            Asked.of(TIME, FILTERS, PAGE),
            Offer.rows(ProtocolRow.class),
            "timeframe=24h",
            TrafficAnswers::protocols),
        Offer.of(
            "status-codes",
            Offer.text(TAG, "Requests by status", "In order of status."),
            Asked.of(TIME, FILTERS, PAGE),
            Offer.rows(StatusRow.class),
            "timeframe=24h",
            TrafficAnswers::statuses));
  }

  /** What was asked for by {@code by}. */
  static List<Dimension> by(Question question) {
    String by = question.value("by").orElse(NONE);
    return by.equals(NONE) ? List.of() : List.of(Dimension.of(by));
  }

  /** The name of a group. */
  static String name(List<String> group) {
    return group.isEmpty() ? "" : group.get(0);
  }

  private static Answer overview(Inquiry inquiry) {
    Spans whole = inquiry.whole();
    boolean routesCounted = inquiry.countsKnow(List.of(Dimension.ROUTE));
    Table<Volume> volumes = inquiry.volumes(whole, List.of());
    List<List<String>> routes =
        inquiry.volumes(whole, List.of(Dimension.ROUTE)).groups().stream()
            .filter(route -> !name(route).startsWith("_"))
            .toList();
    boolean timed = timed(inquiry);
    Durations durations = inquiry.durations(whole, List.of()).get(List.of(), 0);
    Volume volume = volumes.get(List.of(), 0);
    Overview overview =
        new Overview(
            Counts.of(volume),
            volume.requests() / whole.seconds(0),
            volume.rateLimited(),
            volume.timeouts(),
            volume.unmatched(),
            share(volume.cached() + volume.deduplicated(), volume.requests()),
            routes.size(),
            moment(volume.firstMillis()),
            moment(volume.lastMillis()),
            timed && routesCounted ? "counts" : "samples",
            Latency.of(durations));
    return Answer.of(Head.of(inquiry)).with("data", overview);
  }

  /** Whether durations are exact; where they are not, the answer says so. */
  static boolean timed(Inquiry inquiry) {
    boolean timed = inquiry.timingsKnow(List.of());
    if (!timed && inquiry.countsKnow(List.of())) {
      inquiry.warn(DURATIONS_SAMPLED);
    }
    return timed;
  }

  private static Answer requests(Inquiry inquiry) {
    Spans spans = inquiry.spans();
    List<Dimension> by = by(inquiry.question());
    Table<Volume> volumes = inquiry.volumes(spans, by);
    List<List<String>> groups = sorted(by.isEmpty() ? List.of(List.of()) : volumes.groups());
    List<RequestsRow> rows = new ArrayList<>();
    for (int i = 0; i < spans.count(); i++) {
      for (List<String> group : groups) {
        Volume volume = volumes.get(group, i);
        double rate = share(volume.requests(), spans.seconds(i));
        rows.add(new RequestsRow(spans.times()[i], name(group), rate, Counts.of(volume)));
      }
    }
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(inquiry.question(), rows, Spans.MOST));
  }

  /** Groups in order of their names. */
  static List<List<String>> sorted(List<List<String>> groups) {
    return groups.stream().sorted(Comparator.comparing(group -> String.join(" ", group))).toList();
  }

  private static Answer protocols(Inquiry inquiry) {
    Table<Volume> volumes = inquiry.volumes(inquiry.whole(), List.of(Dimension.PROTOCOL));
    double all = sum(volumes);
    List<ProtocolRow> rows =
        sorted(volumes.groups()).stream()
            .map(group -> protocol(group, volumes.get(group, 0), all))
            .sorted(Comparator.comparingDouble((ProtocolRow row) -> -row.counts().requests()))
            .toList();
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(inquiry.question(), rows));
  }

  private static ProtocolRow protocol(List<String> group, Volume volume, double all) {
    return new ProtocolRow(name(group), share(volume.requests(), all), Counts.of(volume));
  }

  private static Answer statuses(Inquiry inquiry) {
    Table<Volume> volumes = inquiry.volumes(inquiry.whole(), List.of(Dimension.STATUS));
    double all = sum(volumes);
    List<StatusRow> rows =
        volumes.groups().stream()
            .map(group -> status(name(group), volumes.get(group, 0), all))
            .sorted(Comparator.comparingInt(StatusRow::status))
            .toList();
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(inquiry.question(), rows));
  }

  private static StatusRow status(String code, Volume volume, double all) {
    boolean number = code.matches("\\d{1,3}");
    int status = number ? Integer.parseInt(code) : 0;
    String statusClass = status >= 100 ? status / 100 + "xx" : "none";
    return new StatusRow(
        status, number ? statusClass : code, volume.requests(), share(volume.requests(), all));
  }

  static double sum(Table<Volume> volumes) {
    return volumes.groups().stream().mapToDouble(g -> volumes.get(g, 0).requests()).sum();
  }

  static double share(double part, double all) {
    return all == 0 ? 0 : part / all;
  }

  static @Nullable Long moment(long millis) {
    return millis == 0 ? null : millis;
  }
}
