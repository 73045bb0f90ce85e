package dev.mynah.exporter.promql.metric;

import dev.mynah.ledger.Buckets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The buckets that {@code /metrics} shows of the many that are stored. */
public final class ExposedBuckets {
  /** The values of {@code le}, the last {@code +Inf}, written as {@code /metrics} writes them. */
  public static final List<String> EDGES = edges();

  private ExposedBuckets() {}

  /**
   * Sums stored buckets up to each edge.
   *
   * @param words of a stored histogram: a sum, then its buckets
   * @param cumulative as long as {@link #EDGES}; is overwritten
   */
  public static void cumulate(long[] words, long[] cumulative) {
    long count = 0;
    int bucket = 0;
    for (int edge = 0; edge < Buckets.EXPOSED.size(); edge++) {
      int last = Buckets.EXPOSED.get(edge);
      for (; bucket <= last; bucket++) {
        count += words[1 + bucket];
      }
      cumulative[edge] = count;
    }
    for (; bucket < Buckets.COUNT; bucket++) {
      count += words[1 + bucket];
    }
    cumulative[Buckets.EXPOSED.size()] = count;
  }

  /** The edge whose bucket a duration falls into. */
  public static int indexOf(long nanos) {
    int edge = 0;
    while (edge < Buckets.EXPOSED.size()
        && nanos > Buckets.largestNanos(Buckets.EXPOSED.get(edge))) {
      edge++;
    }
    return edge;
  }

  private static List<String> edges() {
    List<String> edges = new ArrayList<>();
    for (int bucket : Buckets.EXPOSED) {
      double seconds = Buckets.upperEdgeSeconds(bucket);
      edges.add(BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString());
    }
    edges.add("+Inf");
    return List.copyOf(edges);
  }
}
