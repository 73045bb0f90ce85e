package dev.mynah.exporter.log;

import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.TimeRange;
import java.util.List;

/**
 * Which requests.
 *
 * @param matchers on {@code route group workspace environment method protocol outcome code consumer
 *     client country city user_agent user_agent_family error_type error_category reason trace_id
 *     source path}; {@code code} is the status as three digits. All must hold.
 * @param errorsOnly only those with trouble
 */
public record LogFilter(TimeRange range, List<Matcher> matchers, boolean errorsOnly) {
  public LogFilter {
    matchers = List.copyOf(matchers);
  }
}
