package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.Labels;
import java.util.Map;

/** A source as its row has it. */
record SourceRow(long id, String sourceId, Names names, long countedTo) {
  /** Target labels and attributes; empty texts are none. */
  record Names(
      String job,
      String instance,
      String namespace,
      String pod,
      String workspace,
      String environment) {
    Object[] all() {
      return new Object[] {job, instance, namespace, pod, workspace, environment};
    }

    Map<String, String> target() {
      return Map.of("job", job, "instance", instance, "namespace", namespace, "pod", pod);
    }
  }

  /** A target label or attribute; empty when there is none of the name. */
  String get(String name) {
    return switch (name) {
      case "job" -> names.job();
      case "instance" -> names.instance();
      case "namespace" -> names.namespace();
      case "pod" -> names.pod();
      case "workspace" -> names.workspace();
      case "environment" -> names.environment();
      case "source" -> sourceId;
      default -> "";
    };
  }

  Labels attributes(String group) {
    return new Labels(
        Map.of(
            "group",
            group,
            "workspace",
            names.workspace(),
            "environment",
            names.environment(),
            "source",
            sourceId));
  }

  /** Everything that is known of it. */
  Labels labels() {
    return new Labels(
        Map.of(
            "job", names.job(),
            "instance", names.instance(),
            "namespace", names.namespace(),
            "pod", names.pod(),
            "workspace", names.workspace(),
            "environment", names.environment(),
            "source", sourceId));
  }
}
