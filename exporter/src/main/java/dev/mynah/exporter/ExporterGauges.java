package dev.mynah.exporter;

import dev.mynah.exporter.live.LiveStream;
import dev.mynah.exporter.store.Store;
import dev.mynah.exporter.tail.Tailer;
import dev.mynah.exporter.upkeep.Upkeep;
import dev.mynah.metrics.ExporterCatalogue;
import dev.mynah.metrics.Metrics;
import java.time.Clock;
import java.util.List;

/** Shows at each scrape how the parts of an exporter stand. */
final class ExporterGauges {
  private static final List<String> ROLLED_UP = List.of("hour", "day", "month");
  private static final List<String> DELETED = List.of("minute", "hour", "day", "request", "error");

  private final Metrics metrics;
  private final Clock clock;

  ExporterGauges(Metrics metrics, Clock clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  void store(Store store, long capacityBytes) {
    metrics.gauge(ExporterCatalogue.STORE_UP, () -> store.status().usable() ? 1 : 0);
    metrics.gauge(ExporterCatalogue.STORE_BYTES, () -> store.status().bytes());
    metrics.gauge(ExporterCatalogue.STORE_CAPACITY, () -> capacityBytes);
  }

  void tail(Tailer tail) {
    metrics.counted(ExporterCatalogue.STORE_WRITES, () -> tail.status().counters().batches());
    metrics.counted(
        ExporterCatalogue.STORE_WRITE_FAILURES, () -> tail.status().counters().failures());
    metrics.gauge(ExporterCatalogue.STORE_QUEUED, () -> tail.status().queuedEvents());
    metrics.counted(
        ExporterCatalogue.STORE_DROPPED, () -> tail.status().counters().leftOut(), "left_out");
    metrics.counted(ExporterCatalogue.STORE_DROPPED, () -> tail.status().counters().gaps(), "lost");
    metrics.counted(
        ExporterCatalogue.STORE_DROPPED, () -> tail.status().counters().givenUp(), "unstorable");
    metrics.gauge(ExporterCatalogue.TAIL_LAG, () -> tail.status().lagSeconds(clock.millis()));
    metrics.gauge(ExporterCatalogue.JOURNAL_UNREAD, () -> tail.status().backlogBytes());
    metrics.counted(ExporterCatalogue.TAIL_FRAMES, () -> tail.status().counters().frames());
    metrics.counted(ExporterCatalogue.TAIL_EVENTS, () -> tail.status().counters().events());
  }

  void live(LiveStream live) {
    metrics.gauge(ExporterCatalogue.LIVE_SUBSCRIBERS, live::subscribers);
    metrics.counted(ExporterCatalogue.LIVE_REFUSED, live::refused, "full");
    metrics.counted(ExporterCatalogue.LIVE_REFUSED, live::dropped, "slow");
  }

  void upkeep(Upkeep upkeep) {
    for (String resolution : ROLLED_UP) {
      metrics.counted(
          ExporterCatalogue.ROLLUP_RUNS,
          () -> upkeep.status().summedUp().getOrDefault(resolution, 0L),
          resolution);
      metrics.gauge(
          ExporterCatalogue.ROLLUP_LAST_SUCCESS,
          () -> upkeep.status().lastRollupMillis() / 1e3,
          resolution);
    }
    metrics.counted(ExporterCatalogue.ROLLUP_FAILURES, () -> upkeep.status().rollupFailures());
    for (String what : DELETED) {
      metrics.counted(
          ExporterCatalogue.RETENTION_DELETED,
          () -> upkeep.status().deleted().getOrDefault(what, 0L),
          what);
    }
    metrics.counted(
        ExporterCatalogue.RETENTION_FAILURES, () -> upkeep.status().retentionFailures());
    metrics.gauge(
        ExporterCatalogue.RETENTION_LAST_SUCCESS,
        () -> upkeep.status().lastRetentionMillis() / 1e3);
  }
}
