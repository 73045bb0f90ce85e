package dev.mynah.exporter.scrape;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds minutes from a Prometheus server: after each minute it asks what the counters of every
 * target stood at and keeps the differences. What a target counted is kept once and whole, up to
 * its last scrape; where scrapes are missing, their minutes wait for the next one.
 *
 * <p>Threads: rounds run on the worker that was given, which they may block for as long as queries
 * take; all methods may be called from any thread.
 */
public final class PrometheusSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrometheusSource.class);

  /** A scrape takes its time and has its start as its moment: a minute is asked for after this. */
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 6;

  private final PrometheusSourceSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService worker;
  private final TargetPositions positions;
  private final SourceRound round;
  private long lookedUntilSeconds;
  private int failuresInARow;
  private volatile @Nullable Future<?> next;
  private volatile boolean closed;
  private volatile PrometheusSourceStatus status =
      new PrometheusSourceStatus(0, 0, 0, 0, 0, 0, 0, "");

  private PrometheusSource(
      PrometheusSourceSettings settings,
      MinuteSink sink,
      Path data,
      Clock clock,
      ScheduledExecutorService worker) {
    this.settings = settings;
    this.clock = clock;
    this.worker = worker;
    this.positions = TargetPositions.read(data);
    this.round =
        new SourceRound(settings, new PrometheusClient(settings), positions, sink, () -> closed);
  }

  /**
   * A source that has not begun.
   *
   * @param data a directory to keep in up to when each target was read
   * @param worker may be blocked
   */
  public static PrometheusSource open(
      PrometheusSourceSettings settings,
      MinuteSink sink,
      Path data,
      Clock clock,
      ScheduledExecutorService worker) {
    return new PrometheusSource(settings, sink, data, clock, worker);
  }

  /** Begins: the first round at once, then one every interval. */
  public void start() {
    schedule(Duration.ZERO);
  }

  /** How it goes. */
  public PrometheusSourceStatus status() {
    return status;
  }

  /** Ends the round that runs, keeping what it has, and begins no other. */
  @Override
  public void close() {
    closed = true;
    Future<?> planned = next;
    if (planned != null) {
      planned.cancel(true);
    }
    synchronized (this) {
      LOG.debug("No round runs any more");
    }
  }

  /** One round; a failure is in the status. */
  synchronized void runOnce() {
    if (closed) {
      return;
    }
    long until = closedMinuteSeconds();
    long earliest = until - settings.backfill().toMinutes() * Steps.MINUTE_SECONDS;
    String trouble = "";
    int targets = status.targets();
    try {
      long from = Math.max(earliest, lookedUntilSeconds - Steps.MINUTE_SECONDS);
      if (from < until) {
        List<Map<String, String>> found = round.targets(from, until);
        targets = found.size();
        trouble = catchUpAll(found, until);
      }
    } catch (PrometheusFailure failure) {
      trouble = String.valueOf(failure.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException notKept) {
      LOG.error("Minutes from Prometheus could not be kept; they are asked for again", notKept);
      trouble = "minutes could not be kept: " + notKept.getMessage();
    } finally {
      positions.save(earliest);
    }
    if (trouble.isEmpty()) {
      lookedUntilSeconds = until;
    }
    tell(trouble, targets);
  }

  /** One target that cannot be read keeps the others from nothing. */
  private String catchUpAll(List<Map<String, String>> targets, long until)
      throws PrometheusFailure, InterruptedException {
    String trouble = "";
    for (Map<String, String> target : targets) {
      try {
        round.catchUp(target, until);
      } catch (PrometheusFailure failure) {
        if (failure.isUnreachable()) {
          throw failure;
        }
        trouble = String.valueOf(failure.getMessage());
      }
    }
    return trouble;
  }

  private void tell(String trouble, int targets) {
    boolean failed = !trouble.isEmpty();
    if (failed && !trouble.equals(status.trouble())) {
      LOG.warn("Prometheus as a source: {}", trouble);
    }
    failuresInARow = failed ? failuresInARow + 1 : 0;
    status =
        new PrometheusSourceStatus(
            status.rounds() + (failed ? 0 : 1),
            status.failures() + (failed ? 1 : 0),
            round.minutes(),
            round.estimated(),
            round.skipped(),
            targets,
            positions.newest() * 1_000,
            trouble);
  }

  /** The interval, doubled with every failure in a row. */
  Duration pause() {
    Duration longer =
        settings.interval().multipliedBy(1L << Math.min(failuresInARow, MOST_DOUBLINGS));
    Duration longest =
        LONGEST_PAUSE.compareTo(settings.interval()) > 0 ? LONGEST_PAUSE : settings.interval();
    return longer.compareTo(longest) < 0 ? longer : longest;
  }

  private long closedMinuteSeconds() {
    long settled = clock.instant().minus(SETTLING).getEpochSecond();
    return settled / Steps.MINUTE_SECONDS * Steps.MINUTE_SECONDS;
  }

  private void turn() {
    try {
      runOnce();
    } finally {
      schedule(pause());
    }
  }

  private void schedule(Duration delay) {
    if (closed) {
      return;
    }
    try {
      next = worker.schedule(this::turn, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The worker is gone, and with it the reading from Prometheus");
    }
  }
}
