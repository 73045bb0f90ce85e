package dev.mynah.metrics;

import static dev.mynah.metrics.Metric.counter;
import static dev.mynah.metrics.Metric.gauge;
import static dev.mynah.metrics.Metric.histogram;

import java.util.ArrayList;
import java.util.List;

/** The part of the {@link Catalogue} about the exporter: its store, its reading, its answers. */
public final class ExporterCatalogue {
  private static final List<Metric> DECLARED = new ArrayList<>();

  // From the journal into the store.

  /** 1 while the store takes what it is given. */
  public static final Metric STORE_UP =
      declare(
          gauge("mynah_store_up", "1 while the store takes what it is given, else 0.")
              .worry("0: the journal keeps what is counted, up to its size; /ready says why.")
              .history()
              .inMinimal());

  /** Transactions. */
  public static final Metric STORE_WRITES =
      declare(counter("mynah_store_writes_total", "Batches that the store committed."));

  /** Transactions that failed. */
  public static final Metric STORE_WRITE_FAILURES =
      declare(
          counter(
                  "mynah_store_write_failures_total",
                  "Batches that the store did not take; each is offered again.")
              .worry("Above 0 for longer than a restart of the database takes."));

  /** How long a commit takes. */
  public static final Metric STORE_WRITE_DURATION =
      declare(
          histogram("mynah_store_write_duration_seconds", "What a batch took to be committed.")
              .worry("Its tail above a second: disk or database cannot keep up."));

  /** Events in hand. */
  public static final Metric STORE_QUEUED =
      declare(
          gauge("mynah_store_queued_events", "Events that were read and are not committed yet.")
              .worry("It stays up: the store takes nothing."));

  /** Requests without an event of their own. */
  public static final Metric STORE_DROPPED =
      declare(
          counter(
                  "mynah_store_dropped_events_total",
                  "What the request log has no entry of: requests left_out by the agent's budget,"
                      + " requests that were unstorable, and lost parts of the journal, one each,"
                      + " of which nobody knows how many requests they held. Counts are not among"
                      + " them.",
                  "reason")
              .worry("Reason lost above 0: the exporter was away for longer than the journal."));

  /** Room taken. */
  public static final Metric STORE_BYTES =
      declare(
          gauge("mynah_store_bytes", "What the store takes on disk.")
              .worry("Close to mynah_store_capacity_bytes: the oldest goes before its time.")
              .history());

  /** Room there is. */
  public static final Metric STORE_CAPACITY =
      declare(gauge("mynah_store_capacity_bytes", "What the store may take; 0 for no cap."));

  /** How far behind. */
  public static final Metric TAIL_LAG =
      declare(
          gauge(
                  "mynah_tail_lag_seconds",
                  "The age of the newest counts that are in the store; frames come each minute.")
              .worry("Above 150: analytics are behind; counts of the ledger are not.")
              .history());

  /** What waits. */
  public static final Metric JOURNAL_UNREAD =
      declare(
          gauge("mynah_journal_unread_bytes", "Bytes of the journal that wait to be read.")
              .worry("It grows: close to journal.size, what was not read is lost.")
              .history());

  /** Frames read. */
  public static final Metric TAIL_FRAMES =
      declare(counter("mynah_tail_frames_total", "Frames of counts taken from the journal."));

  /** Events read. */
  public static final Metric TAIL_EVENTS =
      declare(counter("mynah_tail_events_total", "Events taken from the journal."));

  // Rollups and retention.

  /** Rollup runs. */
  public static final Metric ROLLUP_RUNS =
      declare(
          counter(
              "mynah_rollup_runs_total",
              "Hours, days and months of a source that were made of finer counts; one that"
                  + " changed is made again.",
              "resolution"));

  /** Failed runs. */
  public static final Metric ROLLUP_FAILURES =
      declare(
          counter("mynah_rollup_failures_total", "Rollups that failed; each is tried again.")
              .worry("It grows: hours and days fall behind; minutes do not."));

  /** How long one takes. */
  public static final Metric ROLLUP_DURATION =
      declare(
          histogram("mynah_rollup_duration_seconds", "What a rollup of all that changed took.")
              .worry("Its tail above ten seconds."));

  /** When one last went well. */
  public static final Metric ROLLUP_LAST_SUCCESS =
      declare(
          gauge(
                  "mynah_rollup_last_success_timestamp_seconds",
                  "When counts of a resolution were last brought up to date; an hour that changed"
                      + " is made together with its day and month.",
                  "resolution")
              .worry("More than ten minutes ago.")
              .history());

  /** Rows that became too old. */
  public static final Metric RETENTION_DELETED =
      declare(
          counter(
              "mynah_retention_deleted_rows_total",
              "Rows deleted for their age or for want of room, by what they were.",
              "resolution"));

  /** Failed clean-ups. */
  public static final Metric RETENTION_FAILURES =
      declare(
          counter("mynah_retention_failures_total", "Clean-ups that failed.")
              .worry("Above 0: the store grows beyond its bounds."));

  /** When one last went well. */
  public static final Metric RETENTION_LAST_SUCCESS =
      declare(
          gauge("mynah_retention_last_success_timestamp_seconds", "When a clean-up last went well.")
              .worry("More than two days ago.")
              .history());

  // Answers.

  /** Questions asked. */
  public static final Metric API_REQUESTS =
      declare(
          counter(
              "mynah_api_requests_total",
              "Requests to the analytics and Prometheus-compatible APIs.",
              "handler",
              "code"));

  /** How long answers take. */
  public static final Metric API_DURATION =
      declare(
          histogram(
                  "mynah_api_request_duration_seconds",
                  "What an answer took to be put together; of exports and streams, its beginning.",
                  "handler")
              .worry("Its tail above a second: ask for less, or at a coarser resolution."));

  /** Questions refused. */
  public static final Metric API_REJECTED =
      declare(
          counter(
                  "mynah_api_rejected_queries_total",
                  "Queries that were refused: bad, unsupported, too_large, timeout or unavailable"
                      + " (the JSON API counts that as timeout).",
                  "reason")
              .worry("Reason too_large or timeout: somebody's dashboard asks for too much."));

  /** Who listens. */
  public static final Metric LIVE_SUBSCRIBERS =
      declare(gauge("mynah_live_subscribers", "Subscribers of the live stream."));

  /** Who was too slow. */
  public static final Metric LIVE_REFUSED =
      declare(
          counter(
              "mynah_live_refused_total",
              "Subscribers of the live stream that were refused (full) or dropped (slow).",
              "reason"));

  private ExporterCatalogue() {}

  static List<Metric> all() {
    return List.copyOf(DECLARED);
  }

  private static Metric declare(Metric metric) {
    DECLARED.add(metric);
    return metric;
  }
}
