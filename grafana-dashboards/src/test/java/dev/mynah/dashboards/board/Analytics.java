package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.maxBy;
import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.ofRoutes;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.quantile;
import static dev.mynah.dashboards.query.Promql.share;
import static dev.mynah.dashboards.query.Promql.shareBy;
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

/** Weeks and months, from what the exporter keeps. */
final class Analytics {
  private static final String NOTHING = "nothing counted in this range";

  private Analytics() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "analytics",
        "Long-term analytics",
        "Days, weeks and months, from the store of the exporter: choose it as data source. Restarts"
            + " leave no gaps in these counts, and what a Prometheus has long deleted is still"
            + " here. Each point of a daily line is the day (UTC) that begins there, today as far"
            + " as it has come.",
        "now-30d",
        Sources.EXPORTER,
        List.of(totals(), daily(), quality(), routes(), keeping()));
  }

  private static String daily(String selector) {
    return Traffic.ofDay(selector);
  }

  private static Row totals() {
    return Row.of(
        "In the whole range",
        Panel.number(
                "Requests",
                "All requests of the range. Fewer than the range before: clients left, or"
                    + " the exporter was away.")
            .query(orZero(sum(total(ofRoutes(Traffic.REQUESTS)))), "requests"),
        Panel.number(
                "Errors",
                "Share answered 5xx without being told to. Above the line: see below since"
                    + " which day, and which route.")
            .unit(Unit.SHARE)
            .steps(Limits.failedShare())
            .query(
                orZero(
                    share(
                        sum(total(ofRoutes(Traffic.REQUESTS, Traffic.FAILED))),
                        sum(total(ofRoutes(Traffic.REQUESTS))))),
                "errors"),
        Panel.number(
                "Unmatched",
                "Requests that no route claimed. Their paths are in the request"
                    + " log: GET /api/analytics/requests.")
            .steps(Steps.above(1))
            .query(orZero(sum(total(of("mynah_unmatched_requests_total")))), "unmatched"),
        Panel.number(
                "Mocked",
                "Share of requests that mocks answered. Falling: real services take over;"
                    + " look which routes below.")
            .unit(Unit.SHARE)
            .query(
                orZero(
                    share(
                        sum(total(ofRoutes(Traffic.REQUESTS, "outcome=\"mock\""))),
                        sum(total(ofRoutes(Traffic.REQUESTS))))),
                "mocked"),
        Panel.number(
                "Calls saved",
                "Calls that cache and dedup window spared the real service. None: no route"
                    + " uses them.")
            .query(orZero(sum(total(ofRoutes(Traffic.SAVED_CALLS)))), "saved"),
        Panel.number(
                "Waiting saved",
                "Time that clients did not wait for the real service. Little of many calls:"
                    + " the service is fast, a cache pays little.")
            .unit(Unit.SECONDS)
            .query(orZero(sum(total(ofRoutes("mynah_saved_upstream_seconds_total")))), "saved"));
  }

  private static Row daily() {
    return Row.of(
        "By day",
        Panel.lines(
                "Requests by route",
                "Requests of each day, the last one as far as it has come. A route that"
                    + " ends has lost its client.")
            .every("1d")
            .link(DetailLink.toRoute())
            .query(
                orNone(sumBy("route", daily(ofRoutes(Traffic.REQUESTS))), "route", Traffic.NONE),
                "{{route}}"),
        Panel.lines(
                "Requests by outcome",
                "Who answered. The share of proxied falls as more is" + " mocked or cached.")
            .every("1d")
            .query(
                orNone(
                    sumBy("outcome", daily(ofRoutes(Traffic.REQUESTS))), "outcome", Traffic.NONE),
                "{{outcome}}"),
        Panel.lines(
                "Requests by namespace",
                "Requests of each day. A namespace that ends: its clients left, or its"
                    + " sidecars are gone.")
            .every("1d")
            .query(
                orNone(sumBy("namespace", daily(ofRoutes(Traffic.REQUESTS))), "namespace", "none"),
                "{{namespace}}"),
        Panel.lines(
                "Calls saved",
                "Calls of each day that were not made. A step down: a cache was switched"
                    + " off, or keys have changed.")
            .every("1d")
            .query(
                orNone(sumBy("by", daily(ofRoutes(Traffic.SAVED_CALLS))), "by", Traffic.NONE),
                "{{by}}"));
  }

  private static Row quality() {
    return Row.of(
        "Better or worse",
        Panel.lines(
                "Errors by route",
                "Share of a route's requests answered 5xx without being told"
                    + " to. A step up that stays: something was released that day.")
            .unit(Unit.SHARE)
            .steps(Limits.failedShare())
            .link(DetailLink.toRoute())
            .query(Traffic.failedShareBy("route"), "{{route}}"),
        Panel.lines(
                "Duration by route, 95th percentile",
                "From a request's first byte to its"
                    + " answer's last. Slowly rising: data or load grows.")
            .steps(Limits.latency())
            .orText(NOTHING)
            .link(DetailLink.toRoute())
            .latency(Traffic.durationBy(Traffic.P95, "route"), "{{route}}"),
        Panel.lines(
                "Cache hits by route",
                "Share of lookups answered without a call. Falling: answers are not"
                    + " storable any more, or keys are finer.")
            .unit(Unit.SHARE)
            .steps(Limits.hitShare())
            .most(1)
            .orText("nothing looked up in this range")
            .query(
                shareBy(
                    "route",
                    "rate(" + ofRoutes("mynah_cache_hits_total") + "[$__rate_interval])",
                    "rate(" + ofRoutes("mynah_cache_lookups_total") + "[$__rate_interval])"),
                "{{route}}"),
        Panel.lines(
                "Duration of upstreams, 95th percentile",
                "From a request sent to the end of its answer. Rising for weeks: show it to"
                    + " whoever runs the service.")
            .steps(Limits.upstreamLatency())
            .orText(NOTHING)
            .latency(
                quantile(Traffic.P95, "upstream", of("mynah_upstream_request_duration_seconds")),
                "{{upstream}}"));
  }

  private static Row routes() {
    return Row.of(
        "Routes",
        Panel.table(
                "Routes by requests",
                "All routes that were called in the range, with their"
                    + " requests, errors and calls saved.")
            .wide(14)
            .high(10)
            .label("route", DetailLink.toRoute())
            .column(
                Traffic.totalByRoute(Traffic.REQUESTS),
                Column.of("Requests", Unit.COUNT, Steps.none()))
            .column(
                Traffic.totalShareByRoute(Traffic.REQUESTS, Traffic.FAILED),
                Column.of("Errors", Unit.SHARE, Limits.failedShare()))
            .column(
                Traffic.totalByRoute(Traffic.SAVED_CALLS),
                Column.of("Calls saved", Unit.COUNT, Steps.none())),
        Panel.table(
                "Routes that nobody called",
                "Configured, and not called in this range: they"
                    + " may go, or the test that needs them does not run.")
            .wide(10)
            .high(10)
            .orText("no route is known that was not called")
            .label("route", DetailLink.toRoute())
            .column(
                maxBy("route, group", ofRoutes("mynah_route_info"))
                    + " unless on (route) ("
                    + sumBy("route", total(ofRoutes(Traffic.REQUESTS)))
                    + " > 0)",
                Column.of("Configured", Unit.COUNT, Steps.none())));
  }

  private static Row keeping() {
    return Row.of(
        "What is kept",
        Panel.lines(
                "Size of the store",
                "What the store takes on disk. Near its cap the oldest" + " goes before its time.")
            .unit(Unit.BYTES)
            .orText(NOTHING)
            .query(maxBy("instance", of("mynah_store_bytes")), "{{instance}}"),
        Panel.lines(
                "Behind",
                "The age of the newest counts that are stored. Above the line: look at the"
                    + " exporter; what is newer is not in these charts.")
            .unit(Unit.SECONDS)
            .steps(Limits.tailLag())
            .orText(NOTHING)
            .query(maxBy("instance", of("mynah_tail_lag_seconds")), "{{instance}}"));
  }
}
