package dev.mynah.metrics;

import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which families the preset for large fleets shows. */
final class MinimalPreset {
  private static final Set<String> JVM =
      Set.of("jvm_memory_used_bytes", "jvm_memory_max_bytes", "jvm_threads_live_threads");

  private static final Set<String> SHOWN =
      Stream.concat(
              Catalogue.all().stream().filter(Metric::minimal).map(Metric::name), JVM.stream())
          .collect(Collectors.toUnmodifiableSet());

  private MinimalPreset() {}

  /** The client library drops {@code _total} and {@code _info} from a family's name. */
  static boolean shows(MetricFamilySamples family) {
    return SHOWN.contains(family.name)
        || SHOWN.contains(family.name + "_total")
        || SHOWN.contains(family.name + "_info")
        || family.name.equals("jvm_gc_pause_seconds");
  }
}
