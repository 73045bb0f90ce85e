package dev.mynah.exporter.query.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Sums by group and span. One thread.
 *
 * @param <T> what is summed
 */
public final class Table<T> {
  private final Map<List<String>, Map<Integer, T>> cells = new HashMap<>();
  private final Supplier<T> empty;
  private final Runnable onNewCell;

  Table(Supplier<T> empty, Runnable onNewCell) {
    this.empty = empty;
    this.onNewCell = onNewCell;
  }

  /** The sum of a group and span, made when it is not there. */
  T cell(List<String> group, int span) {
    Map<Integer, T> spans = cells.computeIfAbsent(group, key -> new TreeMap<>());
    T found = spans.get(span);
    if (found == null) {
      onNewCell.run();
      found = empty.get();
      spans.put(span, found);
    }
    return found;
  }

  /** The groups there are, in no order. */
  public List<List<String>> groups() {
    return new ArrayList<>(cells.keySet());
  }

  /** The sum of a group and span, empty when there is none. */
  public T get(List<String> group, int span) {
    T found = cells.getOrDefault(group, Map.of()).get(span);
    return found == null ? empty.get() : found;
  }

  /** Whether there is anything of a group in a span. */
  public boolean has(List<String> group, int span) {
    return cells.getOrDefault(group, Map.of()).containsKey(span);
  }
}
