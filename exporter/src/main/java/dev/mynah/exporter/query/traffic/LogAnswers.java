package dev.mynah.exporter.query.traffic;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.LOG_FILTERS;
import static dev.mynah.exporter.query.ask.Asked.PAGE;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.exporter.openapi.Reply;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Head;
import dev.mynah.exporter.query.answer.PageShown;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.count.Durations;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Volume;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Single requests, and the figures of one route in short. */
public final class LogAnswers {
  private static final String TAG = "Request log";
  private static final int TOP_ERRORS = 5;
  private static final Parameter ERRORS =
      Parameter.choice("errors", "Whether only requests with trouble are wanted.", "false", "true");

  private LogAnswers() {}

  /** The figures of one route, or of all, in short. */
  public record Stats(
      @About("Requests.") double requests,
      @About("Requests that were no errors, per request, 0 to 1; null without any.")
          @Nullable Double successRate,
      @About("Errors per request, 0 to 1; null without any.") @Nullable Double errorRate,
      @About("Requests that were no errors.") double success,
      @About("Status 400 and above, and requests without an answer.") double errors,
      @About("The mean duration in milliseconds; null without any.") @Nullable Double averageMs,
      @About("95th percentile in milliseconds; null without any.") @Nullable Double p95Ms,
      @About("Answered out of the cache.") double cached,
      @About("The last request in the range, epoch milliseconds; null without any.")
          @Nullable Long lastHit) {}

  /** The paths of this chapter. */
  public static List<Offer> offers() {
    return List.of(
        Offer.of(
                "logs",
                Offer.text(
                    TAG,
                    "Single requests, newest first",
                    "Over the last 7 days unless a range is given. A request stands for `weight`"
                        + " requests: what was left out of the log is in `left_out`."),
                Asked.of(TIME, List.of(ERRORS), FILTERS, LOG_FILTERS, PAGE),
                Offer.rows(LogRow.class),
                "endpoint_id=get-user&limit=20",
                LogAnswers::logs)
            .over(Duration.ofDays(7)),
        Offer.of(
            "stats",
            Offer.text(
                TAG,
                "One route in short",
                "Success and error rate, mean duration and the most frequent errors, over the last"
                    + " hour, day, 7 or 30 days, or any other range."),
            Asked.of(TIME, FILTERS),
            Reply.json(Head.class)
                .object("data", Stats.class)
                .rows("top_errors", ErrorAnswers.TopErrorRow.class),
            "endpoint_id=get-user&timeframe=24h",
            LogAnswers::stats));
  }

  private static Answer logs(Inquiry inquiry) {
    Question question = inquiry.question();
    boolean errorsOnly = question.value("errors").orElse("false").equals("true");
    long before = question.page().after() < 0 ? Long.MAX_VALUE : question.page().after();
    int limit = question.page().limit();
    List<LogEntry> found = inquiry.log().page(inquiry.filter(errorsOnly), before, limit + 1);
    List<LogEntry> page = found.subList(0, Math.min(limit, found.size()));
    String next = found.size() > limit ? question.cursor(page.get(limit - 1).id()) : null;
    return Answer.of(Head.of(inquiry))
        .with("data", page.stream().map(LogRow::of).toList())
        .with("page", new PageShown(limit, null, next));
  }

  private static Answer stats(Inquiry inquiry) {
    Spans whole = inquiry.whole();
    Volume volume = inquiry.volumes(whole, List.of()).get(List.of(), 0);
    TrafficAnswers.timed(inquiry);
    Durations durations = inquiry.durations(whole, List.of()).get(List.of(), 0);
    boolean none = volume.requests() == 0;
    Stats stats =
        new Stats(
            volume.requests(),
            none ? null : 1 - volume.errorRate(),
            none ? null : volume.errorRate(),
            volume.requests() - volume.errors(),
            volume.errors(),
            millis(durations.mean()),
            millis(Latency.value(durations.percentile(0.95))),
            volume.cached(),
            TrafficAnswers.moment(volume.lastMillis()));
    List<ErrorAnswers.TopErrorRow> errors = ErrorAnswers.top(inquiry, TOP_ERRORS);
    return Answer.of(Head.of(inquiry)).with("data", stats).with("top_errors", errors);
  }

  private static @Nullable Double millis(@Nullable Double seconds) {
    return seconds == null ? null : seconds * 1_000;
  }
}
