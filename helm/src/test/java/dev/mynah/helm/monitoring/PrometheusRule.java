package dev.mynah.helm.monitoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A monitoring.coreos.com/v1 PrometheusRule: recording rules and alerts. */
public record PrometheusRule(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
  /** The groups of rules. */
  public record Spec(List<Group> groups) {}

  /** Rules that are evaluated one after the other. */
  public record Group(
      String name,
      @Nullable String interval,
      @Nullable @JsonProperty("query_offset") String queryOffset,
      @Nullable Map<String, String> labels,
      @Nullable Integer limit,
      List<Rule> rules) {}

  /** A recording rule ({@code record}) or an alert ({@code alert}). */
  public record Rule(
      @Nullable String record,
      @Nullable String alert,
      String expr,
      @Nullable @JsonProperty("for") String duration,
      @Nullable @JsonProperty("keep_firing_for") String keepFiringFor,
      @Nullable Map<String, String> labels,
      @Nullable Map<String, String> annotations) {}
}
