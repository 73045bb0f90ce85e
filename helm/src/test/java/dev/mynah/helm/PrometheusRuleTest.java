package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.helm.monitoring.PrometheusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What values make of a file of rules: here one of a few rules, in a copy of the chart. */
class PrometheusRuleTest {
  private static final String RULES =
      """
      groups:
        - name: recording
          interval: 30s
          rules:
            - record: job:requests:rate5m
              expr: sum by (job) (rate(mynah_http_requests_total{code=~"5.."}[5m]))
        - name: alerts
          rules:
            - alert: MynahDown
              expr: up == 0
              for: 5m
              labels: {severity: critical}
              annotations:
                summary: "{{ $labels.job }} is down: {{ $value | humanize }}"
                runbook_url: https://mynah.example/runbook.md#mynahdown
            - alert: MynahSlow
              expr: vector(1) > 0.25
              labels: {severity: warning}
              annotations: {runbook_url: "https://mynah.example/runbook.md#mynahslow"}
        - name: more
          rules:
            - alert: MynahOdd
              expr: vector(1)
      """;

  @TempDir Path dir;

  @BeforeEach
  void copiesTheChart() throws IOException {
    Path chart = dir.resolve("mynah");
    try (Stream<Path> all = Files.walk(Values.CHART)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Files.copy(file, chart.resolve(Values.CHART.relativize(file).toString()));
      }
    }
    Files.writeString(chart.resolve("files/rules.yaml"), RULES);
  }

  private TrialRelease monitoring() {
    return Charts.release(dir.resolve("mynah"))
        .values(Values.CHART.resolve("ci/monitoring-values.yaml"));
  }

  private static PrometheusRule rule(TrialRelease release) {
    return release.render().only(PrometheusRule.class);
  }

  private static List<PrometheusRule.Rule> rules(PrometheusRule rule) {
    return rule.spec().groups().stream().flatMap(group -> group.rules().stream()).toList();
  }

  @Test
  void rulesArriveAsTheyStand() throws IOException {
    PrometheusRule rendered = rule(monitoring());

    assertThat(rendered.spec())
        .isEqualTo(StrictObjects.mapper().readValue(RULES, PrometheusRule.Spec.class));
    assertThat(rendered.metadata().getLabels()).containsEntry("release", "kube-prometheus-stack");
  }

  @Test
  void theRulesOfTheHouseArriveAsTheyStand() throws IOException {
    String file = Files.readString(Values.CHART.resolve("files/rules.yaml"));

    PrometheusRule rendered = rule(Values.of("monitoring"));

    assertThat(rendered.spec())
        .isEqualTo(StrictObjects.mapper().readValue(file, PrometheusRule.Spec.class));
    assertThat(rules(rendered)).hasSizeGreaterThan(20);
  }

  @Test
  void everyAlertOfTheHouseCanBeLedToAnotherRunbook() {
    List<PrometheusRule.Rule> alerts =
        rules(rule(Values.of("monitoring").set("prometheusRule.runbookUrl=https://wiki.example/m")))
            .stream()
            .filter(one -> one.alert() != null)
            .toList();

    assertThat(alerts)
        .isNotEmpty()
        .allSatisfy(
            alert ->
                assertThat(alert.annotations().get("runbook_url"))
                    .isEqualTo("https://wiki.example/m#" + alert.alert().toLowerCase(Locale.ROOT)));
  }

  @Test
  void alertsAreLeftOutByName() {
    PrometheusRule rendered =
        rule(monitoring().set("prometheusRule.disabled=[MynahSlow, MynahOdd]"));

    assertThat(rules(rendered))
        .extracting(PrometheusRule.Rule::alert)
        .containsExactly(null, "MynahDown");
    assertThat(rendered.spec().groups())
        .extracting(PrometheusRule.Group::name)
        .containsExactly("recording", "alerts");
  }

  @Test
  void aNameThatNoAlertHasIsRefused() {
    assertThat(monitoring().set("prometheusRule.disabled=[MynahFast]").refusal())
        .contains("prometheusRule.disabled: MynahFast")
        .contains("MynahDown, MynahSlow, MynahOdd");
  }

  @Test
  void runbooksCanLieElsewhere() {
    PrometheusRule rendered =
        rule(monitoring().set("prometheusRule.runbookUrl=https://wiki.example/mynah"));

    assertThat(rules(rendered))
        .filteredOn(one -> one.annotations() != null)
        .extracting(one -> one.annotations().get("runbook_url"))
        .containsExactly(
            "https://wiki.example/mynah#mynahdown", "https://wiki.example/mynah#mynahslow");
    assertThat(rules(rendered).get(1).annotations()).containsKey("summary");
  }

  @Test
  void alertsGetLabelsAndRecordingsDoNot() {
    PrometheusRule rendered =
        rule(monitoring().yaml("prometheusRule: {alertLabels: {team: edge, severity: info}}"));

    assertThat(rules(rendered).get(0).labels()).isNull();
    assertThat(rules(rendered).subList(1, 4))
        .allSatisfy(
            alert ->
                assertThat(alert.labels())
                    .containsEntry("team", "edge")
                    .containsEntry("severity", "info"));
  }

  @Test
  void itCanLieInAnotherNamespace() {
    PrometheusRule rendered = rule(monitoring().set("prometheusRule.namespace=monitoring"));

    assertThat(rendered.metadata().getNamespace()).isEqualTo("monitoring");
  }

  @Test
  void onlyModeMonitoringBringsItUnlessAsked() {
    assertThat(Values.of("gateway").render().all(PrometheusRule.class)).isEmpty();
    assertThat(
            Values.of("gateway")
                .set("prometheusRule.enabled=true")
                .render()
                .all(PrometheusRule.class))
        .hasSize(1);
    assertThat(
            Values.of("monitoring")
                .set("prometheusRule.enabled=false")
                .render()
                .all(PrometheusRule.class))
        .isEmpty();
  }
}
