package dev.mynah.metrics;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.settings.MetricsSettings;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs, which routes there are, and how the ledger stands. Safe from any thread. */
final class StateCollector extends Collector implements Collector.Describable {
  private final MetricsSettings settings;
  private final BuildInfo build;
  private volatile @Nullable Ledger ledger;
  private volatile boolean withoutLedger;
  private volatile List<RouteInfo> routes = List.of();

  StateCollector(MetricsSettings settings, BuildInfo build) {
    this.settings = settings;
    this.build = build;
  }

  void ledger(Ledger opened) {
    ledger = opened;
  }

  void withoutLedger() {
    withoutLedger = true;
  }

  void routes(List<RouteInfo> known) {
    routes = List.copyOf(known);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    List<MetricFamilySamples> families = new ArrayList<>();
    families.add(
        FamilySamples.family(
            ProcessCatalogue.BUILD_INFO,
            List.of(
                info(
                    ProcessCatalogue.BUILD_INFO,
                    List.of(
                        build.version(),
                        build.revision(),
                        System.getProperty("java.version", "unknown"))))));
    if (settings.preset() != MetricsSettings.Preset.MINIMAL) {
      families.add(routeInfo());
    }
    if (withoutLedger) {
      return families;
    }
    families.add(ProcessCollector.one(ProcessCatalogue.SERIES_BUDGET, settings.seriesBudget()));
    Ledger opened = ledger;
    families.addAll(opened == null ? notOpen() : standing(opened.status()));
    return families;
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return List.of(
            ProcessCatalogue.BUILD_INFO,
            Catalogue.ROUTE_INFO,
            ProcessCatalogue.SERIES_BUDGET,
            ProcessCatalogue.SERIES_USED,
            ProcessCatalogue.LEDGER_OPEN,
            ProcessCatalogue.LEDGER_ON_HEAP,
            ProcessCatalogue.LEDGER_SIZE,
            ProcessCatalogue.LEDGER_USED,
            ProcessCatalogue.LEDGER_SERIES,
            ProcessCatalogue.LEDGER_OVERFLOW,
            ProcessCatalogue.LEDGER_QUARANTINED,
            ProcessCatalogue.LEDGER_START_TIME)
        .stream()
        .map(metric -> FamilySamples.family(metric, List.of()))
        .toList();
  }

  private MetricFamilySamples routeInfo() {
    return FamilySamples.family(
        Catalogue.ROUTE_INFO,
        routes.stream()
            .limit(settings.seriesBudget())
            .map(
                route ->
                    info(
                        Catalogue.ROUTE_INFO,
                        List.of(route.route(), route.group(), route.upstream(), route.mode())))
            .toList());
  }

  private static Sample info(Metric metric, List<String> values) {
    return new Sample(metric.name(), metric.labels(), values, 1);
  }

  private static List<MetricFamilySamples> notOpen() {
    return List.of(
        ProcessCollector.one(ProcessCatalogue.LEDGER_OPEN, 0),
        ProcessCollector.one(ProcessCatalogue.LEDGER_ON_HEAP, 0));
  }

  private static List<MetricFamilySamples> standing(LedgerStatus status) {
    boolean inFile = status.state() == LedgerStatus.State.FILE;
    return List.of(
        ProcessCollector.one(ProcessCatalogue.LEDGER_OPEN, inFile ? 1 : 0),
        ProcessCollector.one(ProcessCatalogue.LEDGER_ON_HEAP, inFile ? 0 : 1),
        ProcessCollector.one(ProcessCatalogue.LEDGER_SIZE, (double) status.sizeBytes()),
        ProcessCollector.one(ProcessCatalogue.LEDGER_USED, (double) status.usedBytes()),
        ProcessCollector.one(ProcessCatalogue.LEDGER_SERIES, status.series()),
        ProcessCollector.one(ProcessCatalogue.SERIES_USED, status.exposedSeries()),
        ProcessCollector.one(ProcessCatalogue.LEDGER_OVERFLOW, (double) status.folded()),
        ProcessCollector.one(ProcessCatalogue.LEDGER_QUARANTINED, status.quarantined()),
        ProcessCollector.one(
            ProcessCatalogue.LEDGER_START_TIME, status.startTime().toEpochMilli() / 1e3));
  }
}
