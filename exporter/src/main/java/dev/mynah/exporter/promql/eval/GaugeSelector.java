package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.budget.QueryBudget;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.series.CountReader.GaugeSelection;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Answers selectors of what was sampled once a minute. */
final class GaugeSelector {
  private final QueryScope scope;
  private final Set<String> names;
  private final List<Matcher> matchers;

  GaugeSelector(QueryScope scope, Set<String> names, List<Matcher> matchers) {
    this.scope = scope;
    this.names = names;
    this.matchers =
        matchers.stream().filter(matcher -> !matcher.name().equals(LabelSet.NAME)).toList();
  }

  /** All samples that any of the windows holds; a window is open at its start. */
  List<SampleSeries> samples(Moments moments) {
    long[] sortedEnds = moments.ends().clone();
    Arrays.sort(sortedEnds);
    long window = moments.windowMillis();
    long from = sortedEnds[0] - window;
    Map<LabelSet, Growing> series = new LinkedHashMap<>();
    scope
        .reader()
        .readGauges(
            new GaugeSelection(names, matchers),
            range(from, sortedEnds[sortedEnds.length - 1]),
            (name, labels, time, value) -> {
              scope.budget().readValue();
              if (isWanted(sortedEnds, window, time)) {
                LabelSet named = LabelSet.of(labels).with(LabelSet.NAME, name);
                Growing samples = series.computeIfAbsent(named, l -> new Growing());
                samples.add(time, value, scope.budget());
                scope.budget().series(series.size());
              }
            });
    List<SampleSeries> result = new ArrayList<>();
    series.forEach((labels, samples) -> result.add(samples.series(labels)));
    return result;
  }

  /** The last sample before each time. */
  static List<Line> last(Collection<SampleSeries> series, Moments moments, QueryScope scope) {
    List<Line> lines = new ArrayList<>();
    for (SampleSeries each : series) {
      double[] values = scope.newValues();
      for (int i = 0; i < values.length; i++) {
        int found = lastBefore(each.times(), moments.ends()[i], moments.windowMillis());
        if (found >= 0) {
          values[i] = each.values()[found];
        }
      }
      Line line = new Line(each.labels(), values);
      if (line.isPresentAnywhere()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** The index of the last sample in a window that is open at its start; -1 where there is none. */
  static int lastBefore(long[] times, long end, long window) {
    int found = Arrays.binarySearch(times, end);
    int at = found >= 0 ? found : -found - 2;
    return at >= 0 && times[at] > end - window ? at : -1;
  }

  private static boolean isWanted(long[] ends, long window, long time) {
    int found = Arrays.binarySearch(ends, time);
    int at = found >= 0 ? found : -found - 1;
    return at < ends.length && ends[at] - time < window;
  }

  private static TimeRange range(long from, long last) {
    return new TimeRange(Math.min(from, last), last + 1);
  }

  /** Samples as they arrive. */
  private static final class Growing {
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int count;
    private boolean sorted = true;

    void add(long time, double value, QueryBudget budget) {
      if (count == times.length) {
        budget.hold(2L * count);
        times = Arrays.copyOf(times, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      sorted &= count == 0 || times[count - 1] < time;
      times[count] = time;
      values[count++] = value;
    }

    SampleSeries series(LabelSet labels) {
      if (sorted) {
        return new SampleSeries(labels, Arrays.copyOf(times, count), Arrays.copyOf(values, count));
      }
      int[] order =
          IntStream.range(0, count)
              .boxed()
              .sorted((one, other) -> Long.compare(times[one], times[other]))
              .mapToInt(Integer::intValue)
              .toArray();
      long[] inOrder = new long[count];
      double[] values = new double[count];
      int kept = 0;
      for (int at : order) {
        kept -= kept > 0 && inOrder[kept - 1] == times[at] ? 1 : 0;
        inOrder[kept] = times[at];
        values[kept++] = this.values[at];
      }
      return new SampleSeries(labels, Arrays.copyOf(inOrder, kept), Arrays.copyOf(values, kept));
    }
  }
}
