package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.Exposed;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Answers selectors of counters: their increase over windows, their value, their samples. */
final class CounterSelector {
  /** An end so shortly after the last closed minute is answered as if it were that minute's. */
  private static final long FRESH_MILLIS = 2 * Calendar.MINUTE;

  /** A source's clock may be ahead so far that its minute under way is still seen. */
  private static final long AHEAD_MILLIS = 2 * Calendar.MINUTE;

  /** Signs of life are looked for over at least so long. */
  private static final long LEAST_SPAN = 2 * Calendar.MINUTE;

  private final QueryScope scope;
  private final Exposed exposed;
  private final List<Matcher> matchers;

  CounterSelector(QueryScope scope, Exposed exposed, List<Matcher> matchers) {
    this.scope = scope;
    this.exposed = exposed;
    this.matchers = matchers;
  }

  /**
   * How much was counted in each window, exactly where windows begin and end on a minute.
   *
   * @param key from the labels of a series to those of the sum that it is part of
   * @param perSecond whether to divide by the window
   */
  List<Line> increases(Moments moments, UnaryOperator<LabelSet> key, boolean perSecond) {
    long closed = scope.eras().closedUntil();
    CountRead read = new CountRead(scope, exposed, matchers, key);
    if (closed == 0 || read.storedSeries() == 0) {
      return List.of();
    }
    long[] ends = Arrays.stream(moments.ends()).map(end -> fresh(end, closed)).toArray();
    long[] starts = Arrays.stream(ends).map(end -> end - moments.windowMillis()).toArray();
    bound(ends, closed);
    bound(starts, closed);
    long[] both = Arrays.copyOf(ends, 2 * ends.length);
    System.arraycopy(starts, 0, both, ends.length, starts.length);
    Timeline timeline = timeline(both, moments, read, false);
    read.read(timeline);
    scope.info(Infos.EXACT);
    Presence presence =
        new Presence(
            scope.liveness(), moments.ends(), Math.max(moments.windowMillis(), LEAST_SPAN));
    double divisor = exposed.divisor() * (perSecond ? moments.windowMillis() / 1e3 : 1);
    Timeline.Places at = timeline.places(ends);
    Timeline.Places before = timeline.places(starts);
    List<Line> lines = new ArrayList<>();
    for (CountGroup group : read.groups()) {
      long[] counted = group.accumulated();
      double[] values = scope.newValues();
      for (int i = 0; i < values.length; i++) {
        double increase = counted == null ? 0 : at.at(counted, i) - before.at(counted, i);
        if (presence.isPresent(group.targets(), i, increase > 0)) {
          values[i] = increase / divisor;
        }
        scope.budget().tick();
      }
      group.forget(scope.budget());
      add(lines, new Line(group.labels(), values));
    }
    return lines;
  }

  /**
   * What had been counted at each time, to the last closed minute or now; what was counted in no
   * minute belongs to all times.
   */
  List<Line> values(Moments moments) {
    long closed = scope.eras().closedUntil();
    CountRead read = new CountRead(scope, exposed, matchers, UnaryOperator.identity());
    if (closed == 0 || read.storedSeries() == 0) {
      return List.of();
    }
    Resolution grain = moments.grain();
    long[] sampled = sampled(moments, closed, grain);
    Timeline timeline = timeline(sampled, moments, read, true);
    read.read(timeline);
    read.readBaseline();
    if (moments.last() > closed) {
      read.readOpen(new TimeRange(closed, moments.last() + AHEAD_MILLIS));
    }
    long span = Math.max(QueryScope.LOOKBACK_MILLIS, Calendar.next(grain, 0));
    Presence presence = new Presence(scope.liveness(), moments.ends(), span);
    Timeline.Places places = timeline.places(sampled);
    List<Line> lines = new ArrayList<>();
    for (CountGroup group : read.groups()) {
      long[] counted = group.accumulated();
      double[] values = scope.newValues();
      for (int i = 0; i < values.length; i++) {
        long end = moments.ends()[i];
        if (end - closed < QueryScope.LOOKBACK_MILLIS
            && presence.isPresent(group.targets(), i, false)) {
          double value = group.baseline() + (counted == null ? 0 : places.at(counted, i));
          values[i] = (value + (end > closed ? group.open() : 0)) / exposed.divisor();
        }
        scope.budget().tick();
      }
      group.forget(scope.budget());
      add(lines, new Line(group.labels(), values));
    }
    return lines;
  }

