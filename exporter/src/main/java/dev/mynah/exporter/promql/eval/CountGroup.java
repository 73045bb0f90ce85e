package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.budget.QueryBudget;
import dev.mynah.exporter.promql.metric.LabelSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was counted in series that are one to the query, by the edges of a timeline. */
final class CountGroup {
  private final LabelSet labels;
  private final Set<LabelSet> targets = new LinkedHashSet<>(2);
  private long @Nullable [] sums;
  private long open;
  private long baseline;

  CountGroup(LabelSet labels) {
    this.labels = labels;
  }

  LabelSet labels() {
    return labels;
  }

  /** Where its series come from. */
  Set<LabelSet> targets() {
    return targets;
  }

  void add(int index, long count, int size, QueryBudget budget) {
    if (sums == null) {
      budget.hold(size);
      sums = new long[size];
    }
    sums[index] += count;
  }

  void addOpen(long count) {
    open += count;
  }

  /** What was counted since the last closed minute, as far as it is known. */
  long open() {
    return open;
  }

  void addBaseline(long count) {
    baseline += count;
  }

  /** What was counted in no minute, and so before all of them. */
  long baseline() {
    return baseline;
  }

  /** What had been counted at each edge; {@code null} where it was nothing at all. */
  long @Nullable [] accumulated() {
    long[] counted = sums;
    if (counted != null) {
      Timeline.accumulate(counted);
    }
    return counted;
  }

  /** Gives its memory back. */
  void forget(QueryBudget budget) {
    if (sums != null) {
      budget.release(sums.length);
      sums = null;
    }
  }
}
