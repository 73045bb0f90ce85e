package dev.mynah.exporter.query.traffic;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.PAGE;
import static dev.mynah.exporter.query.ask.Asked.STEP;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.exporter.openapi.About;
import dev.mynah.exporter.openapi.Parameter;
import dev.mynah.exporter.query.answer.Answer;
import dev.mynah.exporter.query.answer.Head;
import dev.mynah.exporter.query.answer.PageShown;
import dev.mynah.exporter.query.ask.Asked;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.count.Dimension;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Table;
import dev.mynah.exporter.query.count.Volume;
import dev.mynah.exporter.route.RouteBook;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What calls to the real services cost. */
public final class MoneyAnswers {
  static final String TAG = "Money";

  /** Whose money. */
  static final Parameter BY =
      Parameter.choice(
          "by", "Whose; month parts the range into months.", "route", "group", "consumer", "month");

  private final Supplier<RouteBook> routes;

  public MoneyAnswers(Supplier<RouteBook> routes) {
    this.routes = routes;
  }

  /** What calls cost. */
  public record CostRow(
      @About("Where the span begins, epoch milliseconds; the range's begin without a step.")
          long time,
      @About("Route, group or consumer; empty by month.") String name,
      @About("Requests that went upstream.") double calls,
      @About("Of those, of routes that had no cost in the whole span.") double unpriced,
      @About("The cost, in the operator's unit.") BigDecimal cost) {}

  /** The paths of this chapter. */
  public List<Offer> offers() {
    return List.of(
        Offer.of(
                "cost",
                Offer.text(
                    TAG,
                    "What calls cost",
                    "Requests answered by an upstream, at the cost that their route had when they"
                        + " were counted; by consumer from the request log, at the cost noted"
                        + " there; filtered by method, protocol, status or outcome at the cost"
                        + " that routes have now. One row for the whole range, or for each span"
                        + " of `step`, such as 1M for months."),
                Asked.of(TIME, STEP, List.of(BY), FILTERS, PAGE),
                Offer.rows(CostRow.class),
                "timeframe=30d&by=group&step=1M",
                this::cost)
            .over(Duration.ofDays(30)));
  }

  /** A sum of money and the calls behind it. */
  private static final class Sum {
    private double calls;
    private double unpriced;
    private BigDecimal cost = BigDecimal.ZERO;
  }

  private Answer cost(Inquiry inquiry) {
    Question question = inquiry.question();
    String by = question.value("by").orElse("route");
    Spans spans = MoneySpans.of(inquiry, by);
    boolean consumers = by.equals("consumer");
    List<Dimension> dimensions =
        consumers ? List.of(Dimension.CONSUMER) : List.of(Dimension.ROUTE, Dimension.GROUP);
    Table<Volume> volumes = inquiry.volumes(spans, dimensions);
    boolean sampled = !inquiry.countsKnow(dimensions);
    Prices prices = sampled ? Prices.noted(inquiry) : prices(inquiry, spans);
    List<CostRow> rows = new ArrayList<>();
    for (int i = 0; i < spans.count(); i++) {
      TreeMap<String, Sum> sums = new TreeMap<>();
      for (List<String> group : volumes.groups()) {
        Volume volume = volumes.get(group, i);
        if (volume.proxied() > 0 || volume.cost() > 0) {
          Sum sum = sums.computeIfAbsent(MoneySpans.name(by, group), name -> new Sum());
          if (sampled) {
            addSampled(sum, volume);
          } else {
            add(
                sum,
                volume.proxied(),
                prices.cost(group.get(0), group.get(1), i, volume.proxied()));
          }
        }
      }
      long time = spans.times()[i];
      sums.forEach(
          (name, sum) -> rows.add(new CostRow(time, name, sum.calls, sum.unpriced, sum.cost)));
    }
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(question, rows));
  }

  private Prices prices(Inquiry inquiry, Spans spans) {
    return inquiry.targetsOnly()
        ? Prices.ofTheirTime(inquiry, spans)
        : Prices.ofNow(inquiry, routes.get());
  }

  private static void add(Sum sum, double calls, BigDecimal cost) {
    sum.calls += calls;
    sum.unpriced += cost.signum() == 0 ? calls : 0;
    sum.cost = sum.cost.add(cost);
  }

  private static void addSampled(Sum sum, Volume volume) {
    sum.calls += volume.proxied();
    sum.cost = sum.cost.add(BigDecimal.valueOf(volume.cost()));
  }
}
