package dev.mynah.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import java.util.Set;

/** Micrometer over the same registry, without ratios over a window of its own choosing. */
final class PrometheusMeters {
  /** Prometheus works these out by itself, over the window that is asked for. */
  private static final Set<String> LEFT_OUT =
      Set.of("jvm.gc.overhead", "jvm.memory.usage.after.gc");

  private PrometheusMeters() {}

  /** The class is deprecated in favour of one over another client library; see the decision. */
  @SuppressWarnings("deprecation")
  static MeterRegistry in(CollectorRegistry registry, Clock clock) {
    MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, clock);
    meters.config().meterFilter(MeterFilter.deny(PrometheusMeters::isLeftOut));
    return meters;
  }

  private static boolean isLeftOut(Meter.Id id) {
    return LEFT_OUT.contains(id.getName());
  }
}
