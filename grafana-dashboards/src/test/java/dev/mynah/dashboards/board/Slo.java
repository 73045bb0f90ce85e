package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.ofRoutes;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.share;
import static dev.mynah.dashboards.query.Promql.sum;
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

/** Whether the promise is kept: so many requests of a thousand are answered well. */
final class Slo {
  private Slo() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "slo",
        "SLO",
        "Whether the promise is kept that "
            + Limits.PROMISED
            + " % of requests are answered well, how fast what may"
            + " fail is used up, and by which route. 5xx answers of mocks and injected faults are"
            + " meant and use up nothing.",
        "now-24h",
        Sources.BOTH,
        List.of(now(), burning(), who()));
  }

  private static String failedOfRange() {
    return share(
        sum(total(ofRoutes(Traffic.REQUESTS, Traffic.FAILED))),
        sum(total(ofRoutes(Traffic.REQUESTS))));
  }

  private static String failed(String window) {
    return sum("rate(" + ofRoutes(Traffic.REQUESTS, Traffic.FAILED) + "[" + window + "])");
  }

  private static String all(String window) {
    return sum("rate(" + ofRoutes(Traffic.REQUESTS) + "[" + window + "])");
  }

  /** How many times faster than allowed; 1 uses up exactly what may fail. */
  private static String burn(String window) {
    return orZero(share(failed(window), all(window)) + " / " + Limits.ALLOWED);
  }

  private static Row now() {
    return Row.of(
        "In the whole range",
        Panel.number(
                "Answered well",
                "Share of requests of the range that were not answered 5xx,"
                    + " or were told to be. 100 % while nobody asks.")
            .unit(Unit.SHARE)
            .steps(Limits.availability())
            .query("1 - (" + orZero(failedOfRange()) + ")", "answered well"),
        Panel.number(
                "Budget left",
                "What may still fail in the range, of all that may. Below 0:"
                    + " the promise was broken; releases should wait.")
            .unit(Unit.SHARE)
            .steps(Steps.below(0.25, 0))
            .query("1 - (" + orZero(failedOfRange() + " / " + Limits.ALLOWED) + ")", "left"),
        Panel.number(
                "Burn, 1 h",
                "How many times faster than allowed the budget of errors was used"
                    + " in the last hour. 14.4: a month's budget is gone in two days.")
            .steps(Limits.burn())
            .query(burn("1h"), "1h"),
        Panel.number("Burn, 6 h", "The same over six hours. 6: gone in five days.")
            .steps(Limits.burnOfHours())
            .query(burn("6h"), "6h"),
        Panel.number(
                "Errors that count",
                "Requests of the range answered 5xx without being told to. See below by"
                    + " which route and why.")
            .query(orZero(sum(total(ofRoutes(Traffic.REQUESTS, Traffic.FAILED)))), "errors"),
        Panel.number(
                "Errors that are meant",
                "5xx answers of mocks and injected faults in the range. They use up"
                    + " nothing; a surprise here is a mock left behind.")
            .query(orZero(sum(total(ofRoutes(Traffic.REQUESTS, Traffic.MEANT)))), "meant"));
  }

  private static Row burning() {
    return Row.of(
        "How fast it is used up",
        Panel.lines(
                "Burn",
                "How many times faster than allowed, over windows as the alerts use"
                    + " them. An alert needs a long and a short window above its line at once.")
            .wide(24)
            .steps(Limits.burn())
            .query(burn("5m"), "5 minutes")
            .query(burn("30m"), "30 minutes")
            .query(burn("1h"), "1 hour")
            .query(burn("6h"), "6 hours"),
        Panel.lines(
                "Burn, slow",
                "The same over the long windows: what never pages and still breaks the"
                    + " promise. Above 1 for days: plan the repair.")
            .steps(Limits.burnSlow())
            .query(burn("1d"), "1 day")
            .query(burn("3d"), "3 days"),
        Panel.lines(
                "Duration, 99th percentile",
                "The other half of a good answer: that it comes in time. Above the line:"
                    + " open the slowest route.")
            .steps(Limits.latency())
            .orText(Traffic.QUIET)
            .latency(Traffic.durationBy(Traffic.P99, ""), "99th percentile"));
  }

  private static Row who() {
    return Row.of(
        "Who uses it up",
        Panel.lines(
                "Errors by route",
                "Requests by the second that count as errors. The highest line is where to"
                    + " begin; it leads to its route.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .link(DetailLink.toRoute())
            .query(
                Traffic.busyRateBy("route", ofRoutes(Traffic.REQUESTS, Traffic.FAILED)),
                "{{route}}"),
        Panel.lines(
                "Errors by reason",
                "Failures by the second by reason: client_gone is not ours,"
                    + " upstream_... is the service's, overloaded and internal are ours.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(
                Traffic.busyRateBy("reason", of("mynah_http_request_failures_total")),
                "{{reason}}"),
        Panel.table(
                "Routes",
                "Each route over the whole range. Those with the most errors use the budget"
                    + " up, not those with the highest share.")
            .label("route", DetailLink.toRoute())
            .column(
                Traffic.totalByRoute(Traffic.REQUESTS),
                Column.of("Requests", Unit.COUNT, Steps.none()))
            .column(
                Traffic.totalByRoute(Traffic.REQUESTS, Traffic.FAILED),
                Column.of("Errors", Unit.COUNT, Steps.none()))
            .column(
                Traffic.totalShareByRoute(Traffic.REQUESTS, Traffic.FAILED),
                Column.of("Share of errors", Unit.SHARE, Limits.failedShare())));
  }
}
