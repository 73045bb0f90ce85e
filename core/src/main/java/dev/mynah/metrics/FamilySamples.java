package dev.mynah.metrics;

import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.settings.MetricsSettings.Preset;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.exemplars.Exemplar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sums what was read for one metric by the labels that are shown and makes it into samples, sorted
 * by label values so that two answers differ only where numbers do. One thread.
 */
final class FamilySamples {
  private static final double NANOS = 1e9;
  private static final List<String> EDGES =
      Buckets.EXPOSED.stream().map(bucket -> edge(Buckets.upperEdgeSeconds(bucket))).toList();
  private static final Comparator<List<String>> BY_VALUES =
      (one, other) -> {
        for (int i = 0; i < one.size(); i++) {
          int order = one.get(i).compareTo(other.get(i));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  private final Metric metric;
  private final LabelShape shape;
  private final Map<List<String>, long[]> sums = new TreeMap<>(BY_VALUES);

  FamilySamples(Metric metric, Preset preset) {
    this.metric = metric;
    this.shape = LabelShape.of(metric, preset);
    if (shape.names().isEmpty()) {
      words(List.of());
    }
  }

  Metric metric() {
    return metric;
  }

  /** Adds to the counter of these label values, one for each declared label. */
  void add(List<String> declared, long value) {
    words(shape.shown(declared))[0] += value;
  }

  /** Adds a histogram; first word the sum, then one cumulative count per edge, then all. */
  void add(LedgerSnapshot.Histogram histogram) {
    long[] words = words(shape.shown(histogram.labelValues()));
    words[0] += histogram.sumNanos();
    long count = 0;
    int bucket = 0;
    for (int edge = 0; edge < Buckets.EXPOSED.size(); edge++) {
      for (; bucket <= Buckets.EXPOSED.get(edge); bucket++) {
        count += histogram.bucket(bucket);
      }
      words[1 + edge] += count;
    }
    for (; bucket < Buckets.COUNT; bucket++) {
      count += histogram.bucket(bucket);
    }
    words[1 + Buckets.EXPOSED.size()] += count;
  }

  /**
   * The family with all its samples.
   *
   * @param exemplars finds the exemplars of a histogram's shown label values, one per bucket
   */
  MetricFamilySamples samples(Function<List<String>, List<@Nullable Exemplar>> exemplars) {
    List<Sample> samples = new ArrayList<>();
    sums.forEach(
        (values, words) -> {
          if (metric.type() == Metric.Type.HISTOGRAM) {
            addHistogram(samples, values, words, exemplars.apply(values));
          } else {
            samples.add(sample(metric.name(), values, scaled(words[0])));
          }
        });
    return family(metric, samples);
  }

  /** A family of the client library, named and typed as the catalogue says. */
  static MetricFamilySamples family(Metric metric, List<Sample> samples) {
    return new MetricFamilySamples(
        bareName(metric), unit(metric), type(metric), metric.help(), samples);
  }

  private void addHistogram(
      List<Sample> samples, List<String> values, long[] words, List<@Nullable Exemplar> exemplars) {
    List<String> names = new ArrayList<>(shape.names());
    names.add("le");
    for (int i = 0; i <= EDGES.size(); i++) {
      List<String> withEdge = new ArrayList<>(values);
      withEdge.add(i == EDGES.size() ? "+Inf" : EDGES.get(i));
      Exemplar exemplar = i < exemplars.size() ? exemplars.get(i) : null;
      samples.add(
          exemplar == null
              ? new Sample(metric.name() + "_bucket", names, withEdge, (double) words[1 + i])
              : new Sample(
                  metric.name() + "_bucket", names, withEdge, (double) words[1 + i], exemplar));
    }
    samples.add(sample(metric.name() + "_count", values, (double) words[1 + EDGES.size()]));
    samples.add(sample(metric.name() + "_sum", values, words[0] / NANOS));
  }

  private Sample sample(String name, List<String> values, double value) {
    return new Sample(name, shape.names(), values, value);
  }

  private double scaled(long value) {
    return metric.unit() == Metric.Unit.SECONDS ? value / NANOS : (double) value;
  }

  private long[] words(List<String> shown) {
    int length = metric.type() == Metric.Type.HISTOGRAM ? 2 + Buckets.EXPOSED.size() : 1;
    return sums.computeIfAbsent(shown, values -> new long[length]);
  }

  private static String bareName(Metric metric) {
    String suffix =
        switch (metric.type()) {
          case INFO -> "_info";
          case COUNTER -> "_total";
          default -> "";
        };
    return metric.name().substring(0, metric.name().length() - suffix.length());
  }

  private static String unit(Metric metric) {
    return switch (metric.unit()) {
      case NONE -> "";
      case SECONDS -> "seconds";
      case BYTES -> "bytes";
    };
  }

  private static Collector.Type type(Metric metric) {
    return switch (metric.type()) {
      case COUNTER -> Collector.Type.COUNTER;
      case GAUGE -> Collector.Type.GAUGE;
      case HISTOGRAM -> Collector.Type.HISTOGRAM;
      case INFO -> Collector.Type.INFO;
    };
  }

  private static String edge(double seconds) {
    return BigDecimal.valueOf(seconds).stripTrailingZeros().toPlainString();
  }
}
