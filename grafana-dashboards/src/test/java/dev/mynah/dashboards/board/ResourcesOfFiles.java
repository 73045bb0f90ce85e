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

/** Ledger, journal, configuration, and the metrics themselves. */
final class ResourcesOfFiles {
  private static final String NO_LEDGER = "no ledger is open";
  private static final String NO_JOURNAL = "no journal is written";

  private ResourcesOfFiles() {}

  static Row ledger() {
    return Row.of(
        "Ledger",
        Panel.lines(
                "Ledger",
                "Share of the file that counters take. Above the line: raise"
                    + " ledger.size, or new series fold into _overflow.")
            .unit(Unit.SHARE)
            .steps(Limits.ledgerFill())
            .most(1)
            .orText(NO_LEDGER)
            .query(maxBy("instance", ResourcesNow.ledgerFill()), "{{instance}}"),
        Panel.lines(
                "Series and their budget",
                "Share of metrics.seriesBudget that the ledger's"
                    + " families come to. Above the line: new series are about to fold.")
            .unit(Unit.SHARE)
            .steps(Limits.seriesFill())
            .orText(NO_LEDGER)
            .query(
                maxBy(
                    "instance",
                    of("mynah_metrics_ledger_series")
                        + " / ("
                        + of("mynah_metrics_series_budget")
                        + " > 0)"),
                "{{instance}}"),
        Panel.lines(
                "Series folded",
                "Series by the second that were folded into _overflow. Above 0: raise"
                    + " metrics.seriesBudget or ledger.size, or name fewer routes.")
            .steps(Steps.anyIsBad())
            .query(
                orNone(
                    sumBy("instance", rate(of("mynah_ledger_overflow_total"))),
                    "instance",
                    Traffic.NONE),
                "{{instance}}"),
        Panel.lines(
                "Counted on the heap",
                "1 where hits are counted on the heap, so that a restart loses them, and"
                    + " files moved aside at the start. Either: the log says what was wrong.")
            .steps(Steps.anyIsBad())
            .orText(NO_LEDGER)
            .query(maxBy("instance", of("mynah_ledger_on_heap")), "{{instance}} on the heap")
            .query(
                maxBy("instance", of("mynah_ledger_quarantined_files")),
                "{{instance}} files moved aside"));
  }

  static Row journal() {
    return Row.of(
        "Journal",
        Panel.lines(
                "Not read by the exporter",
                "Share of the journal that the slowest exporter has"
                    + " still to read. Above the line: it is away, and the oldest goes unread.")
            .unit(Unit.SHARE)
            .steps(Limits.journalFill())
            .orText(NO_JOURNAL)
            .query(maxBy("instance", ResourcesNow.journalFill()), "{{instance}}"),
        Panel.lines(
                "Written",
                "Bytes by the second written to the journal. 0 under traffic: it is"
                    + " switched off, or the disk is full.")
            .unit(Unit.BYTES_PER_SECOND)
            .query(orZero(sum(rate(of("mynah_journal_written_bytes_total")))), "written"),
        Panel.lines(
                "Events left out",
                "Requests by the second without an event and not in a"
                    + " sample, by reason: budget, ring or disk. Counts hold them all the same.")
            .unit(Unit.PER_SECOND)
            .query(
                Traffic.rateBy("reason", of("mynah_journal_events_left_out_total")), "{{reason}}"),
        Panel.lines(
                "Deleted unread",
                "Bytes by the second deleted before they were read. Above 0: the exporter is away,"
                    + " or journal.size is too small for how long it may be.")
            .wide(6)
            .unit(Unit.BYTES_PER_SECOND)
            .steps(Steps.anyIsBad())
            .query(orZero(sum(rate(of("mynah_journal_deleted_unread_bytes_total")))), "deleted"),
        Panel.lines(
                "Not written",
                "Attempts by the second to write the journal that failed. Above 0: the disk is"
                    + " full, or the directory is gone; the log says which.")
            .wide(6)
            .unit(Unit.PER_SECOND)
            .steps(Steps.anyIsBad())
            .query(orZero(sum(rate(of("mynah_journal_write_failures_total")))), "failed"));
  }

  static Row configuration() {
    return Row.of(
        "Configuration",
        Panel.lines(
                "Changes read and refused",
                "By the second. Refused: the log names file, line"
                    + " and key; the old configuration goes on.")
            .unit(Unit.PER_SECOND)
            .query(orZero(sum(rate(of("mynah_config_reloads_total")))), "read")
            .query(orZero(sum(rate(of("mynah_config_reload_failures_total")))), "refused"),
        Panel.lines(
                "Routes",
                "Routes in the table that serves. Different lines: not all run the"
                    + " same configuration.")
            .query(maxBy("instance", of("mynah_routes")), "{{instance}}"),
        Panel.lines(
                "Lines of the log", "By the second, at warn and error. Any error is worth reading.")
            .unit(Unit.PER_SECOND)
            .query(Traffic.rateBy("level", of("mynah_log_messages_total")), "{{level}}"),
        Panel.lines(
                "Certificates end in",
                "Seconds until a certificate of ours ends. Below the line: renew it; the"
                    + " new file is read without a restart.")
            .unit(Unit.SECONDS)
            .steps(Limits.certificateLeft())
            .orText("no certificate")
            .query(
                "min by (name) ("
                    + of("mynah_tls_certificate_not_after_timestamp_seconds")
                    + ") - time()",
                "{{name}}"));
  }

  static Row metrics() {
    return Row.of(
        "Metrics themselves",
        Panel.lines(
                "Series of an answer",
                "Series that one scrape brings. Near the sample_limit of"
                    + " whoever scrapes: the whole scrape fails.")
            .query(maxBy("instance", of("mynah_metrics_series")), "{{instance}}"),
        Panel.lines(
                "Gathering an answer",
                "What gathering one answer took. Above a second: too many series for so"
                    + " little CPU.")
            .unit(Unit.SECONDS)
            .steps(Steps.above(1))
            .query(maxBy("instance", of("mynah_collect_duration_seconds")), "{{instance}}"),
        Panel.lines(
                "Collectors that failed",
                "Their families are absent from the answer. Above 0:" + " the log says which.")
            .steps(Steps.anyIsBad())
            .query(maxBy("instance", of("mynah_collect_errors")), "{{instance}}"),
        Panel.lines(
                "Draining",
                "1 while no new traffic is wanted. For longer than a rollout: the pod is"
                    + " stuck in ending.")
            .unit(Unit.YES_NO)
            .most(1)
            .query(maxBy("instance", of("mynah_draining")), "{{instance}}"));
  }
}
