package dev.mynah.exporter.query.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sums by group and span. One thread.
 *
 * @param <T> what is summed
 */
public final class Table<T> {
  private final Map<List<String>, List<@Nullable T>> cells = new HashMap<>();
  private final Supplier<T> empty;
  private final Runnable onNewCell;

  /** Values come in runs of one group. */
  private List<String> lastGroup = List.of();

  private @Nullable List<@Nullable T> lastSpans;

  Table(Supplier<T> empty, Runnable onNewCell) {
    this.empty = empty;
    this.onNewCell = onNewCell;
  }

  /** The sum of a group and span, made when it is not there. */
  T cell(List<String> group, int span) {
    List<@Nullable T> spans = spans(group);
    while (spans.size() <= span) {
      spans.add(null);
    }
    T found = spans.get(span);
    if (found == null) {
      onNewCell.run();
      found = empty.get();
      spans.set(span, found);
    }
    return found;
  }

  private List<@Nullable T> spans(List<String> group) {
    List<@Nullable T> spans = lastSpans;
    if (spans == null || !group.equals(lastGroup)) {
      spans = cells.computeIfAbsent(group, key -> new ArrayList<>(1)); // mostly it stays at one
      lastGroup = group;
      lastSpans = spans;
    }
    return spans;
  }

  /** The groups there are, in no order. */
  public List<List<String>> groups() {
    return new ArrayList<>(cells.keySet());
  }

  /** The sum of a group and span, empty when there is none. */
  public T get(List<String> group, int span) {
    T found = found(group, span);
    return found == null ? empty.get() : found;
  }

  /** Whether there is anything of a group in a span. */
  public boolean has(List<String> group, int span) {
    return found(group, span) != null;
  }

  private @Nullable T found(List<String> group, int span) {
    List<@Nullable T> spans = cells.getOrDefault(group, List.of());
    return span < spans.size() ? spans.get(span) : null;
  }
}
