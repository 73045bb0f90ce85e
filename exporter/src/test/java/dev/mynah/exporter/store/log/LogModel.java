package dev.mynah.exporter.store.log;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.journal.HitEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the answers should be, by looking at every request. */
final class LogModel {
  private final List<LogEntry> entries;

  LogModel(List<LogEntry> entries) {
    this.entries = entries;
  }

  List<LogEntry> meant(LogFilter filter) {
    return entries.stream()
        .filter(entry -> filter.range().contains(entry.event().timeMillis()))
        .filter(entry -> !filter.errorsOnly() || entry.event().trouble() != null)
        .filter(entry -> filter.matchers().stream().allMatch(m -> m.accepts(get(entry, m))))
        .toList();
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
      keys.forEach(key -> values.add(get(entry, key)));
      groups.computeIfAbsent(values, v -> new Sum()).add(entry.event());
    }
    return groups;
  }

  private static String get(LogEntry entry, Matcher matcher) {
    return switch (matcher.name()) {
      case "code" -> code(entry);
      case "path" -> entry.event().request().path();
      case "trace_id" -> entry.event().client().traceId();
      case "source" -> entry.source();
      case "user_agent" -> entry.event().client().userAgent();
      case "reason" -> get(entry, LogReader.Key.ERROR_REASON);
      default -> get(entry, LogReader.Key.valueOf(matcher.name().toUpperCase(Locale.ROOT)));
    };
  }

  private static String get(LogEntry entry, LogReader.Key key) {
    HitEvent event = entry.event();
    HitEvent.Trouble trouble =
        event.trouble() == null ? new HitEvent.Trouble("", "", "", "") : event.trouble();
    return switch (key) {
      case ROUTE -> event.request().route();
      case GROUP -> event.request().group();
      case WORKSPACE -> event.request().workspace();
      case ENVIRONMENT -> event.request().environment();
      case METHOD -> event.request().method();
      case STATUS -> code(entry);
      case OUTCOME -> event.answer().outcome();
      case PROTOCOL -> event.request().protocol();
      case CLIENT -> event.client().address();
      case CONSUMER -> event.client().consumer();
      case USER_AGENT_FAMILY -> entry.origin().userAgentFamily();
      case COUNTRY -> entry.origin().country();
      case CITY -> entry.origin().city();
      case ERROR_TYPE -> trouble.type();
      case ERROR_CATEGORY -> trouble.category();
      case ERROR_REASON -> trouble.reason();
      case ERROR_MESSAGE -> trouble.message();
    };
  }

  private static String code(LogEntry entry) {
    return String.format(Locale.ROOT, "%03d", entry.event().answer().status());
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
