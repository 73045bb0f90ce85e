package dev.mynah.exporter.upkeep;

import dev.mynah.control.AdminRequest;
import dev.mynah.control.AdminResponse;
import dev.mynah.control.AdminRoute;
import dev.mynah.exporter.store.RetentionRun;
import dev.mynah.exporter.store.RetentionSettings;
import dev.mynah.exporter.store.RollupRun;
import dev.mynah.exporter.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rolls up once a minute and cleans up once a day, or earlier where room runs out. Several
 * exporters of one store begin at different moments, and the store lets one of them work.
 */
public final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final long MINUTE_MILLIS = 60_000;
  private static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
  private static final Duration BETWEEN_CLEAN_UPS = Duration.ofDays(1);
  private static final double NEARLY_FULL = 0.95;
  private static final long CLOSE_SECONDS = 2;

  private final Store store;
  private final RetentionSettings retention;
  private final long capacityBytes;
  private final Clock clock;
  private final LongConsumer rollupNanos;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Upkeep::thread);
  private volatile UpkeepStatus status = UpkeepStatus.START;
  private volatile boolean rollupTroubled;
  private volatile long startedMillis;

  /**
   * Nothing is done before {@link #start}.
   *
   * @param capacityBytes what the store may take; 0 for no cap
   * @param rollupNanos is told what a rollup took
   */
  public Upkeep(
      Store store,
      RetentionSettings retention,
      long capacityBytes,
      Clock clock,
      LongConsumer rollupNanos) {
    this.store = store;
    this.retention = retention;
    this.capacityBytes = capacityBytes;
    this.clock = clock;
    this.rollupNanos = rollupNanos;
  }

  /**
   * Begins.
   *
   * @param jitter moves the first runs, so that exporters that started together do not work at once
   */
  public void start(RandomGenerator jitter) {
    startedMillis = clock.millis();
    long first = 5_000 + jitter.nextLong(MINUTE_MILLIS / 2);
    thread.scheduleWithFixedDelay(this::rollup, first, MINUTE_MILLIS, TimeUnit.MILLISECONDS);
    long look = 5 * MINUTE_MILLIS + jitter.nextLong(10 * MINUTE_MILLIS);
    thread.scheduleWithFixedDelay(this::cleanUp, look, HOUR_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** {@code POST /api/admin/retention/run}: cleans up now and says what was deleted. */
  public AdminRoute route() {
    return AdminRoute.of(Set.of("POST"), "/api/admin/retention/run", this::answer);
  }

  /** What was done. Any thread. */
  public UpkeepStatus status() {
    return status;
  }

  /** Works no more. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** One rollup, whatever comes of it. */
  void rollup() {
    long start = System.nanoTime();
    try {
      RollupRun run = store.rollup();
      if (!run.ran()) {
        return;
      }
      rollupNanos.accept(System.nanoTime() - start);
      UpkeepStatus s = status;
      Map<String, Long> summedUp = new HashMap<>(s.summedUp());
      summedUp.merge("hour", (long) run.hours(), Long::sum);
      summedUp.merge("day", (long) run.days(), Long::sum);
      summedUp.merge("month", (long) run.months(), Long::sum);
      rolledUp(summedUp, s.rollupFailures(), clock.millis());
      if (rollupTroubled) {
        LOG.info("Counts are summed up again");
      }
      rollupTroubled = false;
    } catch (RuntimeException e) {
      UpkeepStatus s = status;
      rolledUp(s.summedUp(), s.rollupFailures() + 1, s.lastRollupMillis());
      if (!rollupTroubled) {
        LOG.warn("Counts could not be summed up; it is tried again each minute: {}", e.toString());
      }
      rollupTroubled = true;
    }
  }

  private synchronized void rolledUp(Map<String, Long> summedUp, long failures, long lastMillis) {
    UpkeepStatus s = status;
    status =
        new UpkeepStatus(
            summedUp,
            failures,
            lastMillis,
            s.retentionFailures(),
            s.lastRetentionMillis(),
            s.deleted());
  }

  /** A clean-up where one is due. */
  void cleanUp() {
    long since = Math.max(status.lastRetentionMillis(), startedMillis);
    boolean due = clock.millis() - since >= BETWEEN_CLEAN_UPS.toMillis();
    boolean firstTime = status.lastRetentionMillis() == 0;
    boolean full = capacityBytes > 0 && store.status().bytes() >= capacityBytes * NEARLY_FULL;
    if (!due && !firstTime && !full) {
      return;
    }
    try {
      run();
    } catch (RuntimeException e) {
      LOG.warn("The store could not be cleaned up; it is tried again in an hour: {}", e.toString());
    }
  }

  private synchronized RetentionRun run() {
    UpkeepStatus s = status;
    try {
      RetentionRun run = store.retention(retention);
      Map<String, Long> deleted = new HashMap<>(s.deleted());
      run.deleted().forEach((what, rows) -> deleted.merge(what, rows, Long::sum));
      long last = run.ran() ? clock.millis() : s.lastRetentionMillis();
      retained(s.retentionFailures(), last, deleted);
      return run;
    } catch (RuntimeException e) {
      retained(s.retentionFailures() + 1, s.lastRetentionMillis(), s.deleted());
      throw e;
    }
  }

  private void retained(long failures, long lastMillis, Map<String, Long> deleted) {
    UpkeepStatus s = status;
    status =
        new UpkeepStatus(
            s.summedUp(), s.rollupFailures(), s.lastRollupMillis(), failures, lastMillis, deleted);
  }

  private AdminResponse answer(AdminRequest request) {
    RetentionRun run = run();
    StringBuilder json = new StringBuilder("{\"ran\":").append(run.ran()).append(",\"deleted\":{");
    String comma = "";
    for (Map.Entry<String, Long> rows : new TreeMap<>(run.deleted()).entrySet()) {
      json.append(comma).append('"').append(rows.getKey()).append("\":").append(rows.getValue());
      comma = ",";
    }
    json.append("},\"bytesBefore\":").append(run.bytesBefore());
    json.append(",\"bytesAfter\":").append(run.bytesAfter()).append("}\n");
    return AdminResponse.json(200, json.toString());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "mynah-exporter-upkeep");
    thread.setDaemon(true);
    return thread;
  }
}
