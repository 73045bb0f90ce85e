package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.Exposed;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.metric.MetricBook;
import dev.mynah.exporter.promql.metric.MetricBook.Sort;
import dev.mynah.exporter.promql.syntax.Expr.Range;
import dev.mynah.exporter.promql.syntax.Expr.Selector;
import dev.mynah.exporter.series.Matcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Finds for each name that a selector means who answers it. One thread. */
final class Selectors {
  private final QueryScope scope;

  Selectors(QueryScope scope) {
    this.scope = scope;
  }

  /** The values at each time. */
  List<Line> instant(Selector selector) {
    Moments moments = Moments.of(selector, QueryScope.LOOKBACK_MILLIS, scope.grid());
    Moments counted = Moments.of(selector, 0, scope.grid());
    List<Line> lines = new ArrayList<>();
    for (String name : names(selector)) {
      for (Exposed exposed : counters(name)) {
        lines.addAll(new CounterSelector(scope, exposed, selector.matchers()).values(counted));
      }
    }
    lines.addAll(GaugeSelector.last(samplesBesides(selector, moments), moments, scope));
    scope.budget().series(lines.size());
    return lines;
  }

  /** When the values at each time were sampled, in seconds. */
  List<Line> timestamps(Selector selector) {
    Moments moments = Moments.of(selector, QueryScope.LOOKBACK_MILLIS, scope.grid());
    List<Line> lines = new ArrayList<>();
    Moments counted = Moments.of(selector, 0, scope.grid());
    for (String name : names(selector)) {
      for (Exposed exposed : counters(name)) {
        for (Line line : new CounterSelector(scope, exposed, selector.matchers()).values(counted)) {
          for (int i = 0; i < line.values().length; i++) {
            if (line.isPresent(i)) {
              line.values()[i] = CounterSelector.sampleTime(scope.eras(), moments.ends()[i]) / 1e3;
            }
          }
          lines.add(line);
        }
      }
    }
    List<SampleSeries> times =
        samplesBesides(selector, moments).stream().map(Selectors::timesAsValues).toList();
    lines.addAll(GaugeSelector.last(times, moments, scope));
    return lines;
  }

  private static SampleSeries timesAsValues(SampleSeries series) {
    double[] seconds = Arrays.stream(series.times()).mapToDouble(time -> time / 1e3).toArray();
    return new SampleSeries(series.labels(), series.times(), seconds);
  }

  /** The samples in the windows that end at each time. */
  List<SampleSeries> samples(Range range) {
    Moments moments = Moments.of(range.selector(), range.windowMillis(), scope.grid());
    List<SampleSeries> series = new ArrayList<>();
    for (String name : names(range.selector())) {
      for (Exposed exposed : counters(name)) {
        series.addAll(
            new CounterSelector(scope, exposed, range.selector().matchers()).samples(moments));
      }
    }
    series.addAll(samplesBesides(range.selector(), moments));
    scope.budget().series(series.size());
    return series;
  }

  /** Whether a selector means nothing but counters whose increase is known exactly. */
  boolean isCountedOnly(Selector selector) {
    for (String name : names(selector)) {
      if (MetricBook.sortOf(name) != Sort.COUNTED) {
        return false;
      }
    }
    return true;
  }

  /**
   * The increase over the windows that end at each time, of what is counted.
   *
   * @param key from the labels of a series, without name, to those of the sum it is part of
   */
  List<Line> increases(Range range, UnaryOperator<LabelSet> key, boolean perSecond) {
    Moments moments = Moments.of(range.selector(), range.windowMillis(), scope.grid());
    List<Line> lines = new ArrayList<>();
    for (String name : names(range.selector())) {
      for (Exposed exposed : counters(name)) {
        CounterSelector counter = new CounterSelector(scope, exposed, range.selector().matchers());
        lines.addAll(
            counter.increases(moments, labels -> key.apply(labels.withoutName()), perSecond));
      }
    }
    scope.budget().series(lines.size());
    return lines;
  }

  /** Samples of what a selector means and is not counted. */
  List<SampleSeries> samplesBesides(Range range) {
    return samplesBesides(
        range.selector(), Moments.of(range.selector(), range.windowMillis(), scope.grid()));
  }

  private List<SampleSeries> samplesBesides(Selector selector, Moments moments) {
    Set<String> sampled = new TreeSet<>();
    List<SampleSeries> series = new ArrayList<>();
    MadeSelector made = new MadeSelector(scope, selector.matchers());
    for (String name : names(selector)) {
      switch (MetricBook.sortOf(name)) {
        case SAMPLED, UNKNOWN -> sampled.add(name);
        case UP -> series.addAll(made.up());
        case ROUTES -> series.addAll(made.routes(moments));
        case COUNTED -> {}
      }
    }
    if (!sampled.isEmpty()) {
      series.addAll(new GaugeSelector(scope, sampled, selector.matchers()).samples(moments));
    }
    return series;
  }

  private Set<String> names(Selector selector) {
    return Names.meant(scope.reader(), selector.matchers());
  }

  static List<Exposed> counters(String name) {
    Sort sort = MetricBook.sortOf(name);
    if (sort != Sort.COUNTED && sort != Sort.UNKNOWN) {
      return List.of();
    }
    List<Exposed> counters = new ArrayList<>();
    MetricBook.counted(name).ifPresent(counters::add);
    Optional<Exposed> side = MetricBook.undeclaredSide(name);
    if (sort == Sort.UNKNOWN) {
      side.ifPresent(counters::add);
    }
    return counters;
  }

  /** Labels that a selector says all of its series have; those of {@code absent}. */
  static LabelSet certainLabels(Selector selector) {
    LabelSet labels = LabelSet.EMPTY;
    Set<String> seen = new TreeSet<>();
    for (Matcher matcher : selector.matchers()) {
      boolean certain = matcher.operator() == Matcher.Operator.EQUAL;
      if (!matcher.name().equals(LabelSet.NAME)) {
        boolean first = seen.add(matcher.name());
        labels = labels.with(matcher.name(), certain && first ? matcher.value() : "");
      }
    }
    return labels;
  }
}
