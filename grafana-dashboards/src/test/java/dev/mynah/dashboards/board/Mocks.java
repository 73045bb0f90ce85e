package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.ofRoutes;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.rate;
import static dev.mynah.dashboards.query.Promql.share;
import static dev.mynah.dashboards.query.Promql.shareBy;
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

/** What is made up: mocks, faults, delays, and what slipped through. */
final class Mocks {
  private static final String DELAY = "mynah_injected_delay_seconds_total";
  private static final String FAULTS = "mynah_faults_injected_total";
  private static final String UNMATCHED = "route=\"_unmatched\"";

  private Mocks() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "mocks",
        "Mocks and hybrid",
        "What mocks answer and what goes to the real service, requests that no route claimed, and"
            + " what was done to clients on purpose: faults and delays. Read it when a test is"
            + " green that should not be, or red for no reason.",
        "now-1h",
        Sources.BOTH,
        List.of(now(), mix(), unmatched(), faults(), delays(), routes()));
  }

  private static Row now() {
    return Row.of(
        "Now",
        Panel.number(
                "Mocked",
                "Requests by the second that a mock answered. 0: clients call something"
                    + " else, or routes are in mode proxy.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(orZero(sum(rate(ofRoutes(Traffic.REQUESTS, "outcome=\"mock\"")))), "mocked"),
        Panel.number(
                "Share of mocks",
                "How much of what is asked mocks answer. Less than in the last test run:"
                    + " see what went to the real service.")
            .unit(Unit.SHARE)
            .query(Traffic.outcomeShare("mock"), "mocked"),
        Panel.number(
                "To the real service",
                "How much of what is asked the real service answers."
                    + " Above what you think: a route is missing, or in another mode.")
            .unit(Unit.SHARE)
            .query(Traffic.outcomeShare("proxied"), "proxied"),
        Panel.number(
                "Unmatched",
                "Requests by the second that no route claimed. Above 0: a client calls what"
                    + " is not configured, or a route has a typo.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .steps(Limits.unmatchedRate())
            .query(Traffic.unmatchedRate(), "unmatched"),
        Panel.number(
                "Faults",
                "Faults by the second that the configuration asks for. This release has none: 0.")
            .unit(Unit.PER_SECOND)
            .query(orZero(sum(rate(ofRoutes(FAULTS)))), "faults"),
        Panel.number(
                "Delay of a request",
                "Seconds that a request was held back on purpose, over all chosen routes."
                    + " Too long for a test: lower the delays of its mocks.")
            .unit(Unit.SECONDS)
            .query(
                orZero(share(sum(rate(ofRoutes(DELAY))), sum(rate(ofRoutes(Traffic.REQUESTS))))),
                "delay"));
  }

  private static Row mix() {
    return Row.of(
        "Mock or real",
        Panel.lines(
                "Outcomes",
                "Requests by the second by who answered: mock, the real service"
                    + " (proxied), cache, dedup window, a fault, or nobody.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.requestRateBy("outcome"), "{{outcome}}"),
        Panel.lines(
                "Mocked requests by route",
                "Requests by the second that each mock answered. One at nothing: a more"
                    + " specific route claims its requests, or nobody calls it.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .link(DetailLink.toRoute())
            .query(
                Traffic.rateBy("route", ofRoutes(Traffic.REQUESTS, "outcome=\"mock\"")),
                "{{route}}"),
        Panel.lines(
                "Went to the real service, by route",
                "Requests by the second that were"
                    + " proxied. A route that should be mocked: its matchers let requests pass.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .link(DetailLink.toRoute())
            .query(
                Traffic.rateBy("route", ofRoutes(Traffic.REQUESTS, "outcome=\"proxied\"")),
                "{{route}}"),
        Panel.lines(
                "Mocks that answer 5xx",
                "Requests by the second that mocks answer 5xx because they are told to. Not"
                    + " counted as errors; a surprise here is a mock left behind.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .link(DetailLink.toRoute())
            .query(
                Traffic.rateBy("route", ofRoutes(Traffic.REQUESTS, Traffic.MEANT)), "{{route}}"));
  }

  private static Row unmatched() {
    return Row.of(
        "Claimed by no route",
        Panel.lines(
                "Unmatched by method",
                "Requests by the second that no route claimed. The"
                    + " request log of the exporter has their paths.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .steps(Limits.unmatchedRate())
            .query(Traffic.rateBy("method", of(Traffic.REQUESTS, UNMATCHED)), "{{method}}"),
        Panel.lines(
                "Unmatched by instance",
                "Which process is asked for what it does not have. One"
                    + " alone: it runs an older configuration.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .steps(Limits.unmatchedRate())
            .link(DetailLink.toResources())
            .query(
                Traffic.rateBy("instance", of("mynah_unmatched_requests_total")), "{{instance}}"));
  }

  private static Row faults() {
    return Row.of(
        "Faults on purpose",
        Panel.lines(
                "Faults by kind",
                "Faults by the second, by kind. Still there after the test:"
                    + " the fault was left in the configuration.")
            .unit(Unit.PER_SECOND)
            .query(Traffic.rateBy("kind", ofRoutes(FAULTS)), "{{kind}}"),
        Panel.lines(
                "Faults by route",
                "Share of requests of a route that a fault answered. Not what the"
                    + " configuration says: too few requests to tell.")
            .unit(Unit.SHARE)
            .link(DetailLink.toRoute())
            .query(
                orNone(
                    shareBy("route", rate(ofRoutes(FAULTS)), rate(ofRoutes(Traffic.REQUESTS))),
                    "route",
                    Traffic.NONE),
                "{{route}}"));
  }

  private static Row delays() {
    return Row.of(
        "Delays on purpose",
        Panel.lines(
                "Delay of a request, by route",
                "Seconds that a request was held back on"
                    + " purpose, on average. Take it from the duration to see what is real.")
            .unit(Unit.SECONDS)
            .link(DetailLink.toRoute())
            .query(
                orNone(
                    shareBy("route", rate(ofRoutes(DELAY)), rate(ofRoutes(Traffic.REQUESTS))),
                    "route",
                    Traffic.NONE),
                "{{route}}"),
        Panel.lines(
                "Requests past a route's expiry",
                "Requests by the second that met a route that"
                    + " has expired. Above 0: a test still relies on what was meant to go.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .steps(Steps.anyIsBad())
            .query(
                Traffic.rateBy("route", ofRoutes("mynah_expired_route_requests_total")),
                "{{route}}"));
  }

  private static Row routes() {
    return Row.of(
        "Over the whole range",
        Panel.table(
                "Mocks and their hits",
                "Requests, faults and delay of each route over the"
                    + " whole range. No hits at all: the mock may go.")
            .label("route", DetailLink.toRoute())
            .column(
                Traffic.totalByRoute(Traffic.REQUESTS),
                Column.of("Requests", Unit.COUNT, Steps.none()))
            .column(
                Traffic.totalByRoute(Traffic.REQUESTS, "outcome=\"mock\""),
                Column.of("Mocked", Unit.COUNT, Steps.none()))
            .column(
                Traffic.totalByRoute(Traffic.REQUESTS, "outcome=\"proxied\""),
                Column.of("Proxied", Unit.COUNT, Steps.none()))
            .column(Traffic.totalByRoute(FAULTS), Column.of("Faults", Unit.COUNT, Steps.none()))
            .column(Traffic.totalByRoute(DELAY), Column.of("Delay", Unit.SECONDS, Steps.none())));
  }
}
