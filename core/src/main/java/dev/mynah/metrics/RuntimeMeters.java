package dev.mynah.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.util.internal.PlatformDependent;
import org.jspecify.annotations.Nullable;

/** The JVM's meters by Micrometer, and Netty's memory as gauges. */
final class RuntimeMeters {
  private final MeterRegistry meters;
  private @Nullable JvmGcMetrics collections;

  RuntimeMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  synchronized void bind(Metrics metrics) {
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ClassLoaderMetrics().bindTo(meters);
    collections = new JvmGcMetrics();
    collections.bindTo(meters);
    if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider) {
      ByteBufAllocatorMetric allocator = provider.metric();
      metrics.gauge(ProcessCatalogue.NETTY_DIRECT, allocator::usedDirectMemory);
      metrics.gauge(ProcessCatalogue.NETTY_HEAP, allocator::usedHeapMemory);
    }
    if (PlatformDependent.usedDirectMemory() >= 0) {
      metrics.gauge(ProcessCatalogue.NETTY_RESERVED, PlatformDependent::usedDirectMemory);
    }
    metrics.gauge(ProcessCatalogue.NETTY_LIMIT, PlatformDependent::maxDirectMemory);
  }

  synchronized void close() {
    if (collections != null) {
      collections.close();
      collections = null;
    }
  }
}
