package dev.mynah.dashboards.lint;

import dev.mynah.exporter.promql.syntax.Expr;
import dev.mynah.exporter.promql.syntax.ExprType;
import dev.mynah.exporter.promql.syntax.Function;
import dev.mynah.exporter.promql.syntax.Operator;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Labels that the answer of a query of a rule has. */
final class LabelsLeft {
  /** Added by the operator of Prometheus: the name of the port that is scraped. */
  private static final String ENDPOINT = "endpoint";

  private final KnownMetrics known;

  LabelsLeft(KnownMetrics known) {
    this.known = known;
  }

  /** Whether the metric is one of the catalogue; recorded ones have a colon in their names. */
  static boolean isRecorded(String metric) {
    return metric.contains(":");
  }

  /** What a recorded name says that it is summed to. */
  static Set<String> ofLevel(String recorded) {
    return new HashSet<>(Arrays.asList(recorded.substring(0, recorded.indexOf(':')).split("_")));
  }

  Set<String> of(Expr expr) {
    if (expr instanceof Expr.Selector selector) {
      return ofSelector(selector);
    }
    if (expr instanceof Expr.Aggregate aggregate && !aggregate.grouping().without()) {
      return new HashSet<>(aggregate.grouping().labels());
    }
    if (expr instanceof Expr.Binary binary) {
      return ofBinary(binary);
    }
    Set<String> inside = new HashSet<>();
    for (Expr child : Question.childrenOf(expr)) {
      inside.addAll(of(child));
    }
    if (expr instanceof Expr.Call call && call.function() == Function.HISTOGRAM_QUANTILE) {
      inside.remove("le");
    }
    return inside;
  }

  private Set<String> ofBinary(Expr.Binary binary) {
    if (binary.left().type() == ExprType.SCALAR) {
      return of(binary.right());
    }
    Set<String> left = of(binary.left());
    if (binary.operator() == Operator.OR) {
      left.addAll(of(binary.right()));
    }
    return left;
  }

  Set<String> ofSelector(Expr.Selector selector) {
    String metric = Question.metric(selector);
    if (isRecorded(metric)) {
      return ofLevel(metric);
    }
    Set<String> labels = new HashSet<>(KnownMetrics.OF_TARGET);
    labels.add(ENDPOINT);
    known.labelsOf(metric).ifPresent(labels::addAll);
    return labels;
  }
}
