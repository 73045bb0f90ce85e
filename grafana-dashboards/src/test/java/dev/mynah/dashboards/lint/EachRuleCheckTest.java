package dev.mynah.dashboards.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Good rules that are made bad in one way are found by the check for it, and by no other. */
class EachRuleCheckTest {
  private static final List<RuleCheck> CHECKS = RulesLintTest.checks();

  private static final String GOOD =
      """
      groups:
        - name: recordings
          rules:
            - record: namespace_job:mynah_http_requests:rate5m
              expr: sum by (namespace, job) (rate(mynah_http_requests_total{outcome!~"mock|fault"}[5m]))
        - name: alerts
          rules:
            - alert: MynahBusy
              expr: namespace_job:mynah_http_requests:rate5m > 1
              for: 5m
              labels: {severity: warning}
              annotations:
                summary: "There is much to do."
                description: "{{ $labels.job }} is asked {{ $value }} times by the second."
                runbook_url: https://github.com/mynah-dev/mynah/blob/main/grafana-dashboards/runbook.md#mynahbusy
                dashboard_url: "/d/mynah-overview?var-job={{ $labels.job }}"
            - alert: MynahAway
              expr: absent(mynah_build_info)
              for: 15m
              labels: {severity: warning}
              annotations:
                summary: "Nobody is there."
                description: "Nobody is there."
                runbook_url: https://github.com/mynah-dev/mynah/blob/main/grafana-dashboards/runbook.md#mynahaway
                dashboard_url: "/d/mynah-fleet"
      """;

  private static final String ALERT = "namespace_job:mynah_http_requests:rate5m > 1";
  private static final String SELECTOR = "mynah_http_requests_total{outcome!~\"mock|fault\"}";

  private static final Map<String, List<UnaryOperator<String>>> BAD = new TreeMap<>();

  static {
    bad("recorded-name", "mynah_http_requests:rate5m", "mynah_http_requests:per_second");
    bad("recorded-name", "sum by (namespace, job)", "sum by (namespace, job, route)");
    bad("alert-name", "alert: MynahBusy", "alert: mynah_busy", "#mynahbusy", "#mynah_busy");
    bad("comparison", ALERT, "namespace_job:mynah_http_requests:rate5m");
    bad("comparison", ALERT, "namespace_job:mynah_http_requests:rate5m > bool 1");
    bad("comparison", ALERT, ALERT + " or namespace_job:mynah_http_requests:rate5m");
    bad("comparison", ALERT, "sum by (namespace, job) (mynah_degraded)");
    bad("for", "for: 5m", "keep_firing_for: 5m");
    bad("for", "for: 15m", "for: 1m");
    bad("one-for-all", ALERT, "mynah_degraded > 0");
    bad("one-for-all", ALERT, "count by (namespace, job, pod) (mynah_degraded > 0)");
    bad("no-value-in-labels", "severity: warning", "severity: warning, seen: '{{ $value }}'");
    bad("severity", "severity: warning", "severity: page");
    bad("summary", "summary: \"There is much to do.\"", "summary: much to do");
    bad("summary", "summary: \"There is much", "summary: \"There is {{ $value }}");
    bad("description", "{{ $labels.job }} is asked", "{{ $labels.pod }} is asked");
    bad("description", "var-job={{ $labels.job }}", "var-pod={{ $labels.pod }}");
    bad("description", "description: \"Nobody is there.\"", "description: ''");
    bad("runbook", "#mynahbusy", "#busy");
    bad("dashboard", "/d/mynah-fleet", "/d/mynah-fleets");
    bad("dashboard", "\"/d/mynah-fleet\"", "https://grafana.example/d/mynah-fleet");
    bad("known-metric", SELECTOR, "mynah_requests_total");
    bad("known-metric", ALERT, "namespace_job:mynah_http_errors:rate5m > 1");
    bad("known-label", SELECTOR, "mynah_http_requests_total{outcomes!~\"mock|fault\"}");
    bad("known-label", ALERT, "count by (namespace, job) (mynah_degraded > 0 and on (host) up)");
    bad("rate-of-counter", SELECTOR, "mynah_http_requests_in_flight");
    bad("counter-in-rate", ALERT, "sum by (namespace, job) (mynah_http_requests_total) > 1");
    bad("counter-in-rate", "(rate(mynah", "(delta(mynah");
    bad("window", "[5m]", "[1m]");
    bad("no-topk", "sum by (namespace, job) (", "topk by (namespace, job) (3, ");
    bad("no-division-by-zero", ALERT, "1 / namespace_job:mynah_http_requests:rate5m > 1");
    bad("no-needless-regex", "mock|fault", "mock");
  }

  private static void bad(String check, String... replaced) {
    UnaryOperator<String> change =
        rules -> {
          String changed = rules;
          for (int i = 0; i < replaced.length; i += 2) {
            assertThat(changed).contains(replaced[i]);
            changed = changed.replace(replaced[i], replaced[i + 1]);
          }
          return changed;
        };
    BAD.merge(check, List.of(change), (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
  }

  static List<String> checks() {
    return CHECKS.stream().map(RuleCheck::name).toList();
  }

  private static List<String> found(String rules) {
    return RuleCheck.findings(CHECKS, WrittenRule.of(rules));
  }

  @Test
  void nothingIsFoundInGoodRules() {
    assertThat(found(GOOD)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void whatItIsForIsFound(String check) {
    assertThat(BAD).containsKey(check);
    for (UnaryOperator<String> change : BAD.get(check)) {
      String rules = change.apply(GOOD);

      assertThat(
              found(rules).stream()
                  .map(finding -> finding.substring(0, finding.indexOf(':')))
                  .collect(Collectors.toSet()))
          .as(rules)
          .containsExactly(check);
    }
  }
}
