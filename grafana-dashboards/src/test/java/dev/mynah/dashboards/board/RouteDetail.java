package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.maxBy;
import static dev.mynah.dashboards.query.Promql.ofRoutes;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.rate;
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

/** All about one route, or about several beside each other. */
final class RouteDetail {
  private RouteDetail() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "route",
        "Route detail",
        "All about the routes that are chosen above: what they are asked, what they answer, how"
            + " long it takes, and what was done on purpose. Choose one route for numbers of its"
            + " own; with several they are added up.",
        "now-1h",
        Sources.BOTH,
        List.of(now(), requests(), duration(), reuse(), onPurpose(), where()));
  }

  private static Row now() {
    return Row.of(
        "Now",
        Panel.number(
                "Requests",
                "Requests of these routes by the second. 0: nobody calls them, or"
                    + " another route with a higher priority claims the requests.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.requestRate(), "requests"),
        Panel.number(
                "Errors",
                "Share answered 5xx without being told to. Above the line: see the"
                    + " codes and outcomes below, then the upstream.")
            .unit(Unit.SHARE)
            .steps(Limits.failedShare())
            .query(Traffic.failedShare(), "errors"),
        Panel.number(
                "Median",
                "Half of the requests took less than this. High for a mock: it has a delay;"
                    + " for a hit of the cache: CPU is short.")
            .unit(Unit.SECONDS)
            .orText(Traffic.QUIET)
            .query(Traffic.durationBy(Traffic.MEDIAN, ""), "median"),
        Panel.number(
                "99th percentile",
                "One request in a hundred took longer than this. Above the line: see by"
                    + " outcome below who was slow.")
            .unit(Unit.SECONDS)
            .steps(Limits.latency())
            .orText(Traffic.QUIET)
            .query(Traffic.durationBy(Traffic.P99, ""), "p99"),
        Panel.number(
                "Answered here",
                "Share that mock, cache or dedup window answered. Lower than you think: see"
                    + " By outcome and Why the cache asked.")
            .unit(Unit.SHARE)
            .query(Traffic.outcomeShare("mock|cache|dedup|replayed|fault"), "answered here"),
        Panel.number(
                "Calls saved",
                "Calls by the second that cache and dedup window spared the real service."
                    + " 0: the route has neither, or keys never repeat.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.savedRate(), "saved"));
  }

  private static Row requests() {
    return Row.of(
        "Requests",
        Panel.lines(
                "By status code",
                "Requests by the second by what they were answered. A code"
                    + " that is new here began when clients or the service changed.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.requestRateBy("code"), "{{code}}"),
        Panel.lines(
                "By outcome",
                "Who answered. A route that should be mocked and shows proxied"
                    + " is in another mode than you think.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.requestRateBy("outcome"), "{{outcome}}"),
        Panel.lines(
                "By method",
                "Requests by the second by method. One that you did not expect: narrow the"
                    + " match of the route.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.requestRateBy("method"), "{{method}}"),
        Panel.lines(
                "Bodies",
                "Bytes of bodies by the second, taken from clients and given to"
                    + " them. A jump without more requests: answers have grown.")
            .unit(Unit.BYTES_PER_SECOND)
            .query(
                orZero(sum(rate(ofRoutes("mynah_http_request_body_bytes_total")))), "from clients")
            .query(
                orZero(sum(rate(ofRoutes("mynah_http_response_body_bytes_total")))), "to clients"));
  }

  private static Row duration() {
    return Row.of(
        "Duration",
        Panel.lines(
                "Median and tail",
                "From a request's first byte to its answer's last. A tail"
                    + " far above the median: look at the outcomes beside this.")
            .steps(Limits.latency())
            .orText(Traffic.QUIET)
            .latency(Traffic.durationBy(Traffic.MEDIAN, ""), "median")
            .latency(Traffic.durationBy(Traffic.P95, ""), "95th percentile")
            .latency(Traffic.durationBy(Traffic.P99, ""), "99th percentile"),
        Panel.lines(
                "99th percentile by outcome",
                "Cache and mock should lie far below proxied. If"
                    + " they do not, the process itself is short of CPU: see Resources.")
            .steps(Limits.latency())
            .orText(Traffic.QUIET)
            .latency(Traffic.durationBy(Traffic.P99, "outcome"), "{{outcome}}"));
  }

  private static Row reuse() {
    return Row.of(
        "Not asked twice",
        Panel.lines(
                "Cache",
                "Lookups and hits by the second. Lookups without hits: answers are"
                    + " not storable, or each request has a key of its own.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(orZero(sum(rate(ofRoutes("mynah_cache_lookups_total")))), "lookups")
            .query(orZero(sum(rate(ofRoutes("mynah_cache_hits_total")))), "hits"),
        Panel.lines(
                "Why the cache asked",
                "Requests of cached routes that became a call, by the word of Cache-Status:"
                    + " uri-miss is a first time, stale one that had run out.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.rateBy("reason", ofRoutes("mynah_cache_forwards_total")), "{{reason}}"),
        Panel.lines(
                "Dedup window",
                "Lookups by the second, duplicates answered from memory, and those that"
                    + " waited for the first. Many duplicates: a client repeats too early.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(orZero(sum(rate(ofRoutes("mynah_dedup_lookups_total")))), "lookups")
            .query(orZero(sum(rate(ofRoutes("mynah_dedup_hits_total")))), "duplicates")
            .query(orZero(sum(rate(ofRoutes("mynah_dedup_waited_total")))), "waited"),
        Panel.lines(
                "Calls saved",
                "Calls by the second that were not made, by what saved them. A drop:"
                    + " answers stopped being storable, or clients stopped repeating.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.rateBy("by", ofRoutes(Traffic.SAVED_CALLS)), "{{by}}"));
  }

  private static Row onPurpose() {
    return Row.of(
        "Done on purpose",
        Panel.lines(
                "Faults",
                "Faults by the second that the configuration asks for, by kind. They"
                    + " are not errors, but clients see them as such.")
            .unit(Unit.PER_SECOND)
            .query(Traffic.rateBy("kind", ofRoutes("mynah_faults_injected_total")), "{{kind}}"),
        Panel.lines(
                "Delay",
                "Seconds in which answers were held back, in each second. It is part"
                    + " of the duration above.")
            .unit(Unit.SECONDS)
            .query(
                Traffic.rateBy("route", ofRoutes("mynah_injected_delay_seconds_total")),
                "{{route}}"));
  }

  private static Row where() {
    return Row.of(
        "Where",
        Panel.lines(
                "By instance",
                "Requests by the second by the process that answered. Uneven:"
                    + " clients keep few connections, or a pod is left out.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .link(DetailLink.toResources())
            .query(Traffic.requestRateBy("instance"), "{{instance}}"),
        Panel.table(
                "What is configured",
                "Group, mode and upstream of these routes, and in how"
                    + " many processes. Different rows for one route: not all run the same"
                    + " configuration.")
            .wide(12)
            .orText("no route is configured")
            .label("route", DetailLink.toRoute())
            .column(
                orNone(
                    "count by (route, group, mode, upstream) ("
                        + maxBy(
                            "route, group, mode, upstream, instance", ofRoutes("mynah_route_info"))
                        + ")",
                    "route",
                    Traffic.NONE),
                Column.of("Processes", Unit.COUNT, Steps.none())));
  }
}
