package dev.mynah.exporter.fake;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.journal.HitEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A request log in a list. */
public final class HeldLog implements LogReader {
  private final List<LogEntry> entries = new ArrayList<>();
  private long leftOut;

  /** Adds an entry; it gets the next id. */
  public void add(String source, HitEvent event, LogEntry.Origin origin) {
    entries.add(new LogEntry(entries.size() + 1L, source, event, origin));
  }

  /** Says how many requests have no entry. */
  public void leaveOut(long requests) {
    leftOut = requests;
  }

  @Override
  public List<LogEntry> page(LogFilter filter, long beforeId, int limit) {
    return found(filter)
        .filter(entry -> entry.id() < beforeId)
        .sorted(Comparator.comparingLong((LogEntry entry) -> -entry.id()))
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<LogEntry> find(long id) {
    return entries.stream().filter(entry -> entry.id() == id).findFirst();
  }

  @Override
  public void stream(LogFilter filter, Consumer<LogEntry> sink) {
    found(filter).forEach(sink);
  }

  @Override
  public List<Group> group(LogFilter filter, List<Key> keys, int limit) {
    Map<List<String>, List<LogEntry>> groups = new LinkedHashMap<>();
    found(filter)
        .forEach(
            entry ->
                groups
                    .computeIfAbsent(
                        keys.stream().map(key -> LogFields.get(entry, key)).toList(),
                        key -> new ArrayList<>())
                    .add(entry));
    return groups.entrySet().stream()
        .map(each -> group(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingDouble((Group group) -> -group.requests()))
        .limit(limit)
        .toList();
  }

  @Override
  public double[] durations(LogFilter filter) {
    double[] counts = new double[Buckets.COUNT];
    found(filter)
        .forEach(
            e -> counts[Buckets.indexOf(e.event().spent().totalNanos())] += e.event().weight());
    return counts;
  }

  @Override
  public List<MissingPath> missingPaths(LogFilter filter, int limit) {
    Map<List<String>, List<LogEntry>> groups = new LinkedHashMap<>();
    found(filter)
        .filter(entry -> entry.event().answer().outcome().equals("unmatched"))
        .forEach(
            entry ->
                groups
                    .computeIfAbsent(
                        List.of(entry.event().request().method(), entry.event().request().path()),
                        key -> new ArrayList<>())
                    .add(entry));
    return groups.entrySet().stream()
        .map(
            each -> {
              Group group = group(each.getKey(), each.getValue());
              return new MissingPath(
                  each.getKey().get(0),
                  each.getKey().get(1),
                  group.requests(),
                  group.firstMillis(),
                  group.lastMillis());
            })
        .limit(limit)
        .toList();
  }

  @Override
  public long leftOut(LogFilter filter) {
    return leftOut;
  }

  private Stream<LogEntry> found(LogFilter filter) {
    return entries.stream().filter(entry -> LogFields.isMeant(filter, entry));
  }

  private static Group group(List<String> values, List<LogEntry> entries) {
    double requests = 0;
    double errors = 0;
    double cost = 0;
    double in = 0;
    double out = 0;
    double seconds = 0;
    String trace = "";
    for (LogEntry entry : entries) {
      HitEvent event = entry.event();
      requests += event.weight();
      errors += event.trouble() == null ? 0 : event.weight();
      cost += event.answer().cost().doubleValue() * event.weight();
      in += event.spent().bytesIn() * event.weight();
      out += event.spent().bytesOut() * event.weight();
      seconds += event.spent().totalNanos() / 1e9 * event.weight();
      trace = event.client().traceId().isEmpty() ? trace : event.client().traceId();
    }
    return new Group(
        values,
        entries.size(),
        requests,
        errors,
        cost,
        new Totals(in, out, seconds),
        entries.stream().mapToLong(e -> e.event().timeMillis()).min().orElse(0),
        entries.stream().mapToLong(e -> e.event().timeMillis()).max().orElse(0),
        trace);
  }
}
