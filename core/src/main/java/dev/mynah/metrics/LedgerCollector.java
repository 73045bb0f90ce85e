package dev.mynah.metrics;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.Outcome;
import dev.mynah.settings.MetricsSettings.Preset;
import io.prometheus.client.Collector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every family that the ledger holds, from one snapshot per scrape. Before the ledger is open, and
 * where its families are to be left out, there are none: absent says "not known", zero would say
 * "nothing happened".
 */
final class LedgerCollector extends Collector implements Collector.Describable {
  private final Preset preset;
  private final Exemplars exemplars;
  private @Nullable LedgerReader reader;

  LedgerCollector(Preset preset, Exemplars exemplars) {
    this.preset = preset;
    this.exemplars = exemplars;
  }

  /** Reads this ledger from now on. */
  synchronized void open(Ledger ledger) {
    close();
    reader = ledger.scrapeReader();
  }

  synchronized void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  @Override
  public List<MetricFamilySamples> collect() {
    LedgerSnapshot snapshot = read();
    if (!snapshot.present()) {
      return List.of();
    }
    Map<String, FamilySamples> families = families();
    snapshot.hits().forEach(hits -> add(families, hits));
    snapshot.counts().forEach(count -> add(families, count));
    snapshot.histograms().forEach(histogram -> add(families, histogram));
    return families.values().stream().map(this::samples).toList();
  }

  @Override
  public List<MetricFamilySamples> describe() {
    return families().values().stream()
        .map(family -> FamilySamples.family(family.metric(), List.of()))
        .toList();
  }

  /** The reader is for one thread at a time; scrapes may meet here. */
  private synchronized LedgerSnapshot read() {
    if (reader == null) {
      return LedgerSnapshot.absent();
    }
    try {
      return reader.read();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Map<String, FamilySamples> families() {
    Map<String, FamilySamples> families = new LinkedHashMap<>();
    for (Metric metric : Catalogue.all()) {
      boolean shown = metric.minimal() || preset != Preset.MINIMAL;
      boolean held = metric.source() == Metric.Source.LEDGER || metric.equals(Catalogue.UNMATCHED);
      if (shown && held) {
        families.put(metric.name(), new FamilySamples(metric, preset));
      }
    }
    return families;
  }

  private static void add(Map<String, FamilySamples> families, LedgerSnapshot.Hits hits) {
    List<String> answer = List.of(hits.route(), hits.method(), hits.code(), hits.outcome());
    List<String> route = List.of(hits.route(), hits.outcome());
    family(families, Catalogue.REQUESTS).add(answer, hits.requests());
    family(families, Catalogue.REQUEST_BYTES).add(route, hits.bytesIn());
    family(families, Catalogue.RESPONSE_BYTES).add(route, hits.bytesOut());
    if (hits.outcome().equals(Outcome.UNMATCHED.label())) {
      family(families, Catalogue.UNMATCHED).add(List.of(), hits.requests());
    }
  }

  private static FamilySamples family(Map<String, FamilySamples> families, Metric metric) {
    FamilySamples family = families.get(metric.name());
    if (family == null) {
      throw new IllegalStateException(metric.name() + " is part of every preset");
    }
    return family;
  }

  /** A family that the file knows and this version does not is left out, not guessed at. */
  private static void add(Map<String, FamilySamples> families, LedgerSnapshot.Count count) {
    FamilySamples family = families.get(count.family().name());
    if (family != null
        && family.metric().type() == Metric.Type.COUNTER
        && family.metric().labels().equals(count.family().labelNames())) {
      family.add(count.labelValues(), count.value());
    }
  }

  private static void add(Map<String, FamilySamples> families, LedgerSnapshot.Histogram read) {
    FamilySamples family = families.get(read.family().name());
    if (family != null
        && family.metric().type() == Metric.Type.HISTOGRAM
        && family.metric().labels().equals(read.family().labelNames())) {
      family.add(read);
    }
  }

  private MetricFamilySamples samples(FamilySamples family) {
    return family.metric().equals(Catalogue.DURATION)
        ? family.samples(exemplars::of)
        : family.samples(values -> List.of());
  }
}
