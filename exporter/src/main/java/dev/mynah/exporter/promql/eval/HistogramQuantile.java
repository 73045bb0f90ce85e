package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.eval.Quantile.Bucket;
import dev.mynah.exporter.promql.metric.Exposed;
import dev.mynah.exporter.promql.metric.LabelSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The function {@code histogram_quantile} over classic buckets. */
final class HistogramQuantile {
  private record Edge(double upper, Line line) {}

  private HistogramQuantile() {}

  static List<Line> of(double[] q, List<Line> buckets, QueryScope scope) {
    Map<LabelSet, List<Edge>> histograms = new LinkedHashMap<>();
    for (Line line : buckets) {
      OptionalDouble upper = upper(line.labels().get(Exposed.LE));
      if (upper.isPresent()) {
        histograms
            .computeIfAbsent(line.labels().dropping(List.of(Exposed.LE)), l -> new ArrayList<>())
            .add(new Edge(upper.getAsDouble(), line));
      }
    }
    List<Line> result = new ArrayList<>();
    histograms.forEach(
        (labels, edges) -> {
          edges.sort(Comparator.comparingDouble(Edge::upper));
          double[] values = scope.newValues();
          for (int i = 0; i < values.length; i++) {
            List<Bucket> present = present(edges, i);
            if (!present.isEmpty()) {
              values[i] = Quantile.of(q[i], present);
            }
            scope.budget().tick();
          }
          result.add(new Line(labels, values));
        });
    return result;
  }

  /** The buckets at a time; what has the same edge in two spellings is one. */
  private static List<Bucket> present(List<Edge> edges, int step) {
    List<Bucket> present = new ArrayList<>(edges.size());
    for (Edge edge : edges) {
      double count = edge.line().values()[step];
      if (Line.isAbsent(count)) {
        continue;
      }
      int last = present.size() - 1;
      if (last >= 0 && present.get(last).upper() == edge.upper()) {
        present.set(last, new Bucket(edge.upper(), present.get(last).count() + count));
      } else {
        present.add(new Bucket(edge.upper(), count));
      }
    }
    return present;
  }

  private static OptionalDouble upper(String le) {
    try {
      return le.equals("+Inf")
          ? OptionalDouble.of(Double.POSITIVE_INFINITY)
          : OptionalDouble.of(Double.parseDouble(le));
    } catch (NumberFormatException notAnEdge) {
      return OptionalDouble.empty();
    }
  }
}
