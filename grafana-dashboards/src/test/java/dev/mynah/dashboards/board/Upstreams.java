package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.quantile;
import static dev.mynah.dashboards.query.Promql.rate;
import static dev.mynah.dashboards.query.Promql.share;
import static dev.mynah.dashboards.query.Promql.shareBy;
import static dev.mynah.dashboards.query.Promql.sum;
import static dev.mynah.dashboards.query.Promql.sumBy;

import dev.mynah.dashboards.model.Dashboard;
import dev.mynah.dashboards.model.Dashboard.Sources;
import dev.mynah.dashboards.model.Panel;
import dev.mynah.dashboards.model.Row;
import dev.mynah.dashboards.model.Steps;
import dev.mynah.dashboards.model.Unit;
import java.util.List;

/** What calls to real services come to: answers, failures, second attempts, connections. */
final class Upstreams {
  private static final String REQUESTS = "mynah_upstream_requests_total";
  private static final String RETRIES = "mynah_upstream_retries_total";
  private static final String FAILURES = "mynah_upstream_failures_total";
  private static final String BAD = "code=~\"5..\"";
  private static final String NO_CALLS = "no calls in this time";

  private Upstreams() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "upstreams",
        "Upstreams and retries",
        "What the real services answer, how long they take, how often a call is made again, and"
            + " whether connections are kept. Read it when routes in mode proxy or hybrid fail or"
            + " are slow. Sockets by state are on the page Sidecar resources.",
        "now-1h",
        Sources.BOTH,
        List.of(now(), calls(), failures(), durations(), connections()));
  }

  private static String answersAndFailures() {
    return "("
        + sum(rate(of(REQUESTS)))
        + " or vector(0)) + ("
        + sum(rate(of(FAILURES)))
        + " or vector(0))";
  }

  private static Row now() {
    return Row.of(
        "Now",
        Panel.number(
                "Calls",
                "Answers had from upstreams by the second. 0 while proxied routes are"
                    + " called: see Without answer.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(orZero(sum(rate(of(REQUESTS)))), "calls"),
        Panel.number(
                "5xx answers",
                "Share of answers that were 5xx. Above the line: the service"
                    + " itself fails; see which below.")
            .unit(Unit.SHARE)
            .steps(Limits.upstreamFailedShare())
            .query(orZero(share(sum(rate(of(REQUESTS, BAD))), sum(rate(of(REQUESTS))))), "5xx"),
        Panel.number(
                "Without answer",
                "Share of attempts that had no whole answer: no address, no connection, no"
                    + " TLS, too late, or broken off. See the reasons below.")
            .unit(Unit.SHARE)
            .steps(Limits.upstreamFailedShare())
            .query(
                orZero(share(sum(rate(of(FAILURES))), "(" + answersAndFailures() + ")")),
                "without answer"),
        Panel.number(
                "Made again",
                "Share of attempts that were made again. Above the line: the"
                    + " retries hide a service that fails, and add to its load.")
            .unit(Unit.SHARE)
            .steps(Limits.retryShare())
            .query(
                orZero(share(sum(rate(of(RETRIES))), "(" + answersAndFailures() + ")")),
                "made again"),
        Panel.number(
                "99th percentile",
                "One call in a hundred took longer than this, from request sent to answer"
                    + " whole. Above the line: see which upstream below.")
            .unit(Unit.SECONDS)
            .steps(Limits.upstreamLatency())
            .orText(NO_CALLS)
            .query(quantile(Traffic.P99, "", of("mynah_upstream_request_duration_seconds")), "p99"),
        Panel.number(
                "Waiting",
                "Requests that wait for a connection now. Above 0 for long: the"
                    + " pool is too small for how slow the service is.")
            .steps(Steps.anyIsBad())
            .query(orZero(sum(of("mynah_upstream_requests_queued"))), "waiting"));
  }

  private static Row calls() {
    return Row.of(
        "Calls",
        Panel.lines(
                "By upstream",
                "Answers by the second from each upstream. Nothing while"
                    + " proxied routes are called: look at the failures below.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.rateBy("upstream", of(REQUESTS)), "{{upstream}}"),
        Panel.lines(
                "By status code",
                "Answers by the second by code, of all upstreams. 429 or 503"
                    + " that climb: the service asks for less.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(Traffic.rateBy("code", of(REQUESTS)), "{{code}}"),
        Panel.lines(
                "5xx answers by upstream",
                "Share of an upstream's answers that were 5xx. Above the line: it is the"
                    + " service itself that fails; ask who runs it.")
            .unit(Unit.SHARE)
            .steps(Limits.upstreamFailedShare())
            .query(
                orNone(
                    shareBy("upstream", rate(of(REQUESTS, BAD)), rate(of(REQUESTS))),
                    "upstream",
                    Traffic.NONE),
                "{{upstream}}"),
        Panel.lines(
                "Under way and waiting",
                "Requests at an upstream now, and those that wait for"
                    + " a connection. Both climb: the service is slower than what is asked of it.")
            .query(
                orNone(
                    sumBy("upstream", of("mynah_upstream_requests_in_flight")),
                    "upstream",
                    Traffic.NONE),
                "{{upstream}} under way")
            .query(
                orNone(
                    sumBy("upstream", of("mynah_upstream_requests_queued")),
                    "upstream",
                    Traffic.NONE),
                "{{upstream}} waiting"));
  }

  private static Row failures() {
    return Row.of(
        "Failures and second attempts",
        Panel.lines(
                "Attempts without a whole answer",
                "By the second. upstream_dns and upstream_connect: address or network;"
                    + " upstream_tls: certificates; a timeout or a reset: the service.")
            .unit(Unit.PER_SECOND)
            .steps(Steps.anyIsBad())
            .query(
                orNone(
                    sumBy("upstream, reason", rate(of(FAILURES))) + " > 0",
                    "upstream",
                    Traffic.NONE),
                "{{upstream}} {{reason}}"),
        Panel.lines(
                "Attempts made again",
                "By the second, by upstream and reason. Where it is as"
                    + " high as the failures, retries do not help: the service is down.")
            .unit(Unit.PER_SECOND)
            .query(
                orNone(
                    sumBy("upstream, reason", rate(of(RETRIES))) + " > 0",
                    "upstream",
                    Traffic.NONE),
                "{{upstream}} {{reason}}"));
  }

  private static Row durations() {
    return Row.of(
        "Duration",
        timed(
            "Whole answer, 99th percentile",
            "From a request sent to the end of its answer. Near"
                + " the upstream's timeout: requests are about to fail.",
            "mynah_upstream_request_duration_seconds"),
        timed(
            "First byte, 99th percentile",
            "From a request sent to the first byte of its answer:"
                + " what the service thinks. The whole answer takes far longer: bodies are large or"
                + " the network is slow.",
            "mynah_upstream_first_byte_seconds"),
        Panel.lines(
                "Connecting in the last hour, 99th percentile",
                "Opening a connection, TLS included; over an hour, since it is rare while"
                    + " connections are kept. High: name, network or TLS of the service.")
            .steps(Limits.upstreamLatency())
            .orText("no connection was opened in this time")
            .latency(
                quantile(Traffic.P99, "upstream", of("mynah_upstream_connect_duration_seconds"))
                    .replace("[$__rate_interval]", "[1h]"),
                "{{upstream}}"),
        Panel.lines(
                "Bodies",
                "Bytes of bodies by the second, to upstreams and from them. A jump without"
                    + " more calls: answers have grown.")
            .unit(Unit.BYTES_PER_SECOND)
            .query(
                Traffic.rateBy("upstream", of("mynah_upstream_request_body_bytes_total")),
                "{{upstream}} sent")
            .query(
                Traffic.rateBy("upstream", of("mynah_upstream_response_body_bytes_total")),
                "{{upstream}} had"));
  }

  private static Panel timed(String title, String description, String histogram) {
    return Panel.lines(title, description)
        .steps(Limits.upstreamLatency())
        .orText(NO_CALLS)
        .latency(quantile(Traffic.P99, "upstream", of(histogram)), "{{upstream}}");
  }

  private static Row connections() {
    return Row.of(
        "Connections and names",
        Panel.lines(
                "Connections opened",
                "By the second. As high as the calls: the upstream"
                    + " closes after each answer, and each call pays for a new connection.")
            .unit(Unit.PER_SECOND)
            .query(
                Traffic.rateBy("upstream", of("mynah_upstream_connections_opened_total")),
                "{{upstream}}"),
        Panel.lines(
                "Names that were not found",
                "Lookups of an upstream's name that failed, by the"
                    + " second. Old addresses are used until they fail too.")
            .unit(Unit.PER_SECOND)
            .steps(Steps.anyIsBad())
            .query(
                Traffic.rateBy("upstream", of("mynah_upstream_dns_failures_total")),
                "{{upstream}}"));
  }
}
