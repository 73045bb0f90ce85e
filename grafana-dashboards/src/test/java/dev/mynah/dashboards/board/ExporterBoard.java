package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.maxBy;
import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.quantile;
import static dev.mynah.dashboards.query.Promql.rate;
import static dev.mynah.dashboards.query.Promql.sum;
import static dev.mynah.dashboards.query.Promql.sumBy;
import static dev.mynah.dashboards.query.Promql.total;

import dev.mynah.dashboards.model.Dashboard;
import dev.mynah.dashboards.model.Dashboard.Sources;
import dev.mynah.dashboards.model.Panel;
import dev.mynah.dashboards.model.Row;
import dev.mynah.dashboards.model.Steps;
import dev.mynah.dashboards.model.Unit;
import java.util.List;

/** How the exporter takes counts in, keeps them and answers; a Prometheus is asked. */
final class ExporterBoard {
  private static final String NO_EXPORTER = "no exporter, or metrics.preset minimal";
  private static final double SECOND = 1;
  private static final double TEN_SECONDS = 10;

  private ExporterBoard() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "exporter",
        "Exporter and store",
        "Whether analytics are complete and up to date: journal read, counts and events stored,"
            + " coarser counts made, old ones removed, queries answered. Agents alone have no"
            + " exporter and show so.",
        "now-1h",
        Sources.PROMETHEUS,
        List.of(now(), reading(), writing(), tidying(), answering()));
  }

  private static Row now() {
    return Row.of(
        "Now",
        Panel.number(
                "Store takes data",
                "1 while each store takes what it is given. 0: the"
                    + " journal keeps what is counted, up to its size; /ready says why.")
            .unit(Unit.YES_NO)
            .steps(Steps.below(1, 1))
            .orText(NO_EXPORTER)
            .query("min(" + of("mynah_store_up") + ")", "up"),
        Panel.number(
                "Behind",
                "The age of the newest counts that are stored; frames come each minute. Above the"
                    + " line: analytics are behind, counts of the ledger are not.")
            .unit(Unit.SECONDS)
            .steps(Limits.tailLag())
            .orText(NO_EXPORTER)
            .query("max(" + of("mynah_tail_lag_seconds") + ")", "behind"),
        Panel.number(
                "Store is full",
                "The fullest store, of what it may take. Above the line: the"
                    + " oldest goes before its time.")
            .unit(Unit.SHARE)
            .steps(Limits.storeFill())
            .orText("no cap, no exporter, or metrics.preset minimal")
            .query("max(" + storeFill() + ")", "full"),
        Panel.number(
                "Writes refused",
                "Batches that the store did not take in this range; each is offered again."
                    + " Above 0 for long: the database is away or full.")
            .steps(Steps.anyIsBad())
            .query(orZero(sum(total(of("mynah_store_write_failures_total")))), "refused"),
        Panel.number(
                "Lost from the journal",
                "Entries of the request log lost in this range with a part of the journal:"
                    + " the exporter was away for too long. Counts are not among them.")
            .steps(Steps.anyIsBad())
            .query(
                orZero(sum(total(of("mynah_store_dropped_events_total", "reason=\"lost\"")))),
                "lost"),
        Panel.number(
                "Failed upkeep",
                "Rollups and clean-ups that failed in this range. They are"
                    + " tried again; when it goes on, the log says why.")
            .steps(Steps.anyIsBad())
            .query(failedUpkeep(), "failed"));
  }

  private static String failedUpkeep() {
    return "("
        + orZero(sum(total(of("mynah_rollup_failures_total"))))
        + ") + ("
        + orZero(sum(total(of("mynah_retention_failures_total"))))
        + ")";
  }

  private static String storeFill() {
    return of("mynah_store_bytes") + " / (" + of("mynah_store_capacity_bytes") + " > 0)";
  }

  private static Row reading() {
    return Row.of(
        "From the journal",
        Panel.lines(
                "Behind",
                "The age of the newest counts in the store, by instance. It climbs"
                    + " and climbs: exporter or database cannot keep up.")
            .unit(Unit.SECONDS)
            .steps(Limits.tailLag())
            .orText(NO_EXPORTER)
            .query(maxBy("instance", of("mynah_tail_lag_seconds")), "{{instance}}"),
        Panel.lines(
                "Not read yet",
                "Bytes of the journal that wait to be read. Near the journal's"
                    + " size, what was not read is lost.")
            .unit(Unit.BYTES)
            .orText(NO_EXPORTER)
            .query(maxBy("instance", of("mynah_journal_unread_bytes")), "{{instance}}"),
        Panel.lines(
                "Read",
                "Frames of counts and events of single requests, taken from the"
                    + " journal by the second. Frames stand still: the agent writes nothing.")
            .unit(Unit.PER_SECOND)
            .query(orZero(sum(rate(of("mynah_tail_frames_total")))), "frames")
            .query(orZero(sum(rate(of("mynah_tail_events_total")))), "events"),
        Panel.lines(
                "Requests without an entry of their own",
                "By the second, by reason: left_out by the agent's budget (meant), lost with the"
                    + " journal (not). Counts hold all.")
            .unit(Unit.PER_SECOND)
            .query(
                orNone(
                    sumBy("reason", rate(of("mynah_store_dropped_events_total"))),
                    "reason",
                    NO_EXPORTER),
                "{{reason}}"));
  }

  private static Row writing() {
    return Row.of(
        "Into the store",
        Panel.lines(
                "Batches",
                "Batches by the second that were committed, and that were not"
                    + " taken. Refused for longer than a restart takes: the database is away.")
            .unit(Unit.PER_SECOND)
            .query(orZero(sum(rate(of("mynah_store_writes_total")))), "committed")
            .query(orZero(sum(rate(of("mynah_store_write_failures_total")))), "refused"),
        Panel.lines(
                "Duration of a commit, 99th percentile",
                "What a batch took to be committed."
                    + " Above a second: disk or database cannot keep up.")
            .steps(Steps.above(SECOND))
            .orText("nothing written in this time")
            .latency(
                quantile(Traffic.P99, "instance", of("mynah_store_write_duration_seconds")),
                "{{instance}}"),
        Panel.lines(
                "Events in hand",
                "Events that were read and are not committed yet. It stays"
                    + " up: the store takes nothing.")
            .orText(NO_EXPORTER)
            .query(maxBy("instance", of("mynah_store_queued_events")), "{{instance}}"),
        Panel.lines(
                "Size",
                "What each store takes on disk, and what it may take. Close to each other:"
                    + " raise the cap, or keep less long.")
            .unit(Unit.BYTES)
            .orText(NO_EXPORTER)
            .query(maxBy("instance", of("mynah_store_bytes")), "{{instance}}")
            .query(
                maxBy("instance", of("mynah_store_capacity_bytes")) + " > 0",
                "{{instance}} may take"));
  }

  private static Row tidying() {
    return Row.of(
        "Upkeep",
        Panel.lines(
                "Age of coarser counts",
                "Seconds since counts of a resolution were last"
                    + " brought up to date. More than ten minutes: hours and days fall behind.")
            .unit(Unit.SECONDS)
            .steps(Limits.rollupAge())
            .orText(NO_EXPORTER)
            .query(
                "time() - "
                    + "min by (resolution) ("
                    + of("mynah_rollup_last_success_timestamp_seconds")
                    + " > 0)",
                "{{resolution}}"),
        Panel.lines(
                "Duration of a rollup, 99th percentile",
                "What a rollup of all that changed"
                    + " took. Above ten seconds: too many series, or a slow disk.")
            .steps(Steps.above(TEN_SECONDS))
            .orText("no rollup in this time")
            .latency(
                quantile(Traffic.P99, "instance", of("mynah_rollup_duration_seconds")),
                "{{instance}}"),
        Panel.lines(
                "Rows removed",
                "Rows by the second removed for their age or for want of room. None for"
                    + " days: look whether clean-ups fail.")
            .unit(Unit.PER_SECOND)
            .query(
                orNone(
                    sumBy("resolution", rate(of("mynah_retention_deleted_rows_total"))),
                    "resolution",
                    NO_EXPORTER),
                "{{resolution}}"),
        Panel.lines(
                "Failed upkeep",
                "Rollups and clean-ups by the second that failed. Steady: the log says why;"
                    + " hours and days fall behind.")
            .unit(Unit.PER_SECOND)
            .steps(Steps.anyIsBad())
            .query(orZero(sum(rate(of("mynah_rollup_failures_total")))), "rollups")
            .query(orZero(sum(rate(of("mynah_retention_failures_total")))), "clean-ups"));
  }

  private static Row answering() {
    return Row.of(
        "Answers",
        Panel.lines(
                "Requests to the APIs",
                "Requests by the second to the analytics and the Prometheus-compatible API."
                    + " Code 422 or 503: see Queries refused.")
            .unit(Unit.REQUESTS_PER_SECOND)
            .query(
                orNone(
                    sumBy("handler, code", rate(of("mynah_api_requests_total"))),
                    "handler",
                    Traffic.NONE),
                "{{handler}} {{code}}"),
        Panel.lines(
                "Duration of an answer, 99th percentile",
                "Above a second: dashboards ask for"
                    + " too much at once, or at too fine a resolution.")
            .steps(Steps.above(SECOND))
            .orText("nothing asked in this time")
            .latency(
                quantile(Traffic.P99, "handler", of("mynah_api_request_duration_seconds")),
                "{{handler}}"),
        Panel.lines(
                "Queries refused",
                "By the second, by reason. too_large or timeout: somebody's"
                    + " dashboard asks for too much.")
            .unit(Unit.PER_SECOND)
            .query(
                orNone(
                    sumBy("reason", rate(of("mynah_api_rejected_queries_total"))),
                    "reason",
                    NO_EXPORTER),
                "{{reason}}"),
        Panel.lines(
                "Live stream",
                "Subscribers of the live stream, and those refused (full) or dropped (slow)"
                    + " by the second. Many dropped: readers cannot keep up.")
            .query(orZero(sum(of("mynah_live_subscribers"))), "subscribers")
            .query(
                orNone(
                    sumBy("reason", rate(of("mynah_live_refused_total"))), "reason", NO_EXPORTER),
                "refused: {{reason}}"));
  }
}
