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
      atLeast("minutes", minutes, Duration.ofHours(2));
      atLeast("hours", hours, Duration.ofDays(2));
      atLeast("days", days, Duration.ofDays(62));
      atLeast("patterns", patterns, Duration.ofDays(1));
    }
  }

  /** Single requests and what is drawn from them. */
  public record Log(Duration requests, Duration errors, Duration clients, Duration snapshots) {
    public static final Log DEFAULT =
        new Log(Duration.ofDays(90), Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90));

    public Log {
      atLeast("requestLog", requests, Duration.ofHours(1));
      atLeast("errors", errors, Duration.ofHours(1));
      atLeast("clients", clients, Duration.ofHours(1));
      atLeast("snapshots", snapshots, Duration.ofHours(1));
    }
  }

  private static void atLeast(String key, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "retention." + key + ": " + value + " (expected at least " + least + ")");
    }
  }
}
