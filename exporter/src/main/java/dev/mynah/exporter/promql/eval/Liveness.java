package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.budget.QueryBudget;
import dev.mynah.exporter.promql.metric.Exposed;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.CountReader.GaugeSelection;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.TimeRange;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In which minutes frames came from which target. Counters say nothing of it: nothing counted may
 * mean an idle target or none. Gauges do, since each frame has them.
 *
 * <p>Where no gauges are kept at all, for instance because counts came from a Prometheus, every
 * target is taken to be alive until the last closed minute.
 */
final class Liveness {
  /** In every frame. */
  private static final Set<String> SIGNS =
      Set.of("mynah_ledger_open", "mynah_degraded", "mynah_http_requests_in_flight");

  private static final long RECENT_MILLIS = 15 * Calendar.MINUTE;

  /** Signs that are read for one query; where there would be more, only recent ones are. */
  private static final long MOST_SIGNS = 400_000;

  /** Nothing is looked for longer ago; gauges are not kept so long. */
  private static final long LONGEST_MILLIS = 60 * Calendar.DAY;

  private final long fromMillis;
  private final long closedUntil;
  private final boolean kept;
  private final Map<LabelSet, BitSet> minutes = new HashMap<>();

  /** What is known of a target at a time. */
  enum State {
    ALIVE,
    GONE,
    /** Longer ago than signs were read for. */
    UNKNOWN
  }

  private Liveness(long fromMillis, long closedUntil, boolean kept) {
    this.fromMillis = Calendar.floor(Resolution.MINUTE, fromMillis);
    this.closedUntil = closedUntil;
    this.kept = kept;
  }

  /** Reads what there is for a range of times. */
  static Liveness read(CountReader reader, Eras eras, TimeRange range, QueryBudget budget) {
    long closed = eras.closedUntil();
    if (closed == 0) {
      return new Liveness(range.fromMillis(), closed, false);
    }
    long now = closed + Calendar.MINUTE;
    Liveness late = new Liveness(now - RECENT_MILLIS, closed, true);
    late.read(reader, now, budget);
    long until = Math.min(range.toMillis() + Calendar.MINUTE, now);
    long kept = Math.max(eras.minutesFrom(), until - LONGEST_MILLIS);
    long from = Math.max(range.fromMillis() - Calendar.MINUTE, kept);
    if (from >= late.fromMillis && !late.minutes.isEmpty()) {
      return late;
    }
    long signs = (until - from) / Calendar.MINUTE * late.minutes.size() * SIGNS.size();
    if (signs > MOST_SIGNS) {
      return late;
    }
    Liveness whole = new Liveness(from, closed, !late.minutes.isEmpty());
    whole.read(reader, until, budget);
    return whole.minutes.isEmpty() || whole.kept ? whole : whole.knownToBeKept();
  }

  private Liveness knownToBeKept() {
    Liveness known = new Liveness(fromMillis, closedUntil, true);
    known.minutes.putAll(minutes);
    return known;
  }

  private void read(CountReader reader, long until, QueryBudget budget) {
    reader.readGauges(
        new GaugeSelection(SIGNS, List.of()),
        new TimeRange(fromMillis, Math.max(until, fromMillis)),
        (name, labels, time, value) -> {
          budget.readValue();
          LabelSet target = LabelSet.of(labels).keeping(Exposed.TARGET);
          minutes.computeIfAbsent(target, t -> new BitSet()).set(minute(time));
        });
  }

  private int minute(long millis) {
    return (int) Math.max(0, (millis - fromMillis) / Calendar.MINUTE);
  }

  /** Whether signs are kept at all. */
  boolean isKept() {
    return kept;
  }

  /** The targets that gave signs, with the minutes in which they did. */
  Map<LabelSet, BitSet> minutes() {
    return minutes;
  }

  /** The start of a minute. */
  long start(int minute) {
    return fromMillis + minute * Calendar.MINUTE;
  }

  /** Whether a target lived at any moment of a range of time. */
  State state(LabelSet target, long after, long until) {
    if (!kept) {
      return closedUntil > 0 && after < closedUntil ? State.ALIVE : State.GONE;
    }
    if (after < fromMillis - Calendar.MINUTE && until < fromMillis) {
      return State.UNKNOWN;
    }
    BitSet signs = minutes.get(target);
    if (signs == null) {
      return after < fromMillis ? State.UNKNOWN : State.GONE;
    }
    int next = signs.nextSetBit(minute(after));
    return next >= 0 && start(next) <= until
        ? State.ALIVE
        : after < fromMillis ? State.UNKNOWN : State.GONE;
  }

  /** Whether a target gave a sign at the end of the range. */
  boolean isAliveNow(LabelSet target) {
    BitSet signs = minutes.get(target);
    long end = closedUntil - RECENT_MILLIS;
    return !kept || signs != null && start(signs.length() - 1) >= end;
  }
}
