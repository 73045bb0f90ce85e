package dev.mynah.exporter;

import dev.mynah.exporter.client.ClientInsight;
import dev.mynah.exporter.config.ExporterConfig;
import dev.mynah.exporter.live.LiveStream;
import dev.mynah.exporter.scrape.PrometheusSource;
import dev.mynah.exporter.store.Store;
import dev.mynah.exporter.store.Stores;
import dev.mynah.exporter.tail.Tailer;
import dev.mynah.exporter.upkeep.Upkeep;
import dev.mynah.metrics.ExporterCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running exporter: carries a journal, or what a Prometheus server knows, into its store, and
 * answers over the admin port. It never touches what the agent writes; whatever goes wrong here is
 * {@code degraded} in {@code /ready}, and traffic goes on.
 *
 * <p>Threads of its own: one reads the journal, one looks after the store, one looks at the ledger
 * each second while somebody listens. Questions are answered on the admin port's workers.
 */
public final class Exporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Exporter.class);

  private final Store store;
  private final Upkeep upkeep;
  private final Reading reading;

  /** What brings counts in: a journal, or a Prometheus server, or nothing. */
  record Reading(
      @Nullable Tailer tail,
      @Nullable LiveStream live,
      @Nullable PrometheusSource source,
      @Nullable ClientInsight insight,
      List<ScheduledExecutorService> timers) {
    static final Reading NONE = new Reading(null, null, null, null, List.of());
  }

  private Exporter(Store store, Upkeep upkeep, Reading reading) {
    this.store = store;
    this.upkeep = upkeep;
    this.reading = reading;
  }

  /**
   * Opens the store, begins to read, and mounts what can be asked.
   *
   * @throws IOException when something that it needs on disk cannot be had
   * @throws RuntimeException when the store cannot be opened; a PostgreSQL server that is away for
   *     now is no such case
   */
  public static Exporter start(ExporterParts parts) throws IOException {
    ExporterConfig config = parts.config();
    Path data = parts.data();
    Store store =
        Stores.open(config.store().settings(data == null ? Path.of("") : data), parts.clock());
    try {
      return start(parts, store);
    } catch (IOException | RuntimeException failure) {
      store.close();
      throw failure;
    }
  }

  private static Exporter start(ExporterParts parts, Store store) throws IOException {
    ExporterConfig config = parts.config();
    ExporterGauges gauges = new ExporterGauges(parts.metrics(), parts.clock());
    gauges.store(store, config.store().sizeBytes());
    Upkeep upkeep =
        new Upkeep(
            store,
            config.retention(),
            config.store().sizeBytes(),
            parts.clock(),
            parts.metrics().durations(ExporterCatalogue.ROLLUP_DURATION)::record);
    gauges.upkeep(upkeep);
    Opening opening = new Opening(parts, store, gauges);
    Reading reading = opening.begin();
    opening.mount(upkeep);
    upkeep.start(new SplittableRandom());
    return new Exporter(store, upkeep, reading);
  }

  /**
   * Reads what the agent wrote up to its end. To be called once the journal is closed.
   *
   * @return whether all of it is in the store
   */
  public boolean finish(Duration most) {
    return reading.tail == null || reading.tail.finish(most);
  }

  /** Ends subscriptions and threads, and closes the store. */
  @Override
  public void close() {
    close(reading.live);
    close(reading.tail);
    close(reading.source);
    close(reading.insight);
    reading.timers.forEach(ExecutorService::shutdownNow);
    close(upkeep);
    close(store);
  }

  private static void close(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      LOG.warn("A part of the exporter did not close well", e);
    }
  }
}
