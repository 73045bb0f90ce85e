package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.maxBy;
import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.ofRoutes;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.rate;
import static dev.mynah.dashboards.query.Promql.shareBy;
import static dev.mynah.dashboards.query.Promql.sum;
import static dev.mynah.dashboards.query.Promql.sumBy;

import dev.mynah.dashboards.model.Column;
import dev.mynah.dashboards.model.Dashboard;
import dev.mynah.dashboards.model.Dashboard.Sources;
import dev.mynah.dashboards.model.DetailLink;
import dev.mynah.dashboards.model.Panel;
import dev.mynah.dashboards.model.Row;
import dev.mynah.dashboards.model.Steps;
import dev.mynah.dashboards.model.Unit;
import java.util.List;

/** All processes beside each other, by namespace and pod. */
final class Fleet {
  private static final String EACH = "namespace, pod, instance";
  private static final String NO_NAMESPACE = "none";

  private Fleet() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "fleet",
        "Fleet",
        "All processes beside each other: which namespace and which pod has the traffic, the"
            + " errors, the load, another version or another configuration. A row leads to its"
            + " own pages. Outside Kubernetes namespace and pod stay empty.",
        "now-1h",
        Sources.BOTH,
        List.of(now(), namespaces(), pods(), changes(), table()));
  }

  /** 0 for each process that is known and has no value. */
  private static String orIdle(String vector) {
    return vector + " or 0 * " + maxBy(EACH, of("process_start_time_seconds"));
  }

  private static Row now() {
    return Row.of(
        "Now",
        Panel.number(
                "Processes",
                "Processes that answer when they are asked for metrics. Fewer than pods:"
                    + " the PodMonitor does not select them all.")
            .query(orZero(sum(of("up"))), "up"),
        Panel.number(
                "Do not answer",
                "Processes that should answer and do not. Above 0: look at"
                    + " the pod's events and its last log. The exporter cannot know of them.")
            .steps(Steps.anyIsBad())
            .query(orZero("count(" + of("up") + " == 0)"), "down"),
        Panel.number(
                "Degraded",
                "Processes with a part that works not as it should. Above 0: GET /ready of"
                    + " them says which and why.")
            .steps(Steps.anyIsBad())
            .query(orZero("count(" + of("mynah_degraded") + " > 0)"), "degraded"),
        Panel.number(
                "Refused configuration",
                "Processes that run on with an older configuration"
                    + " because the new one was refused. The log names file, line and key.")
            .steps(Steps.anyIsBad())
            .query(
                orZero("count(" + of("mynah_config_last_reload_successful") + " == 0)"), "refused"),
        Panel.number(
                "Versions",
                "Versions that run beside each other. Above 1 for longer than a"
                    + " rollout takes: it is stuck.")
            .query(
                orZero("count(count by (version) (" + of("mynah_build_info") + "))"), "versions"),
        Panel.number(
                "Restarts",
                "Starts of processes in this range, those of pods that were replaced not"
                    + " among them. Several: look at the last log and the memory limit.")
            .steps(Limits.restarts())
            .query(
                orZero(sum("changes(" + of("process_start_time_seconds") + "[$__range])")),
                "restarts"));
  }

  private static Row namespaces() {
    return Row.of(
        "By namespace",
        Panel.lines(
                "Requests by namespace",
                "Requests by the second of all processes of a"
                    + " namespace. One at nothing: its clients do not go through the sidecar.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(
                orNone(
                    sumBy("namespace", rate(ofRoutes(Traffic.REQUESTS))),
                    "namespace",
                    NO_NAMESPACE),
                "{{namespace}}"),
        Panel.lines(
                "Errors by namespace",
                "Share of requests answered 5xx without being told to. One alone: its"
                    + " service; all: something that they share.")
            .unit(Unit.SHARE)
            .steps(Limits.failedShare())
            .query(
                orNone(
                    shareBy(
                        "namespace",
                        rate(ofRoutes(Traffic.REQUESTS, Traffic.FAILED)),
                        rate(ofRoutes(Traffic.REQUESTS))),
                    "namespace",
                    NO_NAMESPACE),
                "{{namespace}}"));
  }

  private static Row pods() {
    return Row.of(
        "By process",
        Panel.lines(
                "Requests by instance",
                "Requests by the second of each process. Uneven among"
                    + " replicas: clients keep few connections, or one is left out.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .link(DetailLink.toOverview())
            .query(Traffic.requestRateBy("instance"), "{{instance}}"),
        Panel.lines(
                "Duration by instance, 99th percentile",
                "One alone is slow: its node or its" + " share of CPU is. All are: an upstream is.")
            .steps(Limits.latency())
            .orText(Traffic.QUIET)
            .link(DetailLink.toResources())
            .latency(Traffic.durationBy(Traffic.P99, "instance"), "{{instance}}"),
        Panel.lines(
                "CPU by instance",
                "Seconds of CPU in each second. At the pod's limit: it is" + " throttled.")
            .unit(Unit.SECONDS)
            .link(DetailLink.toResources())
            .query(Traffic.rateBy("instance", of("process_cpu_seconds_total")), "{{instance}}"),
        Panel.lines(
                "Resident memory by instance",
                "Memory in use, mapped files included. Near the"
                    + " container's limit: it is about to be ended.")
            .unit(Unit.BYTES)
            .link(DetailLink.toResources())
            .query(sumBy("instance", of("process_resident_memory_bytes")), "{{instance}}"));
  }

  private static Row changes() {
    return Row.of(
        "What changed",
        Panel.lines(
                "Versions",
                "Processes by the version that they run. Two lines that cross: a" + " rollout.")
            .query("count by (version) (" + of("mynah_build_info") + ")", "{{version}}"),
        Panel.lines(
                "Restarts",
                "Starts within the last step of the chart, by process. Again and"
                    + " again: look at the last log and at the memory limit.")
            .link(DetailLink.toResources())
            .query(
                "sum by (instance) (changes("
                    + of("process_start_time_seconds")
                    + "[$__rate_interval]))",
                "{{instance}}"));
  }

  private static Row table() {
    return Row.of(
        "Each process",
        Panel.table(
                "Processes",
                "Each process now. Sort by a column to find the odd one; its name"
                    + " leads to its overview.")
            .high(10)
            .label("instance", DetailLink.toOverview())
            .column(
                orIdle(sumBy(EACH, rate(ofRoutes(Traffic.REQUESTS)))),
                Column.of("Requests", Unit.REQUESTS_PER_SECOND, Steps.none()))
            .column(
                orIdle(
                    shareBy(
                        EACH,
                        rate(ofRoutes(Traffic.REQUESTS, Traffic.FAILED)),
                        rate(ofRoutes(Traffic.REQUESTS)))),
                Column.of("Errors", Unit.SHARE, Limits.failedShare()))
            .column(
                orIdle(sumBy(EACH, rate(of("process_cpu_seconds_total")))),
                Column.of("CPU", Unit.SECONDS, Steps.none()))
            .column(
                maxBy(EACH, of("process_resident_memory_bytes")),
                Column.of("Memory", Unit.BYTES, Steps.none()))
            .column(
                maxBy(EACH, of("mynah_degraded")),
                Column.of("Degraded parts", Unit.COUNT, Steps.anyIsBad()))
            .column(
                maxBy(EACH, of("process_start_time_seconds")) + " * 1000",
                Column.of("Started", Unit.MOMENT, Steps.none())));
  }
}
