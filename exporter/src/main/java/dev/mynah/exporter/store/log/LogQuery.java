package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.TimeRange;
import java.util.List;

/**
 * A filter in terms of the tables.
 *
 * @param range narrowed to what is kept
 * @param runs where the rows of the range are, by ascending id; empty when nothing can be found
 * @param entries about how many those are
 * @param failedOnly whether only rows with trouble are meant
 * @param conditions that the database tests
 * @param rest what only we can test: regular expressions over texts that are in no dictionary
 */
record LogQuery(
    TimeRange range,
    List<Run> runs,
    long entries,
    boolean failedOnly,
    List<Condition> conditions,
    List<Matcher> rest) {
  static final String PATH = "path";
  static final String TRACE_ID = "trace_id";

  /** Nothing can be found. */
  static LogQuery nothing(TimeRange range) {
    return new LogQuery(range, List.of(), 0, false, List.of(), List.of());
  }

  /** Whether the database can test everything. */
  boolean whole() {
    return rest.isEmpty();
  }

  /** Tests what the database could not. */
  boolean accepts(LogEntry entry) {
    for (Matcher matcher : rest) {
      String actual =
          matcher.name().equals(PATH)
              ? entry.event().request().path()
              : entry.event().client().traceId();
      if (!matcher.accepts(actual)) {
        return false;
      }
    }
    return true;
  }
}
