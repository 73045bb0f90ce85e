package dev.mynah.helm.monitoring;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A monitoring.coreos.com/v1 PodMonitor: which pods Prometheus scrapes, and how. */
public record PodMonitor(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
  /** What is scraped; a limit of null is none. */
  public record Spec(
      @Nullable String jobLabel,
      @Nullable List<String> podTargetLabels,
      List<Endpoint> podMetricsEndpoints,
      LabelSelector selector,
      @Nullable NamespaceSelector namespaceSelector,
      @Nullable Long sampleLimit,
      @Nullable Long targetLimit,
      @Nullable Long labelLimit,
      @Nullable Long labelNameLengthLimit,
      @Nullable Long labelValueLengthLimit,
      @Nullable List<String> scrapeProtocols,
      @Nullable Boolean scrapeClassicHistograms) {}
}
