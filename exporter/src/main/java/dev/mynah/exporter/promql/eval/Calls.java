package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.eval.Result.Lines;
import dev.mynah.exporter.promql.eval.Result.Scalars;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.Function;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Calls of functions. */
final class Calls {
  private static final double[] NO_PARAMETER = {};

  private final QueryScope scope;
  private final Evaluator evaluator;
  private final Selectors selectors;

  Calls(QueryScope scope, Evaluator evaluator, Selectors selectors) {
    this.scope = scope;
    this.evaluator = evaluator;
    this.selectors = selectors;
  }

  Result of(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    return switch (call.function()) {
      case RATE, INCREASE, IRATE -> new Lines(increasesOfAll(call));
      case CHANGES,
          RESETS,
          DELTA,
          IDELTA,
          DERIV,
          SUM_OVER_TIME,
          AVG_OVER_TIME,
          MIN_OVER_TIME,
          MAX_OVER_TIME,
          COUNT_OVER_TIME,
          LAST_OVER_TIME,
          PRESENT_OVER_TIME,
          STDDEV_OVER_TIME,
          STDVAR_OVER_TIME ->
          windows(call, range(arguments.get(0)), NO_PARAMETER);
      case PREDICT_LINEAR ->
          windows(call, range(arguments.get(0)), evaluator.scalars(arguments.get(1)));
      case QUANTILE_OVER_TIME ->
          windows(call, range(arguments.get(1)), evaluator.scalars(arguments.get(0)));
      case ABSENT_OVER_TIME -> absentOverTime(range(arguments.get(0)));
      case HISTOGRAM_QUANTILE -> histogramQuantile(arguments);
      case ABSENT -> absent(arguments.get(0));
      case TIMESTAMP -> timestamp(arguments.get(0));
      case SORT -> sorted(arguments.get(0), 1);
      case SORT_DESC -> sorted(arguments.get(0), -1);
      case LABEL_REPLACE ->
          new Lines(LabelFunctions.replaced(evaluator.lines(arguments.get(0)), texts(arguments)));
      case LABEL_JOIN ->
          new Lines(LabelFunctions.joined(evaluator.lines(arguments.get(0)), texts(arguments)));
      case SCALAR_OF -> scalarOf(evaluator.lines(arguments.get(0)));
      case VECTOR_OF -> vector(evaluator.scalars(arguments.get(0)));
      case TIME -> new Scalars(time());
      case PI -> constant(Math.PI);
      default -> elementwise(call);
    };
  }

  /**
   * The increase of what is counted, in sums of series.
   *
   * @param key from the labels of a series, without name, to those of its sum
   */
  List<Line> increases(Expr.Call call, UnaryOperator<LabelSet> key) {
    if (call.function() == Function.IRATE) {
      scope.info(Infos.IRATE);
    }
    boolean perSecond = call.function() != Function.INCREASE;
    return selectors.increases(range(call.arguments().get(0)), key, perSecond);
  }

  private List<Line> increasesOfAll(Expr.Call call) {
    List<Line> lines = new ArrayList<>(increases(call, UnaryOperator.identity()));
    Expr.Range range = range(call.arguments().get(0));
    lines.addAll(applied(call.function(), range, NO_PARAMETER, selectors.samplesBesides(range)));
    return MergedLines.of(lines);
  }

  private Result windows(Expr.Call call, Expr.Range range, double[] parameter) {
    return new Lines(
        MergedLines.of(applied(call.function(), range, parameter, selectors.samples(range))));
  }

  private List<Line> applied(
      Function function, Expr.Range range, double[] parameter, List<SampleSeries> series) {
    Moments moments = Moments.of(range.selector(), range.windowMillis(), scope.grid());
    List<Line> lines = WindowFunctions.apply(function, parameter, series, moments, scope);
    series.forEach(each -> scope.budget().release(2L * each.times().length));
    return lines;
  }

  private Result elementwise(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    if (arguments.isEmpty()) {
      Line now = new Line(LabelSet.EMPTY, time());
      return new Lines(VectorFunctions.apply(call.function(), List.of(now), List.of(), scope));
    }
    List<Line> lines = evaluator.lines(arguments.get(0));
    List<double[]> parameters =
        arguments.subList(1, arguments.size()).stream().map(evaluator::scalars).toList();
    return new Lines(VectorFunctions.apply(call.function(), lines, parameters, scope));
  }

