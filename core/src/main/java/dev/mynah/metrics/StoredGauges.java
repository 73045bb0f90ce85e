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

/** The gauges whose history is kept, as they are now. */
final class StoredGauges {
  private static final Set<String> NAMES =
      Catalogue.all().stream()
          .filter(Metric::stored)
          .filter(m -> m.type() == Metric.Type.GAUGE || m.type() == Metric.Type.INFO)
          .map(Metric::name)
          .collect(Collectors.toUnmodifiableSet());

  private StoredGauges() {}

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
