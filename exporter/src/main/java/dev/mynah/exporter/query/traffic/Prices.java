package dev.mynah.exporter.query.traffic;

import dev.mynah.exporter.query.ask.Spans;
import dev.mynah.exporter.query.count.Inquiry;
import dev.mynah.exporter.query.count.Table;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CostFamilies;
import dev.mynah.ledger.Family;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What calls cost: as counted at the cost of their time, or where filters ask for what was not
 * counted so, at the cost that routes have now. One thread.
 */
final class Prices {
  private static final List<String> ROUTE = List.of(Family.ROUTE, "group");
  private static final List<String> ROUTE_AND_KIND = List.of(Family.ROUTE, "group", "outcome");

  private final RouteBook book;
  private final @Nullable Table<Inquiry.Counter> costs;
  private final @Nullable Table<Inquiry.Counter> savings;

  private Prices(
      RouteBook book,
      @Nullable Table<Inquiry.Counter> costs,
      @Nullable Table<Inquiry.Counter> savings) {
    this.book = book;
    this.costs = costs;
    this.savings = savings;
  }

  /** As counted, which filters by no more than routes and sources allow. */
  static Prices ofTheirTime(Inquiry inquiry, Spans spans) {
    return new Prices(
        RouteBook.EMPTY,
        inquiry.counter(CostFamilies.COST, spans, ROUTE),
        inquiry.counter(CostFamilies.SAVED, spans, ROUTE_AND_KIND));
  }

  /** As routes have them now, which the answer then says. */
  static Prices ofNow(Inquiry inquiry, RouteBook book) {
    inquiry.warn(
        "money is counted by route and source only: here it is calls times the cost that routes"
            + " have now");
    return new Prices(book, null, null);
  }

  /** None: the request log noted what each call cost, which the answer then says. */
  static Prices noted(Inquiry inquiry) {
    inquiry.warn("cost is drawn from the request log, which noted it when the calls were made");
    return new Prices(RouteBook.EMPTY, null, null);
  }

  /** Whether each call counts at the cost of its time. */
  boolean atTheirTime() {
    return costs != null;
  }

  /** What calls of a route in a span cost. */
  BigDecimal cost(String route, String group, int span, double calls) {
    return costs == null
        ? now(route, calls)
        : CostFamilies.amount(costs.get(List.of(route, group), span).value());
  }

  /** What was not spent, because cache, dedup window or mock answered. */
  BigDecimal saved(List<String> routeGroupKind, int span, double calls) {
    return savings == null
        ? now(routeGroupKind.get(0), calls)
        : CostFamilies.amount(savings.get(routeGroupKind, span).value());
  }

  private BigDecimal now(String route, double calls) {
    BigDecimal price = book.find(route).map(RouteBook.Entry::cost).orElse(BigDecimal.ZERO);
    return price.multiply(BigDecimal.valueOf(calls));
  }
}
