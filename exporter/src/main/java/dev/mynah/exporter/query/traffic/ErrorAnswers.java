package dev.mynah.exporter.query.traffic;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.LOG_FILTERS;
import static dev.mynah.exporter.query.ask.Asked.PAGE;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Head;
import dev.mynah.exporter.query.answer.PageShown;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Volume;
import java.util.List;

/** What went wrong: types and categories, and single errors by how often they were. */
public final class ErrorAnswers {
  private static final String TAG = "Errors";
  private static final int MOST = 10_000;

  private ErrorAnswers() {}

  /** Errors of a type and category. */
  public record ErrorRow(
      @About("One word: timeout, connect, status_5xx ...") String type,
      @About("Whose: client, upstream, sidecar, network.") String category,
      @About("Requests, from samples.") double requests,
      @About("Of all errors of the log in this range, 0 to 1.") double share,
      @About("The first of them, epoch milliseconds.") long firstTime,
      @About("The last of them, epoch milliseconds.") long lastTime,
      @About("The trace of the newest that has one; empty without.") String traceId) {}

  /** Errors in all, from counts. */
  public record ErrorTotal(
      @About("Requests.") double requests,
      @About("Status 400 and above, and requests without an answer.") double errors,
      @About("Errors per request, 0 to 1.") double errorRate,
      @About("Status 400 to 499.") double clientErrors,
      @About("Status 500 and above.") double serverErrors,
      @About("Requests without an answer.") double unanswered,
      @About("Status 429.") double rateLimited,
      @About("Status 504.") double timeouts) {}

  /** Errors alike. */
  public record TopErrorRow(
      @About("The route.") String route,
      @About("The status; 0 without an answer.") String status,
      @About("One word: timeout, connect ...") String type,
      @About("Whose: client, upstream, sidecar, network.") String category,
      @About("The word of the error table.") String reason,
      @About("What the client was told.") String message,
      @About("Requests, from samples.") double requests,
      @About("Entries of the log.") long rows,
      @About("The first of them, epoch milliseconds.") long firstTime,
      @About("The last of them, epoch milliseconds.") long lastTime,
      @About("The trace of the newest that has one; empty without.") String traceId) {}

  /** The paths of this chapter. */
  public static List<Offer> offers() {
    return List.of(
        Offer.of(
            "errors",
            Offer.text(
                TAG,
                "Errors by type and category",
                "`data` comes from the request log, `total` from counts where the filters allow."),
            Asked.of(TIME, FILTERS, LOG_FILTERS, PAGE),
            Offer.rows(ErrorRow.class).object("total", ErrorTotal.class),
            "timeframe=24h",
            ErrorAnswers::errors),
        Offer.of(
            "top-errors",
            Offer.text(TAG, "The most frequent errors", "From the request log, most first."),
            Asked.of(TIME, FILTERS, LOG_FILTERS, PAGE),
            Offer.rows(TopErrorRow.class),
            "timeframe=24h&limit=10",
            ErrorAnswers::topErrors));
  }

  private static Answer errors(Inquiry inquiry) {
    Volume volume = inquiry.volumes(inquiry.whole(), List.of()).get(List.of(), 0);
    List<LogReader.Group> groups =
        inquiry
            .log()
            .group(
                inquiry.filter(true),
                List.of(LogReader.Key.ERROR_TYPE, LogReader.Key.ERROR_CATEGORY),
                MOST);
    double all = groups.stream().mapToDouble(LogReader.Group::requests).sum();
    List<ErrorRow> rows = groups.stream().map(group -> error(group, all)).toList();
    return Answer.of(Head.of(inquiry))
        .with(PageShown.cut(inquiry.question(), rows))
        .with("total", total(volume));
  }

  private static ErrorRow error(LogReader.Group group, double all) {
    return new ErrorRow(
        group.values().get(0),
        group.values().get(1),
        group.requests(),
        TrafficAnswers.share(group.requests(), all),
        group.firstMillis(),
        group.lastMillis(),
        group.sampleTraceId());
  }

  static ErrorTotal total(Volume volume) {
    return new ErrorTotal(
        volume.requests(),
        volume.errors(),
        volume.errorRate(),
        volume.clientErrors(),
        volume.serverErrors(),
        volume.unanswered(),
        volume.rateLimited(),
        volume.timeouts());
  }

  private static Answer topErrors(Inquiry inquiry) {
    List<TopErrorRow> rows = top(inquiry, MOST);
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(inquiry.question(), rows));
  }

  /** The most frequent errors. */
  static List<TopErrorRow> top(Inquiry inquiry, int most) {
    List<LogReader.Key> keys =
        List.of(
            LogReader.Key.ROUTE,
            LogReader.Key.STATUS,
            LogReader.Key.ERROR_TYPE,
            LogReader.Key.ERROR_CATEGORY,
            LogReader.Key.ERROR_REASON,
            LogReader.Key.ERROR_MESSAGE);
    return inquiry.log().group(inquiry.filter(true), keys, most).stream()
        .map(ErrorAnswers::topError)
        .toList();
  }

  private static TopErrorRow topError(LogReader.Group group) {
    List<String> values = group.values();
    return new TopErrorRow(
        values.get(0),
        values.get(1),
        values.get(2),
        values.get(3),
        values.get(4),
        values.get(5),
        group.requests(),
        group.rows(),
        group.firstMillis(),
        group.lastMillis(),
        group.sampleTraceId());
  }
}
