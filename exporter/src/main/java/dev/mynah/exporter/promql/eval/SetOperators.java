package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.syntax.Expr.Matching;
import dev.mynah.exporter.promql.syntax.Operator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code and}, {@code or}, {@code unless}: which elements stay; their values do not change. */
final class SetOperators {
  private final QueryScope scope;
  private final Matching matching;

  SetOperators(QueryScope scope, Matching matching) {
    this.scope = scope;
    this.matching = matching;
  }

  List<Line> of(Operator operator, List<Line> left, List<Line> right) {
    return switch (operator) {
      case AND -> filtered(left, times(right), true);
      case UNLESS -> filtered(left, times(right), false);
      default -> union(left, right);
    };
  }

  private List<Line> union(List<Line> left, List<Line> right) {
    MergedLines merged = new MergedLines();
    left.forEach(line -> merged.add(line, Refused::sameLabels));
    filtered(right, times(left), false).forEach(line -> merged.add(line, Refused::sameLabels));
    return merged.lines();
  }

  /** At which times there is an element of each signature. */
  private Map<LabelSet, BitSet> times(List<Line> lines) {
    Map<LabelSet, BitSet> times = new HashMap<>();
    for (Line line : lines) {
      BitSet present =
          times.computeIfAbsent(Signature.of(line.labels(), matching), l -> new BitSet());
      for (int i = 0; i < line.values().length; i++) {
        if (line.isPresent(i)) {
          present.set(i);
        }
      }
      scope.budget().tick();
    }
    return times;
  }

  private List<Line> filtered(List<Line> lines, Map<LabelSet, BitSet> times, boolean wanted) {
    List<Line> kept = new ArrayList<>();
    for (Line line : lines) {
      BitSet other = times.getOrDefault(Signature.of(line.labels(), matching), new BitSet());
      for (int i = 0; i < line.values().length; i++) {
        if (other.get(i) != wanted) {
          line.values()[i] = Line.ABSENT;
        }
      }
      scope.budget().tick();
      if (line.isPresentAnywhere()) {
        kept.add(line);
      }
    }
    return kept;
  }
}
