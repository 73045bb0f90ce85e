package dev.mynah.metrics;

import dev.mynah.ledger.journal.Frame.GaugeValue;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gauges whose history is kept, as they are now, and counters of the process alone: they begin
 * at nothing with each start, and are sampled as gauges are.
 */
final class StoredGauges {
  private static final Set<String> NAMES =
      Catalogue.all().stream()
          .filter(Metric::stored)
          .filter(StoredGauges::isSampled)
          .map(Metric::name)
          .collect(Collectors.toUnmodifiableSet());

  private StoredGauges() {}

  private static boolean isSampled(Metric metric) {
    return switch (metric.type()) {
      case GAUGE, INFO -> true;
      case COUNTER ->
          metric.source() != Metric.Source.LEDGER && !metric.equals(Catalogue.UNMATCHED);
      case HISTOGRAM -> false;
    };
  }

  /** Asks only the collectors that hold some of them. */
  static List<GaugeValue> in(CollectorRegistry registry) {
    List<GaugeValue> values = new ArrayList<>();
    for (MetricFamilySamples family :
        Collections.list(registry.filteredMetricFamilySamples(NAMES))) {
      for (Sample sample : family.samples) {
        if (!Double.isNaN(sample.value)) {
          values.add(
              new GaugeValue(sample.name, sample.labelNames, sample.labelValues, sample.value));
        }
      }
    }
    return values;
  }
}
