package dev.mynah.exporter.promql.eval;

import java.util.Arrays;
import java.util.List;

/** Quantiles, of values and of buckets, as Prometheus computes them. */
final class Quantile {
  /** Differences of neighbouring buckets below this share come from floating point. */
  private static final double NEGLIGIBLE = 1e-12;

  private Quantile() {}

  /**
   * Of values, between two of them by their distance.
   *
   * @param values are sorted in place
   */
  static double of(double q, double[] values) {
    if (values.length == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    Arrays.sort(values);
    int nans = 0;
    while (nans < values.length && Double.isNaN(values[values.length - 1 - nans])) {
      nans++;
    }
    // Prometheus takes NaN for the smallest of all.
    double[] sorted = new double[values.length];
    Arrays.fill(sorted, 0, nans, Double.NaN);
    System.arraycopy(values, 0, sorted, nans, values.length - nans);
    double rank = q * (sorted.length - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(sorted.length - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return sorted[lower] * (1 - weight) + sorted[upper] * weight;
  }

  /** A bucket of a classic histogram. */
  record Bucket(double upper, double count) {}

  /**
   * Of cumulative buckets, evenly within one.
   *
   * @param buckets sorted by edge, each edge once
   */
  static double of(double q, List<Bucket> buckets) {
    int last = buckets.size() - 1;
    if (Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (last < 1 || buckets.get(last).upper() != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double[] counts = monotonic(buckets);
    double observations = counts[last];
    if (observations == 0 || Double.isNaN(observations)) {
      return Double.NaN;
    }
    double rank = q * observations;
    int at = 0;
    while (at < last && counts[at] < rank) {
      at++;
    }
    if (at == last) {
      return buckets.get(last - 1).upper();
    }
    if (at == 0 && buckets.get(0).upper() <= 0) {
      return buckets.get(0).upper();
    }
    double start = at == 0 ? 0 : buckets.get(at - 1).upper();
    double before = at == 0 ? 0 : counts[at - 1];
    double width = buckets.get(at).upper() - start;
    return start + width * ((rank - before) / (counts[at] - before));
  }

  private static double[] monotonic(List<Bucket> buckets) {
    double[] counts = new double[buckets.size()];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < counts.length; i++) {
      double count = buckets.get(i).count();
      boolean same = Math.abs(count - most) <= NEGLIGIBLE * Math.abs(most);
      counts[i] = i > 0 && (same || count < most) ? most : count;
      most = counts[i];
    }
    return counts;
  }
}
