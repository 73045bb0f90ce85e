package dev.mynah.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry in which no collector can spoil a scrape: one that throws is left out of the answer,
 * counted, and named in the log when it begins and when it ends to fail. Safe from any thread.
 */
final class GuardedRegistry extends CollectorRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedRegistry.class);

  private final Map<Collector, Guarded> guards = new ConcurrentHashMap<>();

  @Override
  public void register(Collector collector) {
    Guarded guarded = new Guarded(collector);
    super.register(guarded);
    guards.put(collector, guarded);
  }

  @Override
  public void unregister(Collector collector) {
    Guarded guarded = guards.remove(collector);
    if (guarded != null) {
      super.unregister(guarded);
    }
  }

  /** Collectors whose last collection failed. */
  int failing() {
    return (int) guards.values().stream().filter(guarded -> guarded.failing).count();
  }

  private static final class Guarded extends Collector implements Collector.Describable {
    private final Collector inner;
    private volatile boolean failing;

    Guarded(Collector inner) {
      this.inner = inner;
    }

    @Override
    public List<MetricFamilySamples> collect() {
      try {
        List<MetricFamilySamples> samples = List.copyOf(inner.collect());
        if (failing) {
          LOG.info("{} can be collected again", inner.getClass().getSimpleName());
        }
        failing = false;
        return samples;
      } catch (RuntimeException failure) {
        if (!failing) {
          LOG.warn("{} cannot be collected", inner.getClass().getSimpleName(), failure);
        }
        failing = true;
        return List.of();
      }
    }

    @Override
    public List<MetricFamilySamples> describe() {
      return inner instanceof Describable describable ? describable.describe() : List.of();
    }
  }
}
