package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.maxBy;
import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.ofRoutes;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.sum;

import dev.mynah.dashboards.model.Column;
import dev.mynah.dashboards.model.Dashboard;
import dev.mynah.dashboards.model.Dashboard.Sources;
import dev.mynah.dashboards.model.DetailLink;
import dev.mynah.dashboards.model.Panel;
import dev.mynah.dashboards.model.Row;
import dev.mynah.dashboards.model.Steps;
import dev.mynah.dashboards.model.Unit;
import java.util.List;

/** The first page: is it served, well, and by what. */
final class Overview {
  private Overview() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "overview",
        "Overview",
        "How much is asked, how much of it fails, how long it takes, and who answered: mocks,"
            + " cache, dedup window or the real service. Start here; a line or a row leads to the"
            + " detail of its route. 5xx answers of mocks and injected faults are meant, and are"
            + " not errors here.",
        "now-1h",
        Sources.BOTH,
        List.of(now(), requests(), answers(), savings(), trouble()));
  }

  private static Row now() {
    return Row.of(
        "Now",
        Panel.number(
                "Requests",
                "Requests answered by the second. 0 while clients should be"
                    + " calling: look whether they reach this address at all.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.requestRate(), "requests"),
        Panel.number(
                "Errors",
                "Share of requests answered 5xx without being told to. Above the"
                    + " line: see which route below, and why under Trouble.")
            .unit(Unit.SHARE)
            .steps(Limits.failedShare())
            .query(Traffic.failedShare(), "errors"),
        Panel.number(
                "99th percentile",
                "Of a hundred requests the slowest but one took this"
                    + " long. Too long: compare mocks with proxied routes below.")
            .unit(Unit.SECONDS)
            .steps(Limits.latency())
            .orText(Traffic.QUIET)
            .query(Traffic.durationBy(Traffic.P99, ""), "p99"),
        Panel.number(
                "Unmatched",
                "Requests by the second that no route claimed. Above 0: a"
                    + " client calls what is not configured, or a route has a typo.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .steps(Limits.unmatchedRate())
            .query(Traffic.unmatchedRate(), "unmatched"),
        Panel.number(
                "Answered here",
                "Share of requests that mocks, cache or dedup window answered. Falling:"
                    + " traffic moves to the real service; see Outcomes.")
            .unit(Unit.SHARE)
            .query(Traffic.outcomeShare("mock|cache|dedup|replayed|fault"), "answered here"),
        Panel.number(
                "In flight",
                "Requests being answered at this moment. It climbs without more"
                    + " requests: something behind it has become slow.")
            .query(orZero(sum(of("mynah_http_requests_in_flight"))), "in flight"));
  }

  private static Row requests() {
    return Row.of(
        "Requests by route: rate and errors left, duration right",
        Panel.lines(
                "Requests by route",
                "Requests by the second. A route that falls to nothing"
                    + " has lost its client; one that jumps may be retried.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .link(DetailLink.toRoute())
            .query(Traffic.requestRateBy("route"), "{{route}}"),
        Panel.lines(
                "Duration by route, 99th percentile",
                "From a request's first byte to its"
                    + " answer's last, delays made on purpose included. Open a route to see what it"
                    + " waits for.")
            .steps(Limits.latency())
            .orText(Traffic.QUIET)
            .link(DetailLink.toRoute())
            .latency(Traffic.durationBy(Traffic.P99, "route"), "{{route}}"),
        Panel.lines(
                "Errors by route",
                "Share of a route's requests answered 5xx without being"
                    + " told to. Above the line: open the route, then its upstream.")
            .unit(Unit.SHARE)
            .steps(Limits.failedShare())
            .link(DetailLink.toRoute())
            .query(Traffic.failedShareBy("route"), "{{route}}"),
        Panel.lines(
                "Duration of all",
                "Median and tail of all chosen routes together. A tail far"
                    + " above the median: one route or one upstream is slow, not all.")
            .steps(Limits.latency())
            .orText(Traffic.QUIET)
            .latency(Traffic.durationBy(Traffic.MEDIAN, ""), "median")
            .latency(Traffic.durationBy(Traffic.P95, ""), "95th percentile")
            .latency(Traffic.durationBy(Traffic.P99, ""), "99th percentile"));
  }

  private static Row answers() {
    return Row.of(
        "Who answered",
        Panel.lines(
                "Outcomes",
                "Requests by the second by who answered them. More proxied and"
                    + " fewer mock or cache: traffic has moved to the real service.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.requestRateBy("outcome"), "{{outcome}}"),
        Panel.lines(
                "Status codes",
                "Requests by the second by status code, meant ones included."
                    + " A code that is new here is worth a look.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.requestRateBy("code"), "{{code}}"),
        Panel.table(
                "Routes",
                "Each route over the whole range: hits, share of errors, tail, and"
                    + " calls saved. Sort by a column; a route's name leads to its detail.")
            .orText(Traffic.QUIET)
            .label("route", DetailLink.toRoute())
            .column(
                Traffic.totalByRoute(Traffic.REQUESTS), Column.of("Hits", Unit.COUNT, Steps.none()))
            .column(
                Traffic.failedShareBy("route"),
                Column.of("Errors now", Unit.SHARE, Limits.failedShare()))
            .column(
                Traffic.durationBy(Traffic.P99, "route"),
                Column.of("99th percentile now", Unit.SECONDS, Limits.latency()))
            .column(
                Traffic.totalByRoute(Traffic.SAVED_CALLS),
                Column.of("Calls saved", Unit.COUNT, Steps.none())));
  }

  private static Row savings() {
    return Row.of(
        "Savings",
        Panel.lines(
                "Calls saved",
                "Calls by the second that were not made to the real service, by what saved them."
                    + " None: no route has a cache or dedup window, or keys never repeat.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.rateBy("by", ofRoutes(Traffic.SAVED_CALLS)), "{{by}}"),
        Panel.lines(
                "Waiting saved",
                "Seconds of waiting for the real service that clients were spared in each"
                    + " second. It falls with the hits, or when the service is faster.")
            .unit(Unit.SECONDS)
            .query(Traffic.rateBy("by", ofRoutes("mynah_saved_upstream_seconds_total")), "{{by}}"));
  }

  private static Row trouble() {
    return Row.of(
        "Trouble",
        Panel.lines(
                "Failures by reason",
                "Requests by the second that had no answer or whose"
                    + " answer broke off. The reason says who gave up: client, upstream or we.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(
                Traffic.busyRateBy("reason", of("mynah_http_request_failures_total")),
                "{{reason}}"),
        Panel.lines(
                "Refused by reason",
                "Requests by the second that broke the rules of HTTP or"
                    + " a limit. Steady: a broken client, an attack, or a limit set too low.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(
                Traffic.busyRateBy("reason", of("mynah_http_requests_rejected_total")),
                "{{reason}}"),
        Panel.lines(
                "Degraded parts",
                "Parts that work, but not as they should. Above 0: GET"
                    + " /ready of that instance says which and why.")
            .steps(Steps.anyIsBad())
            .link(DetailLink.toResources())
            .query(maxBy("instance", of("mynah_degraded")), "{{instance}}"),
        Panel.lines(
                "Last change of configuration",
                "1 while the last change was accepted. 0: what"
                    + " runs is not what the file says; the log names file, line and key.")
            .unit(Unit.YES_NO)
            .steps(Steps.below(1))
            .most(1)
            .link(DetailLink.toResources())
            .query(
                "min by (instance) (" + of("mynah_config_last_reload_successful") + ")",
                "{{instance}}"));
  }
}
