package dev.mynah.metrics;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.journal.Frame.GaugeValue;
import dev.mynah.ledger.journal.JournalStatus;
import dev.mynah.settings.MetricsSettings;
import dev.mynah.settings.MetricsSettings.Preset;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.netty.util.concurrent.EventExecutor;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Everything that {@code /metrics} shows, in one registry: the ledger's families, read at each
 * scrape, and Micrometer's meters for the process.
 *
 * <p>Safe from any thread. Gauges are asked at each scrape, on the thread that scrapes: they must
 * not block. A scrape itself waits for files and belongs on a worker.
 */
public final class Metrics implements AutoCloseable {
  private final MetricsSettings settings;
  private final GuardedRegistry registry = new GuardedRegistry();
  private final MeterRegistry meters;
  private final LedgerCollector ledgerFamilies;
  private final StateCollector state;
  private final JournalCollector journal = new JournalCollector();
  private final Exemplars exemplars;
  private final StartingSeries startingSeries;
  private final RuntimeMeters runtime;

  /** Held here, since the registry itself would let go of them. */
  private final Map<Meter.Id, DoubleSupplier> counted = new ConcurrentHashMap<>();

  private final Map<String, DurationsCollector> durations = new ConcurrentHashMap<>();

  private final AtomicBoolean warm = new AtomicBoolean();

  /** One answer to a scrape. */
  public record Scrape(String contentType, String text) {}

  /** A counter of the process, for what does not happen on an event loop. */
  @FunctionalInterface
  public interface ProcessCounter {
    void increment();
  }

  /** Durations of the process, for what does not happen on an event loop. */
  @FunctionalInterface
  public interface Durations {
    void record(long nanos);
  }

  /** Nothing to read yet; {@link #ledger} and {@link #routes} follow. */
  public Metrics(MetricsSettings settings, BuildInfo build) {
    this.settings = settings;
    this.meters = PrometheusMeters.in(registry, Clock.SYSTEM);
    this.exemplars = new Exemplars(settings.exemplars());
    this.ledgerFamilies = new LedgerCollector(settings.preset(), exemplars);
    this.state = new StateCollector(settings, build);
    this.startingSeries = new StartingSeries(settings.seriesBudget());
    this.runtime = new RuntimeMeters(meters);
    registry.register(state);
    registry.register(ledgerFamilies);
    registry.register(journal);
    registry.register(new ProcessCollector());
  }

  /** The ledger is open, or has been given up for one on the heap. */
  public void ledger(Ledger opened) {
    state.ledger(opened);
    ledgerFamilies.open(opened);
    startingSeries.ledger(opened);
  }

  /** The journal is open. */
  public void journal(Supplier<JournalStatus> opened) {
    journal.journal(opened);
  }

  /**
   * The gauges of which the {@link Catalogue} says that their history is kept, with their values
   * now. Asked once a minute, off the event loops.
   */
  public List<GaugeValue> storedGauges() {
    return StoredGauges.in(registry);
  }

  /** This process counts no traffic: nothing is said of a ledger, which is not missing here. */
  public Metrics withoutLedger() {
    state.withoutLedger();
    return this;
  }

  /** The routes that serve now; call it at each accepted configuration, off the event loops. */
  public void routes(List<RouteInfo> known) {
    state.routes(known);
    startingSeries.routes(known);
  }

  /** Makes a series of the ledger start at 0. */
  public void startAtZero(Family family, String... labelValues) {
    startingSeries.one(family, labelValues);
  }

  /** Where the traffic path offers traces. */
  public Exemplars exemplars() {
    return exemplars;
  }

  /** Shows a value at each scrape; a second one with the same labels takes the first's place. */
  public void gauge(Metric metric, DoubleSupplier value, String... labelValues) {
    removeGauge(metric, labelValues);
    Gauge.builder(metric.name(), value::getAsDouble)
        .description(metric.help())
        .tags(tags(metric, labelValues))
        .strongReference(true)
        .register(meters);
  }

  /** A counter whose value somebody else keeps; a second one takes the first's place. */
  public void counted(Metric metric, DoubleSupplier value, String... labelValues) {
    Meter.Id id =
        new Meter.Id(metric.name(), tags(metric, labelValues), null, null, Meter.Type.COUNTER);
    meters.remove(id);
    counted.put(id, value);
    FunctionCounter.builder(metric.name(), value, DoubleSupplier::getAsDouble)
        .description(metric.help())
        .tags(tags(metric, labelValues))
        .register(meters);
  }

