package dev.mynah.exporter.scrape;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Keeps minutes as a store does: a minute given again replaces the one before. Targets go by {@code
 * INSTANCE} or {@code INSTANCE/ENVIRONMENT}.
 */
final class KeptMinutes implements MinuteSink {
  private final Map<String, TreeMap<Long, List<Value>>> kept = new TreeMap<>();
  private final Map<String, Target> targets = new TreeMap<>();
  int calls;
  int failAfter = Integer.MAX_VALUE;

  @Override
  public void minute(Target target, long minuteMillis, List<Value> values) {
    if (calls >= failAfter) {
      throw new IllegalStateException("the store is away");
    }
    calls++;
    String name =
        target.environment().isEmpty()
            ? target.instance()
            : target.instance() + "/" + target.environment();
    targets.put(name, target);
    kept.computeIfAbsent(name, id -> new TreeMap<>()).put(minuteMillis, List.copyOf(values));
  }

  Target target(String instance) {
    return targets.get(instance);
  }

  /** The first word of a family's series, minute by minute, keyed by minutes after a moment. */
  Map<Long, Long> byMinute(String instance, long baseSeconds, Family family, String route) {
    Map<Long, Long> counts = new TreeMap<>();
    kept.getOrDefault(instance, new TreeMap<>())
        .forEach(
            (millis, values) -> {
              long sum = 0;
              for (Value value : values) {
                if (value.key().family().equals(family)
                    && value.key().label(Family.ROUTE).equals(route)) {
                  sum += value.words()[0];
                }
              }
              counts.put((millis / 1_000 - baseSeconds) / 60, sum);
            });
    return counts;
  }

  /** All values of an instance that are asked for, added up. */
  long[] sum(String instance, Family family, Predicate<Value> which) {
    long[] sum = new long[family.kind().words()];
    all(instance).stream()
        .filter(value -> value.key().family().equals(family) && which.test(value))
        .forEach(value -> SeriesSum.add(family.kind(), sum, value.words()));
    return sum;
  }

  List<Value> all(String instance) {
    List<Value> all = new ArrayList<>();
    kept.getOrDefault(instance, new TreeMap<>()).values().forEach(all::addAll);
    return all;
  }
}
