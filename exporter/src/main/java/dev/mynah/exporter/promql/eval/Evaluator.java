package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.eval.Result.Lines;
import dev.mynah.exporter.promql.eval.Result.Scalars;
import dev.mynah.exporter.promql.eval.Result.Text;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.syntax.Aggregation;
import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.ExprType;
import dev.mynah.exporter.promql.syntax.Function;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Works an expression out, bottom up, for all times at once. One thread, one query. */
final class Evaluator implements Expr.Cases<Result> {
  private final QueryScope scope;
  private final Selectors selectors;
  private final Calls calls;

  Evaluator(QueryScope scope) {
    this.scope = scope;
    this.selectors = new Selectors(scope);
    this.calls = new Calls(scope, this, selectors);
  }

  @Override
  public Result number(Expr.Num number) {
    scope.budget().hold(scope.grid().steps());
    double[] values = new double[scope.grid().steps()];
    Arrays.fill(values, number.value());
    return new Scalars(values);
  }

  @Override
  public Result text(Expr.Text text) {
    return new Text(text.value());
  }

  @Override
  public Result selector(Expr.Selector selector) {
    return new Lines(selectors.instant(selector));
  }

  @Override
  public Result range(Expr.Range range) {
    return new Result.Samples(selectors.samples(range));
  }

  @Override
  public Result call(Expr.Call call) {
    scope.budget().checkTime();
    return calls.of(call);
  }

  @Override
  public Result aggregate(Expr.Aggregate aggregate) {
    scope.budget().checkTime();
    Aggregates aggregates = new Aggregates(scope, aggregate.aggregation());
    if (aggregate.aggregation() == Aggregation.SUM && isIncrease(aggregate.of())) {
      return new Lines(summedIncrease(aggregate));
    }
    List<Line> lines = lines(aggregate.of());
    List<Line> result;
    if (aggregate.aggregation() == Aggregation.COUNT_VALUES && aggregate.parameter() != null) {
      String label = calls.text(aggregate.parameter());
      result = aggregates.countValues(lines, aggregate.grouping(), label);
    } else {
      Expr parameter = aggregate.parameter();
      double[] values = parameter == null ? new double[0] : scalars(parameter);
      result = aggregates.of(lines, aggregate.grouping(), values);
    }
    scope.budget().release(new Lines(lines).cells());
    return new Lines(result);
  }

  /** Whether an expression is {@code rate(counter[...])} or the like. */
  private boolean isIncrease(Expr expr) {
    return expr instanceof Expr.Call call
        && (call.function() == Function.RATE
            || call.function() == Function.INCREASE
            || call.function() == Function.IRATE)
        && call.arguments().get(0) instanceof Expr.Range range
        && selectors.isCountedOnly(range.selector());
  }

  /** A sum of increases is the increase of a sum, which takes less memory. */
  private List<Line> summedIncrease(Expr.Aggregate aggregate) {
    UnaryOperator<LabelSet> key = labels -> Aggregates.key(labels, aggregate.grouping());
    Expr.Call call = (Expr.Call) aggregate.of();
    List<Line> parts = calls.increases(call, key);
    return parts.size() < 2
        ? parts
        : new Aggregates(scope, Aggregation.SUM).of(parts, aggregate.grouping(), new double[0]);
  }

  @Override
  public Result binary(Expr.Binary binary) {
    scope.budget().checkTime();
    Result left = binary.left().fold(this);
    Result right = binary.right().fold(this);
    BinaryVectors vectors = new BinaryVectors(scope, binary);
    if (left instanceof Scalars one && right instanceof Scalars other) {
      for (int i = 0; i < one.values().length; i++) {
        one.values()[i] = binary.operator().apply(one.values()[i], other.values()[i]);
      }
      return one;
    }
    if (left instanceof Lines lines && right instanceof Scalars scalar) {
      return new Lines(vectors.withScalar(lines.lines(), scalar.values(), false));
    }
    if (left instanceof Scalars scalar && right instanceof Lines lines) {
      return new Lines(vectors.withScalar(lines.lines(), scalar.values(), true));
    }
    if (left instanceof Lines one && right instanceof Lines other) {
      if (binary.operator().isSet()) {
        SetOperators sets = new SetOperators(scope, binary.matching());
        return new Lines(sets.of(binary.operator(), one.lines(), other.lines()));
      }
      List<Line> result = vectors.of(one.lines(), other.lines());
      scope.budget().release(one.cells() + other.cells());
      return new Lines(result);
    }
    throw new IllegalStateException("the parser lets only numbers and vectors meet");
  }

  @Override
  public Result negate(Expr.Negate negate) {
    Result of = negate.of().fold(this);
    if (of instanceof Scalars scalars) {
      for (int i = 0; i < scalars.values().length; i++) {
        scalars.values()[i] = -scalars.values()[i];
      }
      return scalars;
    }
    List<Line> result = new ArrayList<>();
    for (Line line : ((Lines) of).lines()) {
      for (int i = 0; i < line.values().length; i++) {
        if (line.isPresent(i)) {
          line.values()[i] = -line.values()[i];
        }
      }
      result.add(line.labelled(line.labels().withoutName()));
    }
    return new Lines(MergedLines.of(result));
  }

  /** What an expression that is a vector comes to. */
  List<Line> lines(Expr expr) {
    if (expr.type() == ExprType.VECTOR && expr.fold(this) instanceof Lines lines) {
      return lines.lines();
    }
    throw new IllegalStateException("no vector: " + expr);
  }

  /** What an expression that is a number comes to. */
  double[] scalars(Expr expr) {
    if (expr.type() == ExprType.SCALAR && expr.fold(this) instanceof Scalars scalars) {
      return scalars.values();
    }
    throw new IllegalStateException("no scalar: " + expr);
  }
}
