package dev.mynah.exporter.query.plan;

import dev.mynah.exporter.series.CountReader.Coverage;
import dev.mynah.exporter.series.Resolution;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * From when on there is each resolution, and until when coarse ones are settled. Where a fine one
 * begins in the same span as a coarse one, nothing was removed before it: counting began there.
 */
final class Retained {
  /** Coarse values are built out of finer ones with some delay; the newest are not relied upon. */
  static final long SETTLING_MILLIS = 2 * Grid.HOUR_MILLIS;

  /** The year 3000, for what there is nothing of. */
  private static final long FAR_MILLIS = 32_503_680_000_000L;

  private static final List<Resolution> COARSE_FIRST =
      List.of(Resolution.MONTH, Resolution.DAY, Resolution.HOUR, Resolution.MINUTE);

  private final Map<Resolution, Long> from = new EnumMap<>(Resolution.class);
  private final long settledMillis;

  Retained(Coverage coverage) {
    long coarserStart = FAR_MILLIS;
    Resolution coarser = Resolution.MONTH;
    for (Resolution resolution : COARSE_FIRST) {
      long start = from(coverage, resolution);
      boolean removedBefore = coarserStart < Grid.floor(coarser, start);
      long began = Math.min(Grid.floor(coarser, start), from(coarser));
      from.put(resolution, removedBefore ? Grid.ceil(resolution, start) : began);
      coarserStart = start;
      coarser = resolution;
    }
    settledMillis =
        Math.max(coverage.closedUntilMillis() - SETTLING_MILLIS, from(Resolution.MINUTE));
  }

  /** The earliest moment that anything is known of; far ahead where there is nothing. */
  static long earliest(Coverage coverage) {
    return COARSE_FIRST.stream()
        .mapToLong(resolution -> from(coverage, resolution))
        .min()
        .orElse(FAR_MILLIS);
  }

  /** From when on a resolution is whole. */
  long from(Resolution resolution) {
    return from.getOrDefault(resolution, FAR_MILLIS);
  }

  /** Until when coarse values may be relied upon. */
  long settledMillis() {
    return settledMillis;
  }

  /** The finest that there is from a moment on; minutes where there is nothing at all. */
  Resolution finestFrom(long millis) {
    for (Resolution resolution : Resolution.values()) {
      if (from(resolution) <= millis) {
        return resolution;
      }
    }
    return Resolution.MINUTE;
  }

  /**
   * The finest in which a span can end at a moment: it must be there since the span's beginning, or
   * since the coarser value began in which the moment lies.
   */
  Resolution finestUpTo(long millis, long begin) {
    for (Resolution resolution : List.of(Resolution.MINUTE, Resolution.HOUR, Resolution.DAY)) {
      long from = from(resolution);
      if (from <= begin || from <= Grid.floor(Grid.coarser(resolution), millis)) {
        return resolution;
      }
    }
    return from(Resolution.MONTH) <= millis ? Resolution.MONTH : Resolution.MINUTE;
  }

  private static long from(Coverage coverage, Resolution resolution) {
    long from =
        switch (resolution) {
          case MINUTE -> coverage.minutesFromMillis();
          case HOUR -> coverage.hoursFromMillis();
          case DAY -> coverage.daysFromMillis();
          case MONTH -> coverage.monthsFromMillis();
        };
    return from == 0 ? FAR_MILLIS : Math.min(from, FAR_MILLIS);
  }
}