  private Result histogramQuantile(List<Expr> arguments) {
    double[] q = evaluator.scalars(arguments.get(0));
    List<Line> buckets = evaluator.lines(arguments.get(1));
    List<Line> result = HistogramQuantile.of(q, buckets, scope);
    scope.budget().release(new Lines(buckets).cells());
    return new Lines(MergedLines.of(result));
  }

  private Result absent(Expr of) {
    LabelSet labels =
        of instanceof Expr.Selector selector ? Selectors.certainLabels(selector) : LabelSet.EMPTY;
    return absentFrom(evaluator.lines(of), labels);
  }

  private Result absentOverTime(Expr.Range range) {
    List<Line> present =
        applied(Function.PRESENT_OVER_TIME, range, NO_PARAMETER, selectors.samples(range));
    return absentFrom(present, Selectors.certainLabels(range.selector()));
  }

  private Result absentFrom(List<Line> lines, LabelSet labels) {
    double[] values = scope.newValues();
    for (int i = 0; i < values.length; i++) {
      int step = i;
      if (lines.stream().noneMatch(line -> line.isPresent(step))) {
        values[i] = 1;
      }
      scope.budget().tick();
    }
    Line line = new Line(labels, values);
    return line.isPresentAnywhere() ? new Lines(List.of(line)) : Lines.NONE;
  }

  private Result timestamp(Expr of) {
    List<Line> lines;
    if (of instanceof Expr.Selector selector) {
      lines = selectors.timestamps(selector);
    } else {
      lines = evaluator.lines(of);
      double[] time = time();
      for (Line line : lines) {
        for (int i = 0; i < time.length; i++) {
          if (line.isPresent(i)) {
            line.values()[i] = time[i];
          }
        }
      }
    }
    return new Lines(
        MergedLines.of(lines.stream().map(l -> l.labelled(l.labels().withoutName())).toList()));
  }

  /**
   * By value at the only time of an instant query; of range queries the order is that of labels.
   */
  private Result sorted(Expr of, int sign) {
    List<Line> lines = new ArrayList<>(evaluator.lines(of));
    if (scope.grid().steps() == 1) {
      Comparator<Line> byValue =
          Comparator.comparing(
              line -> line.values()[0],
              (one, other) ->
                  Double.isNaN(one) || Double.isNaN(other)
                      ? Boolean.compare(Double.isNaN(one), Double.isNaN(other))
                      : sign * Double.compare(one, other));
      lines.sort(byValue);
    }
    return new Lines(lines);
  }

  private Result scalarOf(List<Line> lines) {
    double[] values = scope.newValues();
    for (int i = 0; i < values.length; i++) {
      double found = Double.NaN;
      int count = 0;
      for (Line line : lines) {
        if (line.isPresent(i)) {
          found = line.values()[i];
          count++;
        }
      }
      values[i] = count == 1 ? found : Double.NaN;
      scope.budget().tick();
    }
    return new Scalars(values);
  }

  private static Result vector(double[] values) {
    return new Lines(List.of(new Line(LabelSet.EMPTY, values)));
  }

  private double[] time() {
    double[] values = scope.newValues();
    for (int i = 0; i < values.length; i++) {
      values[i] = scope.grid().time(i) / 1e3;
    }
    return values;
  }

  private Result constant(double value) {
    double[] values = scope.newValues();
    java.util.Arrays.fill(values, value);
    return new Scalars(values);
  }

  private List<String> texts(List<Expr> arguments) {
    return arguments.subList(1, arguments.size()).stream().map(this::text).toList();
  }

  /** What an expression that is a string comes to. */
  String text(Expr expr) {
    if (expr.fold(evaluator) instanceof Result.Text text) {
      return text.value();
    }
    throw new IllegalStateException("no string: " + expr);
  }

  private static Expr.Range range(Expr expr) {
    if (expr instanceof Expr.Range range) {
      return range;
    }
    throw new IllegalStateException("no range: " + expr);
  }
}