  /** The value is gone: an upstream or a certificate that the configuration no longer has. */
  public void removeGauge(Metric metric, String... labelValues) {
    meters.remove(
        new Meter.Id(metric.name(), tags(metric, labelValues), null, null, Meter.Type.GAUGE));
  }

  /** A counter that starts at 0 with the process. */
  public ProcessCounter counter(Metric metric, String... labelValues) {
    Counter counter =
        Counter.builder(metric.name())
            .description(metric.help())
            .tags(tags(metric, labelValues))
            .register(meters);
    return counter::increment;
  }

  /** A histogram that starts at 0 with the process. */
  public Durations durations(Metric metric, String... labelValues) {
    requireValues(metric, labelValues);
    return durations
        .computeIfAbsent(
            metric.name(),
            name -> {
              DurationsCollector collector = new DurationsCollector(metric);
              registry.register(collector);
              return collector;
            })
        .under(List.of(labelValues));
  }

  /** Watches event loops: lag and queue become gauges, the pulses are for {@code /live}. */
  public List<LoopPulse> watchLoops(Iterable<EventExecutor> loops, LongSupplier nanoTime) {
    List<LoopPulse> pulses = new ArrayList<>();
    for (EventExecutor loop : loops) {
      LoopPulse pulse = new LoopPulse("loop-" + pulses.size(), loop, nanoTime);
      gauge(ProcessCatalogue.LOOP_LAG, pulse::lagSeconds, pulse.name());
      gauge(ProcessCatalogue.LOOP_PENDING, pulse::pendingTasks, pulse.name());
      pulse.start();
      pulses.add(pulse);
    }
    return List.copyOf(pulses);
  }

  /**
   * Binds what looks into the JVM. It loads many classes, so it stays off the way to the first
   * answer: call it on a spare thread once traffic flows; the first scrape does it otherwise.
   */
  public void warmUp() {
    if (warm.compareAndSet(false, true)) {
      runtime.bind(this);
    }
  }

  /**
   * Gathers all there is.
   *
   * @param accept the {@code Accept} field, empty when there was none
   * @param names families to restrict the answer to, by any of their series' names; empty for all
   */
  public Scrape scrape(String accept, List<String> names) {
    warmUp();
    Format format = Format.negotiate(accept);
    return new Scrape(format.contentType(), format.write(gather(names)));
  }

  @Override
  public void close() {
    ledgerFamilies.close();
    runtime.close();
    meters.close();
  }

  private List<MetricFamilySamples> gather(List<String> names) {
    long start = System.nanoTime();
    List<MetricFamilySamples> families = new ArrayList<>();
    for (MetricFamilySamples family : Collections.list(registry.metricFamilySamples())) {
      if (isShown(family)) {
        families.add(family);
      }
    }
    families.add(ProcessCollector.one(ProcessCatalogue.COLLECT_ERRORS, registry.failing()));
    families.add(
        ProcessCollector.one(ProcessCatalogue.COLLECT_DURATION, (System.nanoTime() - start) / 1e9));
    int series = 1 + families.stream().mapToInt(family -> family.samples.size()).sum();
    families.add(ProcessCollector.one(ProcessCatalogue.SERIES, series));
    families.removeIf(family -> family.samples.isEmpty() || !isAskedFor(family, names));
    return families;
  }

  private boolean isShown(MetricFamilySamples family) {
    return settings.preset() != Preset.MINIMAL || MinimalPreset.shows(family);
  }

  private static boolean isAskedFor(MetricFamilySamples family, List<String> names) {
    return names.isEmpty()
        || names.contains(family.name)
        || family.samples.stream().anyMatch(sample -> names.contains(sample.name));
  }

  private static void requireValues(Metric metric, String... labelValues) {
    if (labelValues.length != metric.labels().size()) {
      throw new IllegalArgumentException(metric.name() + " has labels " + metric.labels());
    }
  }

  private static Tags tags(Metric metric, String... labelValues) {
    requireValues(metric, labelValues);
    Tags tags = Tags.empty();
    for (int i = 0; i < labelValues.length; i++) {
      tags = tags.and(metric.labels().get(i), labelValues[i]);
    }
    return tags;
  }
}
