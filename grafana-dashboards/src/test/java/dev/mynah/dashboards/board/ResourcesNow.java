package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.orZero;
import static dev.mynah.dashboards.query.Promql.sum;
import static dev.mynah.dashboards.query.Promql.total;

import dev.mynah.dashboards.model.Panel;
import dev.mynah.dashboards.model.Row;
import dev.mynah.dashboards.model.Steps;
import dev.mynah.dashboards.model.Unit;

/** The first row: the fullest and the worst of all chosen processes. */
final class ResourcesNow {
  private static final String NOT_HERE = "not in this process";

  private ResourcesNow() {}

  static Row row() {
    return Row.of(
        "Now, the worst of all",
        Panel.number(
                "Heap is full",
                "The fullest heap, of what it may take. Above the line:"
                    + " collections take over; give the process more memory.")
            .unit(Unit.SHARE)
            .steps(Limits.heapFill())
            .query("max(" + heapFill() + ")", "heap"),
        Panel.number(
                "Direct memory is full",
                "The fullest memory outside the heap. Full: buffers"
                    + " for requests cannot be had and they fail.")
            .unit(Unit.SHARE)
            .steps(Limits.fill())
            .orText(Traffic.NOT_IN_MINIMAL)
            .query("max(" + directFill() + ")", "direct"),
        Panel.number(
                "Event loops late",
                "The longest that a due task waited for its loop in the"
                    + " last minute. Above the line: too little CPU, or something blocks.")
            .unit(Unit.SECONDS)
            .steps(Limits.loopLag())
            .orText(Traffic.NOT_IN_MINIMAL)
            .query("max(" + of("mynah_event_loop_lag_seconds") + ")", "late"),
        Panel.number(
                "Ledger is full",
                "The fullest ledger. Above the line: raise ledger.size, or"
                    + " new series fold into _overflow.")
            .unit(Unit.SHARE)
            .steps(Limits.ledgerFill())
            .orText(NOT_HERE)
            .query("max(" + ledgerFill() + ")", "ledger"),
        Panel.number(
                "Journal is full",
                "The fullest journal, of bytes not yet read. Above the"
                    + " line: the exporter is away, and the oldest is deleted unread.")
            .unit(Unit.SHARE)
            .steps(Limits.journalFill())
            .orText(NOT_HERE)
            .query("max(" + journalFill() + ")", "journal"),
        Panel.number(
                "Errors in the log",
                "Lines of the log at level error in this range. Above 0:" + " read them.")
            .steps(Steps.anyIsBad())
            .query(
                orZero(sum(total(of("mynah_log_messages_total", "level=\"error\"")))), "errors"));
  }

  static String heapFill() {
    String by = "sum by (job, instance, namespace) (";
    return by
        + of("jvm_memory_used_bytes", "area=\"heap\"")
        + ") / ("
        + by
        + of("jvm_memory_max_bytes", "area=\"heap\"")
        + ") > 0)";
  }

  static String directFill() {
    return of("mynah_netty_reserved_direct_memory_bytes")
        + " / ("
        + of("mynah_netty_direct_memory_limit_bytes")
        + " > 0)";
  }

  static String ledgerFill() {
    return of("mynah_ledger_used_bytes") + " / (" + of("mynah_ledger_size_bytes") + " > 0)";
  }

  static String journalFill() {
    return of("mynah_journal_backlog_bytes")
        + " / ("
        + of("mynah_journal_capacity_bytes")
        + " > 0)";
  }
}
