package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.syntax.Function;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Functions over the samples of a window, as Prometheus defines them. */
final class WindowFunctions {
  private WindowFunctions() {}

  /**
   * The samples of one window.
   *
   * @param from index of the first
   * @param to index after the last
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Window(long[] times, double[] values, int from, int to, long startMillis, long endMillis) {
    int count() {
      return to - from;
    }

    double first() {
      return values[from];
    }

    double last() {
      return values[to - 1];
    }
  }

  /** Applies a function to each window of each series. */
  static List<Line> apply(
      Function function,
      double[] parameter,
      List<SampleSeries> series,
      Moments moments,
      QueryScope scope) {
    List<Line> lines = new ArrayList<>();
    for (SampleSeries each : series) {
      double[] values = scope.newValues();
      for (int i = 0; i < values.length; i++) {
        long end = moments.ends()[i];
        int to = after(each.times(), end);
        int from = after(each.times(), end - moments.windowMillis());
        if (to > from) {
          Window window =
              new Window(each.times(), each.values(), from, to, end - moments.windowMillis(), end);
          values[i] = value(function, parameter.length == 0 ? 0 : parameter[i], window);
        }
        scope.budget().tick();
      }
      boolean keepsName = function == Function.LAST_OVER_TIME;
      Line line = new Line(keepsName ? each.labels() : each.labels().withoutName(), values);
      if (line.isPresentAnywhere()) {
        lines.add(line);
      }
    }
    return lines;
  }

  /** The index of the first sample after a time. */
  private static int after(long[] times, long time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found + 1 : -found - 1;
  }

  private static double value(Function function, double parameter, Window window) {
    return switch (function) {
      case RATE, IRATE ->
          extrapolated(window, true) / ((window.endMillis() - window.startMillis()) / 1e3);
      case INCREASE -> extrapolated(window, true);
      case DELTA -> extrapolated(window, false);
      case IDELTA ->
          window.count() < 2 ? Line.ABSENT : window.last() - window.values()[window.to() - 2];
      case CHANGES -> changes(window);
      case RESETS -> resets(window);
      case SUM_OVER_TIME -> sum(window);
      case AVG_OVER_TIME -> sum(window) / window.count();
      case MIN_OVER_TIME -> extreme(window, -1);
      case MAX_OVER_TIME -> extreme(window, 1);
      case COUNT_OVER_TIME -> window.count();
      case LAST_OVER_TIME -> window.last();
      case PRESENT_OVER_TIME -> 1;
      case STDDEV_OVER_TIME -> Math.sqrt(variance(window));
      case STDVAR_OVER_TIME -> variance(window);
      case QUANTILE_OVER_TIME ->
          Quantile.of(parameter, Arrays.copyOfRange(window.values(), window.from(), window.to()));
      case DERIV -> window.count() < 2 ? Line.ABSENT : regression(window)[0];
      case PREDICT_LINEAR -> predicted(window, parameter);
      default -> throw new IllegalStateException(function.word() + " takes no window");
    };
  }

  private static double predicted(Window window, double seconds) {
    if (window.count() < 2) {
      return Line.ABSENT;
    }
    double[] line = regression(window);
    return line[0] * seconds + line[1];
  }

  /** Slope per second, and the value at the end of the window. */
  private static double[] regression(Window window) {
    double n = window.count();
    double sumX = 0;
    double sumY = 0;
    double sumXy = 0;
    double sumXx = 0;
    for (int i = window.from(); i < window.to(); i++) {
      double x = (window.times()[i] - window.endMillis()) / 1e3;
      double y = window.values()[i];
      sumX += x;
      sumY += y;
      sumXy += x * y;
      sumXx += x * x;
    }
    double slope = (sumXy - sumX * sumY / n) / (sumXx - sumX * sumX / n);
    return new double[] {slope, sumY / n - slope * sumX / n};
  }

  /** As Prometheus extrapolates: to the window's ends, or half a gap beyond the samples. */
  private static double extrapolated(Window window, boolean counter) {
    if (window.count() < 2) {
      return Line.ABSENT;
    }
    double result = window.last() - window.first();
    for (int i = window.from() + 1; counter && i < window.to(); i++) {
      if (window.values()[i] < window.values()[i - 1]) {
        result += window.values()[i - 1];
      }
    }
    double firstAt = window.times()[window.from()] / 1e3;
    double lastAt = window.times()[window.to() - 1] / 1e3;
    double sampled = lastAt - firstAt;
    double gap = sampled / (window.count() - 1);
    double toStart = firstAt - window.startMillis() / 1e3;
    double toEnd = window.endMillis() / 1e3 - lastAt;
    if (counter && result > 0 && window.first() >= 0) {
      toStart = Math.min(toStart, sampled * (window.first() / result));
    }
    double threshold = gap * 1.1;
    double covered =
        sampled + (toStart < threshold ? toStart : gap / 2) + (toEnd < threshold ? toEnd : gap / 2);
    return result * (covered / sampled);
  }

  private static double changes(Window window) {
    int changes = 0;
    for (int i = window.from() + 1; i < window.to(); i++) {
      double before = window.values()[i - 1];
      double now = window.values()[i];
      changes += now != before && !(Double.isNaN(now) && Double.isNaN(before)) ? 1 : 0;
    }
    return changes;
  }

  private static double resets(Window window) {
    int resets = 0;
    for (int i = window.from() + 1; i < window.to(); i++) {
      resets += window.values()[i] < window.values()[i - 1] ? 1 : 0;
    }
    return resets;
  }

  private static double sum(Window window) {
    double sum = 0;
    for (int i = window.from(); i < window.to(); i++) {
      sum += window.values()[i];
    }
    return sum;
  }

  private static double extreme(Window window, int sign) {
    double extreme = window.first();
    for (int i = window.from() + 1; i < window.to(); i++) {
      double value = window.values()[i];
      if (Double.isNaN(extreme) || value * sign > extreme * sign) {
        extreme = value;
      }
    }
    return extreme;
  }

  private static double variance(Window window) {
    double mean = 0;
    double squares = 0;
    int count = 0;
    for (int i = window.from(); i < window.to(); i++) {
      count++;
      double delta = window.values()[i] - mean;
      mean += delta / count;
      squares += delta * (window.values()[i] - mean);
    }
    return squares / count;
  }
}
