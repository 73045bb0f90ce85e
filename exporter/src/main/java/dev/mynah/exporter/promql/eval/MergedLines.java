package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.LabelSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lines by their labels; those that come to have the same are one, if never at the same time. */
final class MergedLines {
  private final Map<LabelSet, Line> byLabels = new LinkedHashMap<>();

  /** Lines of which no two have the same labels. */
  static List<Line> of(List<Line> lines) {
    MergedLines merged = new MergedLines();
    for (Line line : lines) {
      merged.add(line, Refused::sameLabels);
    }
    return merged.lines();
  }

  /**
   * Takes a line over.
   *
   * @param refusal thrown when another with the same labels has a number at the same time
   */
  void add(Line line, Supplier<? extends RuntimeException> refusal) {
    Line known = byLabels.putIfAbsent(line.labels(), line);
    if (known == null) {
      return;
    }
    for (int i = 0; i < line.values().length; i++) {
      if (line.isPresent(i)) {
        if (known.isPresent(i)) {
          throw refusal.get();
        }
        known.values()[i] = line.values()[i];
      }
    }
  }

  List<Line> lines() {
    return new ArrayList<>(byLabels.values());
  }
}
