package dev.mynah.dashboards.rule;

import static dev.mynah.dashboards.rule.Words.DURATION;
import static dev.mynah.dashboards.rule.Words.PERCENT;
import static dev.mynah.dashboards.rule.Words.PROCESSES;
import static dev.mynah.dashboards.rule.Words.WHERE;

import java.util.List;

/** Whether what was counted reaches the store, and stays there. Traffic does not depend on it. */
final class AnalyticsAlerts {
  private static final int ROLLUP_FAILURES = 5;

  private AnalyticsAlerts() {}

  static List<Alert> all() {
    return List.of(
        dropped(),
        journalFailing(),
        journalFull(),
        behind(),
        storeFailing(),
        rollupStalled(),
        rollupFailing(),
        storeFull());
  }

  private static Alert dropped() {
    return Alert.named("MynahEventsDropped", Severity.WARNING)
        .when(
            Ask.lately("mynah_journal_events_left_out_total{reason=\"disk\"}")
                + " > 0\nor\n"
                + Ask.lately("mynah_journal_deleted_unread_bytes_total")
                + " > 0\nor\n"
                + Ask.lately("mynah_store_dropped_events_total{reason=~\"lost|unstorable\"}")
                + " > 0")
        .lasting("1m")
        .summary("Parts of the request log are lost.")
        .on("exporter")
        .description(
            "Events of "
                + WHERE
                + " found no room, were deleted before they were read, or could not be stored.");
  }

  private static Alert journalFailing() {
    return Alert.named("MynahJournalWritesFailing", Severity.WARNING)
        .when(Ask.lately("mynah_journal_write_failures_total") + " > 0")
        .lasting("5m")
        .summary("The journal cannot be written.")
        .on("exporter")
        .description(
            "Writing the journal of "
                + WHERE
                + " fails; the disk is full or the directory is gone.");
  }

  private static Alert journalFull() {
    return Alert.named("MynahJournalAlmostFull", Severity.WARNING)
        .when(
            Ask.worst(Ask.share("mynah_journal_backlog_bytes", "mynah_journal_capacity_bytes"))
                + " > "
                + Ask.number(Thresholds.JOURNAL_FILL))
        .lasting("15m")
        .summary("The exporter does not keep up with the journal.")
        .on("exporter")
        .description(
            PERCENT
                + " of a journal of "
                + WHERE
                + " wait to be read; when it is full the oldest is deleted unread.");
  }

  private static Alert behind() {
    return Alert.named("MynahAnalyticsBehind", Severity.WARNING)
        .when(Ask.worst("mynah_tail_lag_seconds") + " > " + Ask.number(Thresholds.TAIL_LAG))
        .lasting("15m")
        .summary("Analytics are behind.")
        .on("exporter")
        .description("The newest counts in a store of " + WHERE + " are " + DURATION + " old.");
  }

  private static Alert storeFailing() {
    return Alert.named("MynahStoreWritesFailing", Severity.WARNING)
        .when(
            Ask.count("mynah_store_up == 0")
                + "\nor\n"
                + Ask.count("increase(mynah_store_write_failures_total[" + Ask.WINDOW + "]) > 0"))
        .lasting("10m")
        .summary("The analytics store takes no writes.")
        .on("exporter")
        .description(
            PROCESSES + " cannot write to their store; the journal keeps what is counted.");
  }

  /** The newest of all: of several exporters on one database one at a time does the work. */
  private static Alert rollupStalled() {
    return Alert.named("MynahRollupStalled", Severity.WARNING)
        .when(
            "time() - "
                + Ask.worst("mynah_rollup_last_success_timestamp_seconds > 0")
                + " > "
                + Ask.number(Thresholds.ROLLUP_AGE))
        .lasting("5m")
        .summary("Hours and days are not summed up any more.")
        .on("exporter")
        .description(
            "Counts of " + WHERE + " were last summed up to hours and days " + DURATION + " ago.");
  }

  private static Alert rollupFailing() {
    return Alert.named("MynahRollupFailing", Severity.WARNING)
        .when(
            Ask.count(
                "increase(mynah_rollup_failures_total[" + Ask.EVENT + "]) >= " + ROLLUP_FAILURES))
        .lasting("5m")
        .summary("Summing up hours and days fails again and again.")
        .on("exporter")
        .description(PROCESSES + " fail each minute to sum their counts up; the log says why.");
  }

  private static Alert storeFull() {
    return Alert.named("MynahStorageAlmostFull", Severity.WARNING)
        .when(
            Ask.worst(Ask.share("mynah_store_bytes", "mynah_store_capacity_bytes"))
                + " > "
                + Ask.number(Thresholds.STORE_FILL))
        .lasting("1h")
        .summary("The analytics store is at its cap.")
        .on("exporter")
        .description(
            "A store of "
                + WHERE
                + " has filled "
                + PERCENT
                + " of its cap; the oldest goes before its time.");
  }
}
