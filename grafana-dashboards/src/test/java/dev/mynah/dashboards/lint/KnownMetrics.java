package dev.mynah.dashboards.lint;

import dev.mynah.exporter.promql.metric.MetricBook;
import dev.mynah.exporter.series.CostFamilies;
import dev.mynah.ledger.Family;
import dev.mynah.metrics.BuildInfo;
import dev.mynah.metrics.Catalogue;
import dev.mynah.metrics.Metric;
import dev.mynah.metrics.Metrics;
import dev.mynah.settings.MetricsSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be asked for, with its labels: from the catalogue, and from a scrape for the JVM's. */
final class KnownMetrics {
  /** Labels that whoever scrapes adds. */
  static final Set<String> OF_TARGET = Set.of("job", "instance", "namespace", "pod");

  private static final Pattern SAMPLE = Pattern.compile("(?m)^(jvm_\\w+)(?:\\{(.*)})? ");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final String BUCKET = "_bucket";

  private final Map<String, Set<String>> labels = new HashMap<>();
  private final Set<String> histograms = new HashSet<>();
  private final Set<String> stored = new HashSet<>();

  KnownMetrics() {
    Catalogue.all().forEach(this::declare);
    MetricBook.described().values().forEach(this::store);
    declareMoney(CostFamilies.COST);
    declareMoney(CostFamilies.SAVED);
    labels.put(MetricBook.UP, Set.of());
    readJvm();
    // Seen only once there was a collection.
    labels.put("jvm_gc_pause_seconds_sum", Set.of("action", "cause", "gc"));
  }

  private void declare(Metric metric) {
    labels.put(metric.name(), Set.copyOf(metric.labels()));
    if (metric.type() == Metric.Type.HISTOGRAM) {
      histograms.add(metric.name());
      Set<String> ofBucket = new HashSet<>(metric.labels());
      ofBucket.add("le");
      labels.put(metric.name() + BUCKET, ofBucket);
    }
  }

  private void store(Metric metric) {
    stored.add(metric.name());
    stored.add(metric.name() + BUCKET);
  }

  private void declareMoney(Family family) {
    labels.put(family.name(), Set.copyOf(family.labelNames()));
    stored.add(family.name());
  }

  private void readJvm() {
    try (Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN)) {
      Matcher sample = SAMPLE.matcher(metrics.scrape("", List.of()).text());
      while (sample.find()) {
        Set<String> found = new HashSet<>();
        if (sample.group(2) != null) {
          LABEL.matcher(sample.group(2)).results().forEach(label -> found.add(label.group(1)));
        }
        labels.put(sample.group(1), found);
      }
    }
  }

  /** Labels of a metric, those of the target not among them; nothing where it is unknown. */
  Optional<Set<String>> labelsOf(String metric) {
    return Optional.ofNullable(labels.get(metric));
  }

  /** Whether the exporter keeps its history. */
  boolean isStored(String metric) {
    return stored.contains(metric);
  }

  boolean isHistogram(String metric) {
    return histograms.contains(metric);
  }
}
