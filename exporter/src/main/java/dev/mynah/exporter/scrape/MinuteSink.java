package dev.mynah.exporter.scrape;

import dev.mynah.ledger.SeriesKey;
import java.util.List;

/** Keeps minutes. Called by one thread at a time, which may be blocked. */
public interface MinuteSink {
  /**
   * Keeps one minute of a target; a minute given again replaces what was given before.
   *
   * @param minuteMillis the start of the minute, wall clock
   * @param values of the series that counted something; may be none
   */
  void minute(Target target, long minuteMillis, List<Value> values);

  /**
   * Whom Prometheus scrapes.
   *
   * @param id made of all its labels; the same for as long as they are
   */
  record Target(
      String id,
      String job,
      String instance,
      String namespace,
      String pod,
      String workspace,
      String environment) {}

  /** What a series counted in the minute, in the layout of its family's kind. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; the array is not changed
  record Value(SeriesKey key, long[] words) {}
}
