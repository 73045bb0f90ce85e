package dev.mynah.exporter.store.log;

import dev.mynah.exporter.fake.LogFields;
import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.journal.HitEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the answers should be, by looking at every request. */
final class LogModel {
  private final List<LogEntry> entries;

  LogModel(List<LogEntry> entries) {
    this.entries = entries;
  }

  List<LogEntry> meant(LogFilter filter) {
    return entries.stream().filter(entry -> LogFields.isMeant(filter, entry)).toList();
  }

  double[] durations(LogFilter filter) {
    double[] histogram = new double[Buckets.COUNT];
    meant(filter)
        .forEach(
            entry ->
                histogram[Buckets.indexOf(entry.event().spent().totalNanos())] +=
                    entry.event().weight());
    return histogram;
  }

  Map<List<String>, Sum> group(LogFilter filter, List<LogReader.Key> keys) {
    Map<List<String>, Sum> groups = new LinkedHashMap<>();
    for (LogEntry entry : meant(filter)) {
      List<String> values = new ArrayList<>();
      keys.forEach(key -> values.add(LogFields.get(entry, key)));
      groups.computeIfAbsent(values, v -> new Sum()).add(entry.event());
    }
    return groups;
  }

  /** A group. */
  static final class Sum {
    long rows;
    double requests;
    double errors;
    double cost;
    double bytesIn;
    double seconds;
    long firstMillis = Long.MAX_VALUE;
    long lastMillis = Long.MIN_VALUE;
    String traceId = "";

    private void add(HitEvent event) {
      rows++;
      requests += event.weight();
      errors += event.trouble() == null ? 0 : event.weight();
      cost += event.weight() * event.answer().cost().doubleValue();
      bytesIn += event.weight() * event.spent().bytesIn();
      seconds += event.weight() * event.spent().totalNanos() / 1e9;
      firstMillis = Math.min(firstMillis, event.timeMillis());
      lastMillis = Math.max(lastMillis, event.timeMillis());
      traceId = event.client().traceId().isEmpty() ? traceId : event.client().traceId();
    }
  }
}