  /** The counter as it would have been scraped at the end of each minute, hour or day. */
  List<SampleSeries> samples(Moments moments) {
    long closed = scope.eras().closedUntil();
    CountRead read = new CountRead(scope, exposed, matchers, UnaryOperator.identity());
    long first = Arrays.stream(moments.starts()).min().orElse(0);
    long from = Math.max(scope.eras().origin(), first);
    long to = Math.min(closed, Arrays.stream(moments.ends()).max().orElse(0));
    if (closed == 0 || read.storedSeries() == 0 || to < from) {
      return List.of();
    }
    scope.budget().hold((to - from) / Calendar.MINUTE);
    Timeline timeline = Timeline.everyBorder(from, to, grain(moments, read), scope.eras());
    read.read(timeline);
    read.readBaseline();
    long[] borders = new long[timeline.size() - 1];
    for (int i = 0; i < borders.length; i++) {
      borders[i] = timeline.edge(i + 1);
    }
    Presence presence = new Presence(scope.liveness(), borders, Calendar.MINUTE);
    List<SampleSeries> series = new ArrayList<>();
    for (CountGroup group : read.groups()) {
      SampleSeries samples = samples(group, borders, presence);
      group.forget(scope.budget());
      if (samples.times().length > 0) {
        series.add(samples);
      }
    }
    return series;
  }

  private SampleSeries samples(CountGroup group, long[] borders, Presence presence) {
    long[] counted = group.accumulated();
    scope.budget().hold(2L * borders.length);
    long[] times = new long[borders.length];
    double[] values = new double[borders.length];
    int count = 0;
    for (int i = 0; i < borders.length; i++) {
      long value = group.baseline() + (counted == null ? 0 : counted[i + 1]);
      boolean grew = counted != null && counted[i + 1] > counted[i];
      if (presence.isPresent(group.targets(), i, grew)) {
        times[count] = borders[i];
        values[count++] = value / exposed.divisor();
      }
      scope.budget().tick();
    }
    return new SampleSeries(
        group.labels(), Arrays.copyOf(times, count), Arrays.copyOf(values, count));
  }

  /** When the value at each time was sampled. */
  private long[] sampled(Moments moments, long closed, Resolution grain) {
    return Arrays.stream(moments.ends())
        .map(end -> Math.max(scope.eras().origin(), Math.min(end, closed)))
        .map(end -> Calendar.floor(scope.eras().atLeast(grain, end), end))
        .toArray();
  }

  /** The times that {@link #values} were sampled at, as {@code timestamp} tells them. */
  static long sampleTime(Eras eras, long end) {
    long closed = Math.min(end, eras.closedUntil());
    return Calendar.floor(eras.finest(closed), closed);
  }

  private Timeline timeline(long[] at, Moments moments, CountRead read, boolean fromOrigin) {
    scope.budget().hold(2L * at.length);
    return Timeline.of(at, grain(moments, read), scope.eras(), fromOrigin);
  }

  /** Hours instead of minutes where those would be too many to read. */
  private Resolution grain(Moments moments, CountRead read) {
    Resolution grain = moments.grain();
    long from = moments.first() - moments.windowMillis();
    long minutes = Math.max(0, (moments.last() - from) / Calendar.MINUTE);
    boolean many =
        minutes * read.storedSeries() > scope.budget().settings().valuesRead() / 2
            && moments.count() > 1;
    if (grain == Resolution.MINUTE && many) {
      scope.info(Infos.coarse());
      return Resolution.HOUR;
    }
    return grain;
  }

  /** Nothing was counted before the store began, and nothing is known after the last minute. */
  private void bound(long[] moments, long closed) {
    for (int i = 0; i < moments.length; i++) {
      moments[i] = Math.max(scope.eras().origin(), Math.min(closed, moments[i]));
    }
  }

  private static long fresh(long end, long closed) {
    return end > closed && end <= closed + FRESH_MILLIS ? closed : end;
  }

  private static void add(List<Line> lines, Line line) {
    if (line.isPresentAnywhere()) {
      lines.add(line);
    }
  }
}
