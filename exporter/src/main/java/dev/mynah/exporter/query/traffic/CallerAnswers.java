package dev.mynah.exporter.query.traffic;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.LOG_FILTERS;
import static dev.mynah.exporter.query.ask.Asked.PAGE;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.openapi.Inline;
import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Answering;
import dev.mynah.exporter.query.answer.Head;
import dev.mynah.exporter.query.answer.PageShown;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.count.Dimension;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Table;
import dev.mynah.exporter.query.count.Volume;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who asked. All of it is drawn from the request log. */
public final class CallerAnswers {
  private static final String TAG = "Callers";
  private static final Parameter BY =
      Parameter.choice(
          "by", "What callers are told apart by.", "client", "user_agent", "consumer", "country");
  private static final Parameter PLACES =
      Parameter.choice("by", "How finely places are told apart.", "city", "country");

  private CallerAnswers() {}

  /** What rows about callers share. */
  public record CallerCounts(
      @About("Requests, from samples.") double requests,
      @About("Of all requests of the log in this range, 0 to 1.") double share,
      @About("Status 400 and above, and requests without an answer.") double errors,
      @About("Errors per request, 0 to 1.") double errorRate,
      @About("The mean duration in seconds.") @Nullable Double avg,
      @About("Bytes of request bodies.") double bytesIn,
      @About("Bytes of answer bodies.") double bytesOut,
      @About("Answered out of the cache.") double cached,
      @About("What the requests cost.") double cost,
      @About("The first of them, epoch milliseconds.") long firstTime,
      @About("The last of them, epoch milliseconds.") long lastTime) {}

  /** A caller. */
  public record CallerRow(
      @About("Address, family of user agents, consumer or country; empty where it is not known.")
          String name,
      @Inline CallerCounts counts) {}

  /** A place. */
  public record PlaceRow(
      @About("ISO 3166-1 code, Local for private addresses, empty where it is not known.")
          String country,
      @About("The city; empty where it is not known or not asked for.") String city,
      @Inline CallerCounts counts) {}

  /** The paths of this chapter. */
  public static List<Offer> offers() {
    return List.of(
        offer(
            "client-analysis",
            "Addresses and user agents",
            List.of(BY),
            CallerRow.class,
            "timeframe=24h&by=user_agent",
            CallerAnswers::clients),
        offer(
            "consumers",
            "Consumers",
            List.of(),
            CallerRow.class,
            "timeframe=24h",
            inquiry -> callers(inquiry, Dimension.CONSUMER)),
        offer(
            "geography",
            "Countries and cities",
            List.of(PLACES),
            PlaceRow.class,
            "timeframe=24h&by=country",
            CallerAnswers::places));
  }

  private static Offer offer(
      String name,
      String summary,
      List<Parameter> own,
      Class<?> row,
      String example,
      Answering answering) {
    return Offer.of(
        name,
        Offer.text(TAG, summary, "From the request log, most requests first."),
        Asked.of(TIME, own, FILTERS, LOG_FILTERS, PAGE),
        Offer.rows(row),
        example,
        answering);
  }

  private static Answer clients(Inquiry inquiry) {
    return callers(inquiry, Dimension.of(inquiry.question().value("by").orElse("client")));
  }

  private static Answer callers(Inquiry inquiry, Dimension by) {
    Table<Volume> volumes = inquiry.volumes(inquiry.whole(), List.of(by));
    double all = TrafficAnswers.sum(volumes);
    List<CallerRow> rows =
        largestFirst(volumes)
            .map(g -> new CallerRow(TrafficAnswers.name(g), counts(volumes.get(g, 0), all)))
            .toList();
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(inquiry.question(), rows));
  }

  private static Answer places(Inquiry inquiry) {
    boolean cities = inquiry.question().value("by").orElse("city").equals("city");
    List<Dimension> by =
        cities ? List.of(Dimension.COUNTRY, Dimension.CITY) : List.of(Dimension.COUNTRY);
    Table<Volume> volumes = inquiry.volumes(inquiry.whole(), by);
    double all = TrafficAnswers.sum(volumes);
    List<PlaceRow> rows =
        largestFirst(volumes)
            .map(
                g -> new PlaceRow(g.get(0), cities ? g.get(1) : "", counts(volumes.get(g, 0), all)))
            .toList();
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(inquiry.question(), rows));
  }

  private static java.util.stream.Stream<List<String>> largestFirst(Table<Volume> volumes) {
    return volumes.groups().stream()
        .sorted(
            Comparator.comparingDouble((List<String> g) -> -volumes.get(g, 0).requests())
                .thenComparing(g -> String.join(" ", g)));
  }

  private static CallerCounts counts(Volume volume, double all) {
    return new CallerCounts(
        volume.requests(),
        TrafficAnswers.share(volume.requests(), all),
        volume.errors(),
        volume.errorRate(),
        volume.requests() == 0 ? null : volume.seconds() / volume.requests(),
        volume.bytesIn(),
        volume.bytesOut(),
        volume.cached(),
        volume.cost(),
        volume.firstMillis(),
        volume.lastMillis());
  }
}
