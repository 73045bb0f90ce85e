package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.ofRoutes;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.share;
import static dev.mynah.dashboards.query.Promql.sum;
import static dev.mynah.dashboards.query.Promql.sumBy;
import static dev.mynah.dashboards.query.Promql.total;

import dev.mynah.dashboards.model.Column;
import dev.mynah.dashboards.model.Dashboard;
import dev.mynah.dashboards.model.Dashboard.Sources;
import dev.mynah.dashboards.model.DetailLink;
import dev.mynah.dashboards.model.Panel;
import dev.mynah.dashboards.model.Row;
import dev.mynah.dashboards.model.Steps;
import dev.mynah.dashboards.model.Unit;
import java.util.List;

/** Money: what calls to real services cost, and what was not spent. */
final class Cost {
  private static final String COST = "mynah_cost_total";
  private static final String SAVED = "mynah_cost_saved_total";
  private static final String NO_COST = "no route has a cost";

  private Cost() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "cost",
        "Cost and savings",
        "What calls to real services cost, and what mocks, cache and dedup window saved. In the"
            + " unit of the routes' setting cost, at the cost they had when they were counted."
            + " Money is kept by the exporter alone: choose it as data source.",
        "now-30d",
        Sources.EXPORTER,
        List.of(totals(), daily(), beside(), routes()));
  }

  private static String daily(String selector) {
    return Traffic.ofDay(selector);
  }

  private static Row totals() {
    return Row.of(
        "In the whole range",
        Panel.number(
                "Spent",
                "What calls to real services cost. 0 with traffic: no route has a"
                    + " cost in its configuration.")
            .unit(Unit.MONEY)
            .query(orZero(sum(total(ofRoutes(COST)))), "spent"),
        Panel.number(
                "Saved",
                "What calls would have cost that were answered without the real service."
                    + " Little beside what was spent: see which routes below.")
            .unit(Unit.MONEY)
            .query(orZero(sum(total(ofRoutes(SAVED)))), "saved"),
        Panel.number(
                "Saved of all",
                "Share of the money that was not spent. Falling: a mock or a cache was"
                    + " taken out.")
            .unit(Unit.SHARE)
            .orText(NO_COST)
            .query(
                share(
                    sum(total(ofRoutes(SAVED))),
                    "(" + sum(total(ofRoutes(SAVED))) + " + " + sum(total(ofRoutes(COST))) + ")"),
                "saved"),
        Panel.number(
                "Calls saved",
                "Calls that cache and dedup window spared the real service. Without money:"
                    + " give their routes a cost.")
            .query(orZero(sum(total(ofRoutes(Traffic.SAVED_CALLS)))), "calls"),
        Panel.number(
                "Waiting saved",
                "Time that clients did not wait for the real service. Worth more than money"
                    + " where people wait.")
            .unit(Unit.SECONDS)
            .query(orZero(sum(total(ofRoutes("mynah_saved_upstream_seconds_total")))), "waiting"),
        Panel.number(
                "Bytes saved",
                "Bytes of bodies that upstreams did not send again. Many: traffic between"
                    + " zones or clouds costs less, too.")
            .unit(Unit.BYTES)
            .query(orZero(sum(total(ofRoutes("mynah_saved_upstream_bytes_total")))), "bytes"));
  }

  private static Row daily() {
    return Row.of(
        "Money by day",
        Panel.lines(
                "Spent by route",
                "What each day (UTC) cost, today as far as it has come. A jump: a route"
                    + " is called more, or its cost was changed.")
            .every("1d")
            .unit(Unit.MONEY)
            .link(DetailLink.toRoute())
            .query(orNone(sumBy("route", daily(ofRoutes(COST))), "route", NO_COST), "{{route}}"),
        Panel.lines(
                "Saved by what",
                "What each day would have cost more, by what answered instead. One that"
                    + " ends was switched off that day.")
            .every("1d")
            .unit(Unit.MONEY)
            .query(
                orNone(sumBy("outcome", daily(ofRoutes(SAVED))), "outcome", NO_COST),
                "{{outcome}}"));
  }

  private static Row beside() {
    return Row.of(
        "Beside money, by day",
        Panel.lines(
                "Calls saved",
                "Calls of each day that were not made, by what saved them. A step down:"
                    + " keys or lifetimes were changed.")
            .every("1d")
            .query(
                orNone(sumBy("by", daily(ofRoutes(Traffic.SAVED_CALLS))), "by", Traffic.NONE),
                "{{by}}"),
        Panel.lines(
                "Waiting saved",
                "Time of each day that clients did not wait. A step down: fewer hits, or"
                    + " the service has become faster.")
            .every("1d")
            .unit(Unit.SECONDS)
            .query(
                orNone(
                    sumBy("by", daily(ofRoutes("mynah_saved_upstream_seconds_total"))),
                    "by",
                    Traffic.NONE),
                "{{by}}"));
  }

  private static Row routes() {
    return Row.of(
        "Routes",
        Panel.table(
                "Money by route",
                "What each route cost in the range, and what was saved. Much"
                    + " spent and little saved: a cache or dedup window would pay here.")
            .high(10)
            .orText(NO_COST)
            .label("route", DetailLink.toRoute())
            .column(Traffic.totalByRoute(COST), Column.of("Spent", Unit.MONEY, Steps.none()))
            .column(Traffic.totalByRoute(SAVED), Column.of("Saved", Unit.MONEY, Steps.none()))
            .column(
                Traffic.totalByRoute(Traffic.SAVED_CALLS),
                Column.of("Calls saved", Unit.COUNT, Steps.none())));
  }
}
