package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.series.CountReader.Coverage;
import dev.mynah.exporter.series.Resolution;
import java.util.stream.LongStream;

/**
 * How finely counts are kept at a time: the older, the coarser. And until when coarse values may be
 * relied on, which are summed up some time after their span has ended.
 */
final class Eras {
  /** Sums of a span are looked at only so long after its end. */
  private static final long SETTLE_MILLIS = 2 * Calendar.HOUR;

  private final Coverage coverage;
  private final long hoursUntil;
  private final long daysUntil;
  private final long monthsUntil;
  private final long settledUntil;

  Eras(Coverage coverage) {
    this.coverage = coverage;
    this.hoursUntil = Calendar.ceil(Resolution.HOUR, coverage.minutesFromMillis());
    this.daysUntil = Calendar.ceil(Resolution.DAY, coverage.hoursFromMillis());
    this.monthsUntil = Calendar.ceil(Resolution.MONTH, coverage.daysFromMillis());
    this.settledUntil =
        Calendar.floor(Resolution.HOUR, coverage.closedUntilMillis() - SETTLE_MILLIS);
  }

  /** The end of the last closed minute; 0 when there is none. */
  long closedUntil() {
    return coverage.closedUntilMillis();
  }

  /** From here on values are kept by minute. */
  long minutesFrom() {
    return coverage.minutesFromMillis();
  }

  /** Before this moment nothing is kept. */
  long origin() {
    long first =
        LongStream.of(
                coverage.minutesFromMillis(),
                coverage.hoursFromMillis(),
                coverage.daysFromMillis(),
                coverage.monthsFromMillis())
            .filter(from -> from > 0)
            .min()
            .orElse(0);
    return Calendar.floor(Resolution.MONTH, first);
  }

  /** The finest that there is at a moment. */
  Resolution finest(long millis) {
    if (millis >= hoursUntil) {
      return Resolution.MINUTE;
    }
    if (millis >= daysUntil) {
      return Resolution.HOUR;
    }
    return millis >= monthsUntil ? Resolution.DAY : Resolution.MONTH;
  }

  /**
   * A resolution; the finest at a moment where that is coarser, and minutes where coarser values
   * are not settled yet.
   */
  Resolution atLeast(Resolution wanted, long millis) {
    if (millis > settledUntil) {
      return Resolution.MINUTE;
    }
    Resolution finest = finest(millis);
    return finest.compareTo(wanted) > 0 ? finest : wanted;
  }

  /**
   * Whether one value of a coarse resolution begins here, ends by a bound and is settled. Before
   * anything was summed up there are none.
   */
  boolean holdsWhole(Resolution grain, long start, long bound) {
    if (Calendar.floor(grain, start) != start) {
      return false;
    }
    long from =
        switch (grain) {
          case MINUTE -> coverage.minutesFromMillis();
          case HOUR -> coverage.hoursFromMillis();
          case DAY -> coverage.daysFromMillis();
          case MONTH -> coverage.monthsFromMillis();
        };
    if (from == 0 || start < Calendar.floor(grain, from)) {
      return false;
    }
    long end = Calendar.next(grain, start);
    return end <= bound && end <= settledUntil;
  }
}
