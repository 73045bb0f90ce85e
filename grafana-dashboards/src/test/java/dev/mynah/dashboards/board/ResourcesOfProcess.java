package dev.mynah.dashboards.board;

import static dev.mynah.dashboards.query.Promql.maxBy;
import static dev.mynah.dashboards.query.Promql.of;
import static dev.mynah.dashboards.query.Promql.orNone;
import static dev.mynah.dashboards.query.Promql.rate;
import static dev.mynah.dashboards.query.Promql.sumBy;

import dev.mynah.dashboards.model.Panel;
import dev.mynah.dashboards.model.Row;
import dev.mynah.dashboards.model.Steps;
import dev.mynah.dashboards.model.Unit;

/** CPU, memory and threads. */
final class ResourcesOfProcess {
  private ResourcesOfProcess() {}

  static Row cpu() {
    return Row.of(
        "CPU",
        Panel.lines(
                "CPU",
                "Seconds of CPU in each second. At the container's limit it is"
                    + " throttled: event loops become late and everything is slower.")
            .unit(Unit.SECONDS)
            .query(sumBy("instance", rate(of("process_cpu_seconds_total"))), "{{instance}}"),
        Panel.lines(
                "Collecting garbage",
                "Seconds of pauses in each second. Above a few percent:"
                    + " the heap is too small for what is asked.")
            .unit(Unit.SECONDS)
            .query(
                orNone(
                    sumBy("instance", rate(of("jvm_gc_pause_seconds_sum"))),
                    "instance",
                    Traffic.NONE),
                "{{instance}}"));
  }

  static Row memory() {
    return Row.of(
        "Memory",
        Panel.lines(
                "Resident memory",
                "Memory in use, mapped files included. Near the container's"
                    + " limit: it is about to be ended; see docs/operations.md, Memory.")
            .wide(8)
            .unit(Unit.BYTES)
            .query(sumBy("instance", of("process_resident_memory_bytes")), "{{instance}}"),
        Panel.lines(
                "Heap",
                "Share of the heap that is used, between collections. A floor that"
                    + " rises all day: something is kept that should go.")
            .wide(8)
            .unit(Unit.SHARE)
            .steps(Limits.heapFill())
            .most(1)
            .query(maxBy("instance", ResourcesNow.heapFill()), "{{instance}}"),
        Panel.lines(
                "Beside the heap",
                "Code, class data and the like, as the JVM counts them. It should level off"
                    + " within an hour; a steady rise is a leak.")
            .wide(8)
            .unit(Unit.BYTES)
            .query(
                sumBy("instance", of("jvm_memory_used_bytes", "area=\"nonheap\"")),
                "{{instance}}"));
  }

  static Row outsideTheHeap() {
    return Row.of(
        "Memory outside the heap",
        Panel.lines(
                "Direct memory",
                "Share of the memory outside the heap that network buffers,"
                    + " cache and dedup window take. Full: requests fail.")
            .wide(8)
            .unit(Unit.SHARE)
            .steps(Limits.fill())
            .most(1)
            .orText(Traffic.NOT_IN_MINIMAL)
            .query(maxBy("instance", ResourcesNow.directFill()), "{{instance}}"),
        Panel.lines(
                "Buffers of the JVM",
                "Direct and mapped buffers. Mapped ones are the ledger's"
                    + " and the journal's files: address space, resident as far as touched.")
            .wide(8)
            .unit(Unit.BYTES)
            .orText(Traffic.NOT_IN_MINIMAL)
            .query(
                sumBy("instance, id", of("jvm_buffer_memory_used_bytes")), "{{instance}} {{id}}"),
        Panel.lines(
                "Cache",
                "Share of the cache's memory that is taken. Full is fine as long as"
                    + " hits stay; see Cache and dedup.")
            .wide(8)
            .unit(Unit.SHARE)
            .most(1)
            .query(
                maxBy(
                    "instance",
                    of("mynah_cache_bytes") + " / (" + of("mynah_cache_capacity_bytes") + " > 0)"),
                "{{instance}}"));
  }

  static Row loops() {
    return Row.of(
        "Event loops and threads",
        Panel.lines(
                "Event loops late",
                "The longest that a due task waited for its loop in the last minute. Above the"
                    + " line: something blocks it, or it has too little CPU.")
            .unit(Unit.SECONDS)
            .steps(Limits.loopLag())
            .orText(Traffic.NOT_IN_MINIMAL)
            .query(maxBy("instance", of("mynah_event_loop_lag_seconds")), "{{instance}}"),
        Panel.lines(
                "Tasks that wait",
                "Tasks that wait for a loop. In the hundreds for longer"
                    + " than a moment: it cannot keep up.")
            .orText(Traffic.NOT_IN_MINIMAL)
            .query(sumBy("instance", of("mynah_event_loop_pending_tasks")), "{{instance}}"),
        Panel.lines(
                "Pools",
                "Tasks that wait for a thread of a pool, by pool. Above 0 for longer"
                    + " than a moment: the pool is busy with something slow.")
            .query(
                orNone(sumBy("pool", of("mynah_executor_queued_tasks")), "pool", Traffic.NONE),
                "{{pool}}"),
        Panel.lines("Threads", "Live threads. They should hardly change: a steady rise is a leak.")
            .query(sumBy("instance", of("jvm_threads_live_threads")), "{{instance}}"),
        Panel.lines(
                "Open files",
                "Share of the file descriptors that may be open, sockets included. Above"
                    + " the line: raise the limit, or find who keeps connections.")
            .unit(Unit.SHARE)
            .steps(Limits.fill())
            .query(
                maxBy(
                    "instance", of("process_open_fds") + " / (" + of("process_max_fds") + " > 0)"),
                "{{instance}}"),
        Panel.lines(
                "Restarts",
                "Starts within the last step of the chart. Again and again: look at the"
                    + " last log and the memory limit.")
            .steps(Steps.anyIsBad())
            .query(
                "sum by (instance) (changes("
                    + of("process_start_time_seconds")
                    + "[$__rate_interval]))",
                "{{instance}}"));
  }
}
