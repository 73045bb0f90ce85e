package dev.mynah.dashboards.rule;

import static dev.mynah.dashboards.rule.Words.DURATION;
import static dev.mynah.dashboards.rule.Words.PERCENT;
import static dev.mynah.dashboards.rule.Words.PROCESSES;
import static dev.mynah.dashboards.rule.Words.WHERE;

import java.util.List;

/** Whether a process is near to what it may use, and whether its counts are safe. */
final class LimitAlerts {
  private static final String DAY = "86400";

  private LimitAlerts() {}

  static List<Alert> all() {
    return List.of(
        ledgerDead(),
        ledgerAnew(),
        ledgerFull(),
        seriesLimit(),
        certificate(Severity.WARNING, Thresholds.CERTIFICATE_DAYS_WARNING),
        certificate(Severity.CRITICAL, Thresholds.CERTIFICATE_DAYS_CRITICAL),
        heapFull(),
        loopBlocked(),
        connectionsFull());
  }

  /** A ledger that is meant to be on the heap does not make a process degraded. */
  private static Alert ledgerDead() {
    return Alert.named("MynahLedgerDead", Severity.WARNING)
        .when(Ask.count("mynah_ledger_on_heap == 1\nand on (" + Ask.EACH + ") mynah_degraded > 0"))
        .lasting("5m")
        .summary("Hits are counted on the heap instead of in the file.")
        .on("resources")
        .description(
            PROCESSES + " lose their counts with a restart: the ledger's file cannot be used.");
  }

  private static Alert ledgerAnew() {
    return Alert.named("MynahLedgerStartedAnew", Severity.WARNING)
        .when(
            Ask.count(
                "mynah_ledger_quarantined_files > 0\nand on ("
                    + Ask.EACH
                    + ") time() - process_start_time_seconds < "
                    + DAY))
        .lasting("1m")
        .summary("A ledger was given up and counts began at 0.")
        .on("resources")
        .description(
            PROCESSES + " moved a damaged ledger aside at their start within the last day.");
  }

  private static Alert ledgerFull() {
    return Alert.named("MynahLedgerAlmostFull", Severity.WARNING)
        .when(
            Ask.worst(Ask.share("mynah_ledger_used_bytes", "mynah_ledger_size_bytes"))
                + " > "
                + Ask.number(Thresholds.LEDGER_FILL))
        .lasting("15m")
        .summary("The ledger has little room for new series.")
        .on("resources")
        .description("A ledger of " + WHERE + " is " + PERCENT + " full.");
  }

  private static Alert seriesLimit() {
    return Alert.named("MynahSeriesLimitReached", Severity.WARNING)
        .when(
            Ask.worst(Ask.share("mynah_metrics_ledger_series", "mynah_metrics_series_budget"))
                + " > "
                + Ask.number(Thresholds.SERIES_FILL)
                + "\nor\n"
                + Ask.lately("mynah_ledger_overflow_total")
                + " > 0")
        .lasting("5m")
        .summary("The budget of series is used up.")
        .on("resources")
        .description("New series of " + WHERE + " are folded into _overflow, or will be soon.");
  }

  private static Alert certificate(Severity severity, double days) {
    return Alert.named("MynahCertificateExpiring", severity)
        .when(
            "min by ("
                + Ask.BY
                + ", name) (mynah_tls_certificate_not_after_timestamp_seconds) - time() < "
                + Ask.number(days)
                + " * "
                + DAY)
        .lasting("1h")
        .summary("A certificate ends soon.")
        .on("resources")
        .description("Certificate {{ $labels.name }} of " + WHERE + " ends in " + DURATION + ".");
  }

  /** What a full collection left, since the rest is garbage that nobody needed to collect yet. */
  private static Alert heapFull() {
    return Alert.named("MynahHeapAlmostFull", Severity.WARNING)
        .when(
            Ask.worst(
                    Ask.ours(
                        Ask.share("jvm_gc_live_data_size_bytes", "jvm_gc_max_data_size_bytes")))
                + " > "
                + Ask.number(Thresholds.HEAP_FILL))
        .lasting("15m")
        .summary("The heap is almost full after a collection.")
        .on("resources")
        .description("A heap of " + WHERE + " is still " + PERCENT + " full after a collection.");
  }

  private static Alert loopBlocked() {
    return Alert.named("MynahEventLoopBlocked", Severity.WARNING)
        .when(Ask.worst("mynah_event_loop_lag_seconds") + " > " + Ask.number(Thresholds.LOOP_LAG))
        .lasting("10m")
        .summary("Event loops get to their work late.")
        .on("resources")
        .description("A task of an event loop of " + WHERE + " waited " + DURATION + ".");
  }

  private static Alert connectionsFull() {
    String by = "sum by (" + Ask.EACH + ") (";
    return Alert.named("MynahConnectionsAlmostFull", Severity.WARNING)
        .when(
            Ask.worst(Ask.share(by + "mynah_connections)", by + "mynah_connections_limit)"))
                + " > "
                + Ask.number(Thresholds.FILL))
        .lasting("5m")
        .summary("Almost as many clients are connected as may be.")
        .on("resources")
        .description(
            "A process of "
                + WHERE
                + " has "
                + PERCENT
                + " of the connections it may have; the next clients are turned away.");
  }
}
