package dev.mynah.exporter.query.plan;

import dev.mynah.exporter.series.Resolution;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The moments at which values of a resolution begin. Milliseconds of UTC. */
public final class Grid {
  public static final long MINUTE_MILLIS = 60_000;
  public static final long HOUR_MILLIS = 60 * MINUTE_MILLIS;
  public static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  private Grid() {}

  /** The last beginning at or before a moment. */
  public static long floor(Resolution resolution, long millis) {
    return switch (resolution) {
      case MINUTE -> Math.floorDiv(millis, MINUTE_MILLIS) * MINUTE_MILLIS;
      case HOUR -> Math.floorDiv(millis, HOUR_MILLIS) * HOUR_MILLIS;
      case DAY -> Math.floorDiv(millis, DAY_MILLIS) * DAY_MILLIS;
      case MONTH -> month(millis).toInstant().toEpochMilli();
    };
  }

  /** The first beginning at or after a moment. */
  public static long ceil(Resolution resolution, long millis) {
    long floor = floor(resolution, millis);
    return floor == millis ? millis : next(resolution, floor);
  }

  /** The beginning nearest to a moment; the later one of two. */
  static long nearest(Resolution resolution, long millis) {
    long before = floor(resolution, millis);
    long after = ceil(resolution, millis);
    return millis - before < after - millis ? before : after;
  }

  /** Where the value that begins at a moment ends. */
  public static long next(Resolution resolution, long start) {
    return switch (resolution) {
      case MINUTE -> start + MINUTE_MILLIS;
      case HOUR -> start + HOUR_MILLIS;
      case DAY -> start + DAY_MILLIS;
      case MONTH -> month(start).plusMonths(1).toInstant().toEpochMilli();
    };
  }

  /** The next coarser resolution; of months themselves. */
  static Resolution coarser(Resolution resolution) {
    return switch (resolution) {
      case MINUTE -> Resolution.HOUR;
      case HOUR -> Resolution.DAY;
      case DAY, MONTH -> Resolution.MONTH;
    };
  }

  /** The next finer resolution; of minutes themselves. */
  static Resolution finer(Resolution resolution) {
    return switch (resolution) {
      case MONTH -> Resolution.DAY;
      case DAY -> Resolution.HOUR;
      case HOUR, MINUTE -> Resolution.MINUTE;
    };
  }

  private static OffsetDateTime month(long millis) {
    return Instant.ofEpochMilli(millis)
        .atOffset(ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.DAYS)
        .withDayOfMonth(1);
  }
}
