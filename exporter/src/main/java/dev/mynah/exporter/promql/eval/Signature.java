package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.syntax.Expr.Matching;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What elements of two vectors must have in common to be matched. */
final class Signature {
  private Signature() {}

  static LabelSet of(LabelSet labels, Matching matching) {
    return matching.on() ? labels.keeping(matching.labels()) : labels.dropping(matching.labels());
  }

  static Map<LabelSet, List<Line>> index(List<Line> lines, Matching matching) {
    Map<LabelSet, List<Line>> index = new LinkedHashMap<>();
    for (Line line : lines) {
      index.computeIfAbsent(of(line.labels(), matching), l -> new ArrayList<>()).add(line);
    }
    return index;
  }
}
