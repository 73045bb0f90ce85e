package dev.mynah.dashboards.rule;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A query that tells somebody when it has an answer for long enough.
 *
 * @param name CamelCase, beginning with Mynah
 * @param lasting how long it must have an answer before anybody is told
 * @param labels fixed words; a value in a label would make a new alert at each evaluation
 * @param summary a sentence that is always the same
 * @param description a sentence about this one
 * @param dashboard path of the dashboard to look at
 */
record Alert(
    String name,
    String expr,
    String lasting,
    Map<String, String> labels,
    String summary,
    String description,
    String dashboard)
    implements Rule {
  /** Where the runbook is; the chart can put another address in its place. */
  static final String RUNBOOK =
      "https://github.com/mynah-dev/mynah/blob/main/grafana-dashboards/runbook.md#";

  static final String SEVERITY = "severity";

  private static final String TARGET =
      "var-job={{ $labels.job }}&var-namespace={{ $labels.namespace }}";

  static Builder named(String name, Severity severity) {
    return new Builder(name, severity);
  }

  /** The heading in the runbook that a browser jumps to. */
  String anchor() {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public Map<String, Object> yaml() {
    return Rule.ordered(
        "alert",
        name,
        "expr",
        expr,
        "for",
        lasting,
        "labels",
        labels,
        "annotations",
        Rule.ordered(
            "summary",
            summary,
            "description",
            description,
            "runbook_url",
            RUNBOOK + anchor(),
            "dashboard_url",
            dashboard));
  }

  /** Puts an alert together. */
  static final class Builder {
    private final String name;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private String expr = "";
    private String lasting = "";
    private String summary = "";
    private String dashboard = "";

    private Builder(String name, Severity severity) {
      this.name = name;
      labels.put(SEVERITY, severity.label());
    }

    Builder when(String query) {
      this.expr = query;
      return this;
    }

    /** As {@code 5m}. */
    Builder lasting(String duration) {
      this.lasting = duration;
      return this;
    }

    Builder label(String label, String word) {
      labels.put(label, word);
      return this;
    }

    Builder summary(String sentence) {
      this.summary = sentence;
      return this;
    }

    /** The dashboard, narrowed down to the alert's job and namespace. */
    Builder on(String slug) {
      this.dashboard = "/d/mynah-" + slug + "?" + TARGET;
      return this;
    }

    /** The dashboard as it opens: the alert has neither job nor namespace. */
    Builder onAllOf(String slug) {
      this.dashboard = "/d/mynah-" + slug;
      return this;
    }

    Alert description(String sentence) {
      return new Alert(name, expr, lasting, labels, summary, sentence, dashboard);
    }
  }
}
