package dev.mynah.metrics;

import static dev.mynah.metrics.Metric.counter;
import static dev.mynah.metrics.Metric.gauge;
import static dev.mynah.metrics.Metric.info;

import dev.mynah.metrics.Metric.Source;
import java.util.ArrayList;
import java.util.List;

/** The second half of the {@link Catalogue}: the process itself, not its traffic. */
public final class ProcessCatalogue {
  private static final List<Metric> DECLARED = new ArrayList<>();

  // Configuration and life cycle.

  /** Changes of the configuration that were read, accepted or not. */
  public static final Metric CONFIG_RELOADS =
      declare(
          counter(
              "mynah_config_reloads_total",
              "Changes of the configuration that were read, accepted or not."));

  /** Changes of the configuration that were refused. */
  public static final Metric CONFIG_RELOAD_FAILURES =
      declare(
          counter(
                  "mynah_config_reload_failures_total",
                  "Changes of the configuration that were refused; the old one went on.")
              .worry("Above 0: the log names file, line and key."));

  /** 1 or 0. */
  public static final Metric CONFIG_SUCCESSFUL =
      declare(
          gauge(
                  "mynah_config_last_reload_successful",
                  "1 when the last change of the configuration was accepted, else 0.")
              .worry("0: what runs is not what the file says.")
              .history()
              .inMinimal());

  /** The moment of the last accepted change. */
  public static final Metric CONFIG_SUCCESS_TIME =
      declare(
          gauge(
                  "mynah_config_last_reload_success_timestamp_seconds",
                  "When a configuration was last accepted.")
              .history()
              .inMinimal());

  /** How many routes the table has. */
  public static final Metric ROUTES =
      declare(gauge("mynah_routes", "Routes in the table that serves now.").inMinimal());

  /** When a certificate ends. */
  public static final Metric CERTIFICATE_NOT_AFTER =
      declare(
          gauge(
                  "mynah_tls_certificate_not_after_timestamp_seconds",
                  "When a certificate of ours ends.",
                  "name")
              .worry("Less than two weeks ahead.")
              .inMinimal());

  /** 1 while draining. */
  public static final Metric DRAINING =
      declare(gauge("mynah_draining", "1 while no new traffic is wanted, else 0.").inMinimal());

  /** How many parts work, but not as they should. */
  public static final Metric DEGRADED =
      declare(
          gauge("mynah_degraded", "Parts that work, but not as they should; /ready says why.")
              .worry("Above 0 for longer than a restart takes.")
              .history()
              .inMinimal());

  /** Lines of the log. */
  public static final Metric LOG_MESSAGES =
      declare(
          counter("mynah_log_messages_total", "Lines of the log at warn and error.", "level")
              .worry("Level error above 0."));

  static final Metric BUILD_INFO =
      declare(
          info("mynah_build_info", "What runs; always 1.", "version", "revision", "java_version")
              .from(Source.COMPUTED)
              .history()
              .inMinimal());

  // The ledger and the scrape.

  static final Metric LEDGER_OPEN =
      computed(
          gauge("mynah_ledger_open", "1 when hits are counted in the file, else 0.")
              .worry("0 where a data directory is configured.")
              .history()
              .inMinimal());

  static final Metric LEDGER_ON_HEAP =
      computed(
          gauge("mynah_ledger_on_heap", "1 when hits are counted on the heap, else 0.")
              .worry("1 where a data directory is configured: a restart loses the counts.")
              .history()
              .inMinimal());

  static final Metric LEDGER_SIZE =
      computed(
          gauge("mynah_ledger_size_bytes", "Room for counters in the file.").history().inMinimal());

  static final Metric LEDGER_USED =
      computed(
          gauge("mynah_ledger_used_bytes", "What counters take of the room.")
              .worry("Above nine tenths of mynah_ledger_size_bytes: new series fold soon.")
              .history()
              .inMinimal());

  static final Metric LEDGER_SERIES =
      computed(
          gauge("mynah_ledger_series", "Distinct series in the ledger.").history().inMinimal());

  static final Metric LEDGER_OVERFLOW =
      computed(
          counter(
                  "mynah_ledger_overflow_total",
                  "Series folded into _overflow since the process started.")
              .worry("Above 0: raise metrics.seriesBudget or ledger.size, or name fewer routes.")
              .inMinimal());

  static final Metric LEDGER_QUARANTINED =
      computed(
          gauge("mynah_ledger_quarantined_files", "Files moved aside at this start.")
              .worry("Above 0: the counts began anew; the log says what was wrong.")
              .inMinimal());

