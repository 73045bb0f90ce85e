package dev.mynah.exporter.query.traffic;

import static dev.mynah.exporter.query.ask.Asked.FILTERS;
import static dev.mynah.exporter.query.ask.Asked.PAGE;
import static dev.mynah.exporter.query.ask.Asked.STEP;
import static dev.mynah.exporter.query.ask.Asked.TIME;

import dev.mynah.exporter.openapi.About;
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
import dev.mynah.ledger.Family;
import dev.mynah.metrics.ReuseCatalogue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What cache, dedup window and mocks saved: calls, seconds, bytes and money. */
public final class SavingsAnswers {
  private static final List<String> ROUTE_GROUP_BY = List.of("route", "group", "by");
  private static final List<String> KINDS = List.of("mock", "cache", "dedup");
  private static final double NANOS = 1e9;

  private final Supplier<RouteBook> routes;

  public SavingsAnswers(Supplier<RouteBook> routes) {
    this.routes = routes;
  }

  /** What was saved in one way. */
  public record SavingsRow(
      @About("Where the span begins, epoch milliseconds; the range's begin without a step.")
          long time,
      @About("Route, group or consumer; empty by month.") String name,
      @About("cache, dedup or mock.") String kind,
      @About("Calls to real services that were not made.") double calls,
      @About("What those calls took when they were made; null where that is not known.")
          @Nullable Double seconds,
      @About("Bytes that were not sent again; null where that is not known.")
          @Nullable Double bytes,
      @About("Answers without a call, at the cost that their route had when they were counted.")
          BigDecimal money) {}

  /** The paths of this chapter. */
  public List<Offer> offers() {
    return List.of(
        Offer.of(
                "savings",
                Offer.text(
                    MoneyAnswers.TAG,
                    "What was saved",
                    "By cache and dedup window as the agent counted it; by mocks one call for each"
                        + " answer, without seconds and bytes, for nothing was waited for. By"
                        + " consumer, or filtered by more than routes and sources, each answer is"
                        + " a call, and money is at the cost that routes have now."),
                Asked.of(TIME, STEP, List.of(MoneyAnswers.BY), FILTERS, PAGE),
                Offer.rows(SavingsRow.class),
                "timeframe=30d&by=route",
                this::savings)
            .over(Duration.ofDays(30)));
  }

  /** What was saved in one way, while it is summed. */
  private static final class Sum {
    private double calls;
    private double seconds;
    private double bytes;
    private BigDecimal money = BigDecimal.ZERO;
  }

  private Answer savings(Inquiry inquiry) {
    Question question = inquiry.question();
    String by = question.value("by").orElse("route");
    Spans spans = MoneySpans.of(inquiry, by);
    boolean counted = inquiry.targetsOnly() && !by.equals("consumer");
    List<Map<List<String>, Sum>> sums = new ArrayList<>();
    for (int i = 0; i < spans.count(); i++) {
      sums.add(new TreeMap<>(Comparator.comparing((List<String> key) -> String.join(" ", key))));
    }
    Prices prices =
        counted ? Prices.ofTheirTime(inquiry, spans) : Prices.ofNow(inquiry, routes.get());
    if (counted) {
      addCounted(inquiry, spans, by, prices, sums);
    }
    addAnswered(inquiry, spans, by, prices, sums);
    List<SavingsRow> rows = new ArrayList<>();
    for (int i = 0; i < spans.count(); i++) {
      long time = spans.times()[i];
      sums.get(i).forEach((key, sum) -> rows.add(row(time, key, sum, counted)));
    }
    return Answer.of(Head.of(inquiry)).with(PageShown.cut(question, rows));
  }

  private void addCounted(
      Inquiry inquiry, Spans spans, String by, Prices prices, List<Map<List<String>, Sum>> sums) {
    Table<Inquiry.Counter> calls = saved(inquiry, ReuseCatalogue.SAVED_CALLS, spans);
    Table<Inquiry.Counter> nanos = saved(inquiry, ReuseCatalogue.SAVED_SECONDS, spans);
    Table<Inquiry.Counter> bytes = saved(inquiry, ReuseCatalogue.SAVED_BYTES, spans);
    for (List<String> group : calls.groups()) {
      for (int i = 0; i < spans.count(); i++) {
        double saved = (double) calls.get(group, i).value();
        if (saved > 0) {
          Sum sum = sum(sums.get(i), MoneySpans.name(by, group), group.get(2));
          add(sum, saved, prices.saved(group, i, saved));
          sum.seconds += nanos.get(group, i).value() / NANOS;
          sum.bytes += bytes.get(group, i).value();
        }
      }
    }
  }

  private static Table<Inquiry.Counter> saved(Inquiry inquiry, Family family, Spans spans) {
    return inquiry.counter(family, spans, ROUTE_GROUP_BY);
  }

  /** What answers themselves tell: of mocks always, of the rest where nothing better is known. */
  private void addAnswered(
      Inquiry inquiry, Spans spans, String by, Prices prices, List<Map<List<String>, Sum>> sums) {
    boolean consumers = by.equals("consumer");
    List<Dimension> dimensions =
        consumers
            ? List.of(Dimension.CONSUMER, Dimension.ROUTE)
            : List.of(Dimension.ROUTE, Dimension.GROUP);
    Table<Volume> volumes = inquiry.volumes(spans, dimensions);
    for (List<String> group : volumes.groups()) {
      String route = group.get(consumers ? 1 : 0);
      String name = MoneySpans.name(by, group);
      for (int i = 0; i < spans.count(); i++) {
        Volume volume = volumes.get(group, i);
        for (String kind : prices.atTheirTime() ? List.of("mock") : KINDS) {
          double calls = calls(volume, kind);
          if (calls > 0) {
            add(
                sum(sums.get(i), name, kind),
                calls,
                prices.saved(List.of(route, group.get(1), kind), i, calls));
          }
        }
      }
    }
  }

  private static double calls(Volume volume, String kind) {
    return switch (kind) {
      case "cache" -> volume.cached();
      case "dedup" -> volume.deduplicated();
      default -> volume.mocked();
    };
  }

  private static Sum sum(Map<List<String>, Sum> sums, String name, String kind) {
    return sums.computeIfAbsent(List.of(name, kind), key -> new Sum());
  }

  private static void add(Sum sum, double calls, BigDecimal money) {
    sum.calls += calls;
    sum.money = sum.money.add(money);
  }

  private static SavingsRow row(long time, List<String> key, Sum sum, boolean counted) {
    boolean measured = counted && !key.get(1).equals("mock");
    return new SavingsRow(
        time,
        key.get(0),
        key.get(1),
        sum.calls,
        measured ? sum.seconds : null,
        measured ? sum.bytes : null,
        sum.money);
  }
}
