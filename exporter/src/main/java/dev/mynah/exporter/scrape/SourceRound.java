package dev.mynah.exporter.scrape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round: finds the targets that were scraped lately and brings each up to the last closed
 * minute, an hour of history per query. One thread.
 *
 * <p>{@code last_over_time} over one minute sees whether a target was scraped in that minute, and
 * its last scrape even when the target is gone since; a plain selector would show values of up to
 * five minutes ago as if they were now.
 */
final class SourceRound {
  private static final Logger LOG = LoggerFactory.getLogger(SourceRound.class);
  private static final long CHUNK_SECONDS = 3_600;
  private static final int MOST_TARGETS = 1_000;
  private static final ExposedFamilies FAMILIES = new ExposedFamilies();

  private final PrometheusSourceSettings settings;
  private final PrometheusClient client;
  private final TargetPositions positions;
  private final MinuteSink sink;
  private final BooleanSupplier closed;

  private long minutes;
  private long estimated;
  private long skipped;

  SourceRound(
      PrometheusSourceSettings settings,
      PrometheusClient client,
      TargetPositions positions,
      MinuteSink sink,
      BooleanSupplier closed) {
    this.settings = settings;
    this.client = client;
    this.positions = positions;
    this.sink = sink;
    this.closed = closed;
  }

  /** Minutes kept so far. */
  long minutes() {
    return minutes;
  }

  /** Of those, without a scrape of their own. */
  long estimated() {
    return estimated;
  }

  /** Minutes that were too long ago. */
  long skipped() {
    return skipped;
  }

  /** The labels of all targets that were scraped at least once in a span. */
  List<Map<String, String>> targets(long fromSeconds, long toSeconds)
      throws PrometheusFailure, InterruptedException {
    List<Map<String, String>> found = new ArrayList<>();
    String query =
        "last_over_time("
            + ExposedFamilies.LEDGER_START
            + settings.selector()
            + "["
            + (toSeconds - fromSeconds)
            + "s])";
    client.instant(
        query,
        toSeconds,
        (labels, points) -> {
          if (found.size() == MOST_TARGETS) {
            throw PrometheusFailure.refused(
                "there are more than " + MOST_TARGETS + " targets; narrow the selector");
          }
          Map<String, String> own = new HashMap<>(labels);
          own.remove("__name__");
          found.add(own);
        });
    return found;
  }

  /** Brings a target up to a minute's end. */
  void catchUp(Map<String, String> labels, long toSeconds)
      throws PrometheusFailure, InterruptedException {
    MinuteSink.Target target = Targets.of(labels);
    long earliest = toSeconds - settings.backfill().toMinutes() * Steps.MINUTE_SECONDS;
    long known = positions.of(target.id());
    if (known > 0 && known < earliest) {
      skipped += (earliest - known) / Steps.MINUTE_SECONDS;
      LOG.warn("{} was not read for longer than the backfill; minutes are missing", target);
    }
    long from = Math.max(known, earliest);
    TargetProgress progress =
        new TargetProgress(from, (shares, until) -> keep(target, shares, until));
    long next = from;
    while (from < toSeconds && next <= toSeconds && !closed.getAsBoolean()) {
      long to = Math.min(next + CHUNK_SECONDS, toSeconds);
      progress.take(window(labels, Steps.between(next, to)));
      next = to + Steps.MINUTE_SECONDS;
    }
  }

  private CounterWindow window(Map<String, String> labels, Steps steps)
      throws PrometheusFailure, InterruptedException {
    CounterWindow window = new CounterWindow(steps);
    String query = "last_over_time(" + FAMILIES.selector(labels) + "[1m])";
    client.range(query, steps, (found, points) -> put(window, labels, found, points));
    return window;
  }

  private static void put(
      CounterWindow window, Map<String, String> target, Map<String, String> labels, double[] points)
      throws PrometheusFailure {
    if (ExposedFamilies.LEDGER_START.equals(labels.get("__name__"))) {
      if (labels.size() == target.size() + 1) {
        window.ledgerStart(points);
      }
      return;
    }
    Optional<ExposedFamilies.Place> place = FAMILIES.place(labels);
    if (place.isPresent() && place.get().targetLabels().equals(target)) {
      window.put(place.get(), points);
    }
  }

  private void keep(MinuteSink.Target target, MinuteShares shares, long untilSeconds) {
    for (int minute = 0; minute < shares.minutes(); minute++) {
      sink.minute(target, shares.startMillis(minute), shares.values(minute));
    }
    minutes += shares.minutes();
    estimated += Math.max(0, shares.minutes() - 1);
    if (shares.minutes() > 1) {
      LOG.info(
          "{} of {} had no scrape in {} of {} minutes; counts are shared out over them",
          target.instance(),
          target.job(),
          shares.minutes() - 1,
          shares.minutes());
    }
    positions.set(target.id(), untilSeconds);
  }
}
