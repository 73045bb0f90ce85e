package dev.mynah.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * A histogram of the process, for work that takes milliseconds to seconds: few buckets, each four
 * times as wide as the one before. Safe from any thread.
 */
final class DurationsCollector extends Collector implements Collector.Describable {
  private static final double NANOS = 1e9;
  private static final double[] EDGES = {0.001, 0.004, 0.016, 0.064, 0.256, 1.024, 4.096, 16.384};
  private static final String SEPARATOR = "\u0000";

  private final Metric metric;
  private final Map<String, Cells> byLabels = new ConcurrentSkipListMap<>();

  /** What was counted under one set of label values. */
  private record Cells(List<String> labels, List<LongAdder> buckets, LongAdder sumNanos) {
    static Cells of(List<String> labels) {
      List<LongAdder> buckets = Stream.generate(LongAdder::new).limit(EDGES.length + 1).toList();
      return new Cells(labels, buckets, new LongAdder());
    }

    void record(long nanos) {
      int bucket = 0;
      while (bucket < EDGES.length && nanos > EDGES[bucket] * NANOS) {
        bucket++;
      }
      sumNanos.add(Math.max(0, nanos));
      buckets.get(bucket).increment();
    }
  }

  DurationsCollector(Metric metric) {
    this.metric = metric;
  }

  /** Where durations under these label values go. */
  Metrics.Durations under(List<String> labelValues) {
    Cells cells =
        byLabels.computeIfAbsent(
            String.join(SEPARATOR, labelValues), key -> Cells.of(List.copyOf(labelValues)));
    return cells::record;
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<Sample> samples = new ArrayList<>();
    byLabels.values().forEach(cells -> add(samples, cells));
    return List.of(FamilySamples.family(metric, samples));
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of(FamilySamples.family(metric, List.of()));
  }

  private void add(List<Sample> samples, Cells cells) {
    List<String> names = new ArrayList<>(metric.labels());
    names.add("le");
    long count = 0;
    for (int i = 0; i <= EDGES.length; i++) {
      count += cells.buckets().get(i).sum();
      List<String> values = new ArrayList<>(cells.labels());
      values.add(i == EDGES.length ? "+Inf" : BigDecimal.valueOf(EDGES[i]).toPlainString());
      samples.add(new Sample(metric.name() + "_bucket", names, values, (double) count));
    }
    samples.add(
        new Sample(metric.name() + "_count", metric.labels(), cells.labels(), (double) count));
    samples.add(
        new Sample(
            metric.name() + "_sum",
            metric.labels(),
            cells.labels(),
            cells.sumNanos().sum() / NANOS));
  }
}
