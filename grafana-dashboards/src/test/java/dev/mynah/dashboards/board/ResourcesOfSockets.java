package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.maxBy;
import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.rate;
import static dev.mynah.dashboards.query.Promql.sum;
import static dev.mynah.dashboards.query.Promql.sumBy;

import dev.mynah.dashboards.model.Panel;
import dev.mynah.dashboards.model.Row;
import dev.mynah.dashboards.model.Steps;
import dev.mynah.dashboards.model.Unit;

/** Connections from clients and to upstreams. */
final class ResourcesOfSockets {
  private ResourcesOfSockets() {}

  static Row clients() {
    return Row.of(
        "Clients",
        Panel.lines(
                "Connections of clients",
                "Share of limits.connections that is open. Full: the"
                    + " next client is turned away.")
            .wide(8)
            .unit(Unit.SHARE)
            .steps(Limits.fill())
            .query(
                "sum by (instance) ("
                    + of("mynah_connections")
                    + ") / (max by (instance) ("
                    + of("mynah_connections_limit")
                    + ") > 0)",
                "{{instance}}"),
        Panel.lines(
                "Accepted and turned away",
                "Connections by the second. Accepted as high as the requests: clients do not keep"
                    + " them alive. Turned away: raise the limit.")
            .wide(8)
            .unit(Unit.PER_SECOND)
            .query(orZero(sum(rate(of("mynah_connections_accepted_total")))), "accepted")
            .query(orZero(sum(rate(of("mynah_connections_rejected_total")))), "turned away"),
        Panel.lines(
                "Closed by reason",
                "Connections of clients closed by the second. Mostly idle is normal; many"
                    + " cut by limits or timeouts are not.")
            .wide(8)
            .unit(Unit.PER_SECOND)
            .query(Traffic.rateBy("reason", of("mynah_connections_closed_total")), "{{reason}}"));
  }

  static Row requests() {
    return Row.of(
        "Requests in hand",
        Panel.lines(
                "Bodies read ahead",
                "Share of the memory for request bodies that are read ahead. Full: further"
                    + " bodies wait.")
            .wide(8)
            .unit(Unit.SHARE)
            .steps(Limits.fill())
            .orText(Traffic.NOT_IN_MINIMAL)
            .query(
                maxBy(
                    "instance",
                    of("mynah_read_ahead_bytes")
                        + " / ("
                        + of("mynah_read_ahead_limit_bytes")
                        + " > 0)"),
                "{{instance}}"),
        Panel.lines(
                "Wait to be read",
                "Requests that wait for memory to read their body. Above 0"
                    + " for long: after limits.readAheadWait they are answered 503.")
            .wide(8)
            .steps(Steps.anyIsBad())
            .orText(Traffic.NOT_IN_MINIMAL)
            .query(sumBy("instance", of("mynah_read_ahead_waiting")), "{{instance}}"),
        Panel.lines(
                "Requests in flight",
                "Requests being answered, by instance. Climbing without more requests:"
                    + " something behind it has become slow.")
            .wide(8)
            .query(sumBy("instance", of("mynah_http_requests_in_flight")), "{{instance}}"));
  }

  static Row upstreams() {
    return Row.of(
        "Upstreams",
        Panel.lines(
                "Connections to upstreams",
                "By upstream and state. All active and none idle:"
                    + " the pool is as large as it may be, and requests wait.")
            .query(
                orNone(
                    sumBy("upstream, state", of("mynah_upstream_connections")),
                    "upstream",
                    Traffic.NONE),
                "{{upstream}} {{state}}"),
        Panel.lines(
                "Connections to upstreams closed",
                "By the second, by upstream and reason. As many as are opened: the upstream"
                    + " keeps none, and each call pays for a new one.")
            .unit(Unit.PER_SECOND)
            .query(
                orNone(
                    sumBy("upstream, reason", rate(of("mynah_upstream_connections_closed_total"))),
                    "upstream",
                    Traffic.NONE),
                "{{upstream}} {{reason}}"));
  }
}
