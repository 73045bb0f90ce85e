package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.Exposed;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.metric.MetricBook;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.ledger.Family;
import dev.mynah.metrics.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which metrics a selector may mean. */
final class Names {
  private Names() {}

  /** The names that conditions on {@code __name__} leave; others are not looked at. */
  static Set<String> meant(CountReader reader, List<Matcher> matchers) {
    List<Matcher> onName =
        matchers.stream().filter(matcher -> matcher.name().equals(LabelSet.NAME)).toList();
    for (Matcher matcher : onName) {
      if (matcher.operator() == Matcher.Operator.EQUAL) {
        return onName.stream().allMatch(other -> other.accepts(matcher.value()))
            ? Set.of(matcher.value())
            : Set.of();
      }
    }
    Set<String> names = known(reader);
    names.removeIf(name -> !onName.stream().allMatch(matcher -> matcher.accepts(name)));
    return names;
  }

  private static Set<String> known(CountReader reader) {
    Set<String> names = new TreeSet<>(MetricBook.made());
    for (Map.Entry<String, Metric> metric : MetricBook.described().entrySet()) {
      if (MetricBook.sortOf(metric.getKey()) == MetricBook.Sort.SAMPLED) {
        names.add(metric.getKey());
      }
    }
    for (Family family : families(reader)) {
      MetricBook.exposedBy(family).stream().map(Exposed::name).forEach(names::add);
    }
    return names;
  }

  private static Set<Family> families(CountReader reader) {
    Set<Family> families = new java.util.HashSet<>();
    for (Series series : reader.series(new Selection(Set.of(), List.of()))) {
      families.add(series.family());
    }
    return families;
  }
}