  static final Metric LEDGER_START_TIME =
      computed(
          gauge("mynah_ledger_start_timestamp_seconds", "Since when the ledger counts.")
              .inMinimal());

  static final Metric SERIES =
      computed(
          gauge("mynah_metrics_series", "Series in this answer, this one included.")
              .worry("Close to the sample_limit of whoever scrapes.")
              .inMinimal());

  static final Metric SERIES_USED =
      computed(
          gauge(
                  "mynah_metrics_ledger_series",
                  "Series that the ledger's families come to when all are exposed.")
              .worry("Close to mynah_metrics_series_budget: new series fold.")
              .inMinimal());

  static final Metric SERIES_BUDGET =
      computed(
          gauge(
                  "mynah_metrics_series_budget",
                  "Series that the ledger's families may come to before they fold.")
              .inMinimal());

  static final Metric COLLECT_DURATION =
      computed(
          gauge("mynah_collect_duration_seconds", "What gathering this answer took.")
              .worry("Above a second.")
              .inMinimal());

  static final Metric COLLECT_ERRORS =
      computed(
          gauge(
                  "mynah_collect_errors",
                  "Collectors that failed in this answer; their families are absent.")
              .worry("Above 0: the log says which.")
              .inMinimal());

  // Event loops, Netty, executors.

  static final Metric LOOP_LAG =
      declare(
          gauge(
                  "mynah_event_loop_lag_seconds",
                  "The longest that a due task had to wait for its loop in the last minute.",
                  "loop")
              .worry("Above 0.1: something blocks the loop, or it has too little CPU.")
              .history());

  static final Metric LOOP_PENDING =
      declare(
          gauge("mynah_event_loop_pending_tasks", "Tasks that wait for their loop.", "loop")
              .worry("In the hundreds for longer than a moment."));

  static final Metric NETTY_DIRECT =
      declare(
          gauge(
                  "mynah_netty_direct_memory_bytes",
                  "Memory outside the heap that the default allocator holds.")
              .worry("Close to what the process may use.")
              .inMinimal());

  static final Metric NETTY_HEAP =
      declare(
          gauge("mynah_netty_heap_memory_bytes", "Memory on the heap that the allocator holds."));

  static final Metric NETTY_RESERVED =
      declare(
          gauge(
                  "mynah_netty_reserved_direct_memory_bytes",
                  "Memory outside the heap that Netty has taken from the system, all allocators.")
              .worry("Close to mynah_netty_direct_memory_limit_bytes.")
              .inMinimal());

  static final Metric NETTY_LIMIT =
      declare(
          gauge(
              "mynah_netty_direct_memory_limit_bytes",
              "Memory outside the heap that Netty may take."));

  /** Threads of a pool that work now. */
  public static final Metric EXECUTOR_ACTIVE =
      declare(gauge("mynah_executor_active_threads", "Threads of a pool that work now.", "pool"));

  /** Threads a pool may have. */
  public static final Metric EXECUTOR_MAX =
      declare(gauge("mynah_executor_max_threads", "Threads that a pool may have.", "pool"));

  /** Tasks that wait for a thread. */
  public static final Metric EXECUTOR_QUEUED =
      declare(
          gauge("mynah_executor_queued_tasks", "Tasks that wait for a thread of a pool.", "pool")
              .worry("Above 0 for longer than a moment."));

  // The process, under the names that every Prometheus client uses.

  static final Metric CPU =
      computed(
          counter("process_cpu_seconds_total", "CPU time of the process, user and system.")
              .history()
              .inMinimal());

  static final Metric START_TIME =
      computed(
          gauge("process_start_time_seconds", "When the process started.").history().inMinimal());

  static final Metric RESIDENT =
      computed(
          gauge("process_resident_memory_bytes", "Memory in use, mapped files included.")
              .worry("Close to the container's limit.")
              .history()
              .inMinimal());

  static final Metric VIRTUAL =
      computed(gauge("process_virtual_memory_bytes", "Address space.").inMinimal());

  static final Metric OPEN_FILES =
      computed(
          gauge("process_open_fds", "Open file descriptors, sockets included.")
              .worry("Close to process_max_fds.")
              .inMinimal());

  static final Metric MAX_FILES =
      computed(gauge("process_max_fds", "File descriptors that may be open.").inMinimal());

  private ProcessCatalogue() {}

  static List<Metric> all() {
    return List.copyOf(DECLARED);
  }

  private static Metric computed(Metric metric) {
    return declare(metric.from(Source.COMPUTED));
  }

  private static Metric declare(Metric metric) {
    DECLARED.add(metric);
    return metric;
  }
}
