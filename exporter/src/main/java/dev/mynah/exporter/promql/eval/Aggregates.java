package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.promql.syntax.Aggregation;
import dev.mynah.exporter.promql.syntax.Expr.Grouping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Aggregations of vectors. */
final class Aggregates {
  private final QueryScope scope;
  private final Aggregation aggregation;

  Aggregates(QueryScope scope, Aggregation aggregation) {
    this.scope = scope;
    this.aggregation = aggregation;
  }

  /** The labels of the group that a series belongs to. */
  static LabelSet key(LabelSet labels, Grouping grouping) {
    return grouping.without()
        ? labels.dropping(grouping.labels())
        : labels.keeping(grouping.labels());
  }

  /**
   * Makes a vector smaller.
   *
   * @param parameter of the aggregation, for each time; empty where it has none
   */
  List<Line> of(List<Line> lines, Grouping grouping, double[] parameter) {
    List<Line> result = new ArrayList<>();
    groups(lines, grouping)
        .forEach(
            (labels, members) -> {
              switch (aggregation) {
                case TOPK, BOTTOMK -> result.addAll(first(members, parameter));
                default -> result.add(new Line(labels, values(members, parameter)));
              }
            });
    return result;
  }

  /** Counts equal values; each becomes a label. */
  List<Line> countValues(List<Line> lines, Grouping grouping, String label) {
    Map<LabelSet, double[]> counts = new LinkedHashMap<>();
    for (Line line : lines) {
      LabelSet group = key(line.labels(), grouping);
      for (int i = 0; i < line.values().length; i++) {
        if (line.isPresent(i)) {
          LabelSet labels = group.with(label, PromNumber.format(line.values()[i]));
          double[] values = counts.computeIfAbsent(labels, l -> scope.newValues());
          values[i] = Line.isAbsent(values[i]) ? 1 : values[i] + 1;
        }
        scope.budget().tick();
      }
      scope.budget().series(counts.size());
    }
    List<Line> result = new ArrayList<>();
    counts.forEach((labels, values) -> result.add(new Line(labels, values)));
    return result;
  }

  private static Map<LabelSet, List<Line>> groups(List<Line> lines, Grouping grouping) {
    Map<LabelSet, List<Line>> groups = new LinkedHashMap<>();
    for (Line line : lines) {
      groups.computeIfAbsent(key(line.labels(), grouping), l -> new ArrayList<>()).add(line);
    }
    return groups;
  }

  private double[] values(List<Line> members, double[] parameter) {
    double[] values = scope.newValues();
    double[] present = new double[members.size()];
    for (int i = 0; i < values.length; i++) {
      int count = 0;
      for (Line member : members) {
        double value = member.values()[i];
        if (!Line.isAbsent(value)) {
          present[count++] = value;
        }
        scope.budget().tick();
      }
      if (count > 0) {
        values[i] = value(present, count, parameter.length == 0 ? 0 : parameter[i]);
      }
    }
    return values;
  }

  private double value(double[] values, int count, double parameter) {
    return switch (aggregation) {
      case SUM -> sum(values, count);
      case AVG -> sum(values, count) / count;
      case MIN -> extreme(values, count, -1);
      case MAX -> extreme(values, count, 1);
      case COUNT -> count;
      case GROUP -> 1;
      case STDVAR -> variance(values, count);
      case STDDEV -> Math.sqrt(variance(values, count));
      case QUANTILE -> Quantile.of(parameter, Arrays.copyOf(values, count));
      default -> throw new IllegalStateException(aggregation.word() + " has no single value");
    };
  }

  private static double sum(double[] values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }

  private static double extreme(double[] values, int count, int sign) {
    double extreme = values[0];
    for (int i = 1; i < count; i++) {
      if (Double.isNaN(extreme) || values[i] * sign > extreme * sign) {
        extreme = values[i];
      }
    }
    return extreme;
  }

  private static double variance(double[] values, int count) {
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double delta = values[i] - mean;
      mean += delta / (i + 1);
      squares += delta * (values[i] - mean);
    }
    return squares / count;
  }

  /** The largest or smallest elements at each time, as they are. */
  private List<Line> first(List<Line> members, double[] parameter) {
    List<Line> kept = new ArrayList<>();
    members.forEach(member -> kept.add(new Line(member.labels(), scope.newValues())));
    int steps = members.get(0).values().length;
    for (int i = 0; i < steps; i++) {
      long k = wanted(parameter[i], members.size());
      int step = i;
      List<Integer> order = new ArrayList<>();
      for (int m = 0; m < members.size(); m++) {
        if (members.get(m).isPresent(i)) {
          order.add(m);
        }
        scope.budget().tick();
      }
      order.sort(Comparator.comparing(m -> members.get(m).values()[step], this::order));
      for (int m : order.subList(0, (int) Math.min(k, order.size()))) {
        kept.get(m).values()[i] = members.get(m).values()[i];
      }
    }
    kept.removeIf(line -> !line.isPresentAnywhere());
    if (steps == 1) {
      kept.sort(Comparator.comparing(line -> line.values()[0], this::order));
    }
    return kept;
  }

  /** Largest first, or smallest; what is no number comes last. */
  private int order(double one, double other) {
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Boolean.compare(Double.isNaN(one), Double.isNaN(other));
    }
    return aggregation == Aggregation.TOPK
        ? Double.compare(other, one)
        : Double.compare(one, other);
  }

  private static long wanted(double k, int most) {
    if (Double.isNaN(k) || Double.isInfinite(k) || Math.abs(k) > Long.MAX_VALUE) {
      throw Refused.execution("Scalar value " + PromNumber.format(k) + " overflows int64");
    }
    return Math.max(0, Math.min((long) k, most));
  }
}
