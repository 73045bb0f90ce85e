package dev.mynah.exporter.store;

import java.time.Duration;

/** How long each class of data is kept, by the time of what it tells of. */
public record RetentionSettings(Counts counts, Log log) {
  public static final RetentionSettings DEFAULT =
      new RetentionSettings(Counts.DEFAULT, Log.DEFAULT);

  /** Counts. Months are kept for ever: a series takes a few hundred bytes a year. */
  public record Counts(Duration minutes, Duration hours, Duration days, Duration patterns) {
    public static final Counts DEFAULT =
        new Counts(
            Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(365), Duration.ofDays(90));

    public Counts {
      Bound.check("minutes", minutes, Duration.ofHours(2));
      Bound.check("hours", hours, Duration.ofDays(2));
      Bound.check("days", days, Duration.ofDays(62));
      Bound.check("patterns", patterns, Duration.ofDays(1));
    }
  }

  /** Single requests and what is drawn from them. */
  public record Log(Duration requests, Duration errors, Duration clients, Duration snapshots) {
    public static final Log DEFAULT =
        new Log(Duration.ofDays(90), Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90));

    public Log {
      Bound.check("requestLog", requests, Duration.ofHours(1));
      Bound.check("errors", errors, Duration.ofHours(1));
      Bound.check("clients", clients, Duration.ofHours(1));
      Bound.check("snapshots", snapshots, Duration.ofHours(1));
    }
  }

  /**
   * A class of its own: a check that stood beside {@link #DEFAULT} would, when {@link Counts} is
   * asked for first, have that made of a {@code Counts.DEFAULT} which is not there yet.
   */
  private static final class Bound {
    private Bound() {}

    static void check(String key, Duration value, Duration least) {
      if (value.compareTo(least) < 0) {
        throw new IllegalArgumentException(
            "retention." + key + ": " + value + " (expected at least " + least + ")");
      }
    }
  }
}
