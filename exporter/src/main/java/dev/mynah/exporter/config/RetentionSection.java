package dev.mynah.exporter.config;

import dev.mynah.exporter.store.RetentionSettings;
import dev.mynah.settings.declare.Section;
import dev.mynah.settings.declare.Setting;
import dev.mynah.settings.declare.Types;
import dev.mynah.settings.declare.Values;
import java.time.Duration;
import java.util.Map;

/** How long each class of data is kept. */
final class RetentionSection {
  private static final Duration MOST = Duration.ofDays(3_650);
  private static final RetentionSettings.Counts COUNTS = RetentionSettings.Counts.DEFAULT;
  private static final RetentionSettings.Log LOG = RetentionSettings.Log.DEFAULT;

  private static final Setting<Duration> MINUTE =
      kept("minute", Duration.ofHours(2), COUNTS.minutes(), "Counts by minute.");
  private static final Setting<Duration> HOUR =
      kept("hour", Duration.ofDays(2), COUNTS.hours(), "Counts by hour.");
  private static final Setting<Duration> DAY =
      kept("day", Duration.ofDays(62), COUNTS.days(), "Counts by day; those by month stay.");
  private static final Setting<Duration> PATTERNS =
      kept("patterns", Duration.ofDays(1), COUNTS.patterns(), "Hours of the day by weekday.");
  private static final Setting<Duration> REQUEST_LOG =
      kept("log", Duration.ofHours(1), LOG.requests(), "The request log.");
  private static final Setting<Duration> ERRORS =
      kept("errors", Duration.ofHours(1), LOG.errors(), "Errors one by one.");
  private static final Setting<Duration> CLIENTS =
      kept("clients", Duration.ofHours(1), LOG.clients(), "What is known of clients.");
  private static final Setting<Duration> SNAPSHOTS =
      kept("snapshots", Duration.ofHours(1), LOG.snapshots(), "Kept answers.");

  static final Setting<RetentionSettings> RETENTION =
      Setting.of(
              "retention",
              Section.of(
                      "retention",
                      "How long each class of data is kept, within store.size.",
                      RetentionSection::build,
                      MINUTE,
                      HOUR,
                      DAY,
                      PATTERNS,
                      REQUEST_LOG,
                      ERRORS,
                      CLIENTS,
                      SNAPSHOTS)
                  .synonyms(
                      Map.of(
                          "minutes", "minute",
                          "hours", "hour",
                          "days", "day",
                          "requestLog", "log",
                          "requests", "log")),
              "How long each class of data is kept.")
          .byDefault(RetentionSettings.DEFAULT)
          .elsewise("as below");

  private RetentionSection() {}

  private static RetentionSettings build(Values v) {
    return new RetentionSettings(
        new RetentionSettings.Counts(v.get(MINUTE), v.get(HOUR), v.get(DAY), v.get(PATTERNS)),
        new RetentionSettings.Log(
            v.get(REQUEST_LOG), v.get(ERRORS), v.get(CLIENTS), v.get(SNAPSHOTS)));
  }

  private static Setting<Duration> kept(String key, Duration least, Duration usual, String doc) {
    return Setting.of(key, Types.duration(least, MOST), doc).byDefault(usual).atStart();
  }
}
