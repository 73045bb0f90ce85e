package dev.mynah.dashboards.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queries are asked as Grafana asks them. */
class AskingTest {
  private static final long NOW = 1_000_000_037;
  private static final String DASHBOARD =
      """
      {"uid": "d",
       "templating": {"list": [
        {"type": "datasource", "name": "datasource", "query": "prometheus"},
        {"type": "query", "name": "job", "multi": true, "includeAll": true, "allValue": ".+",
         "query": {"query": "label_values(up, job)"}},
        {"type": "query", "name": "instance", "multi": true, "includeAll": true,
         "query": "label_values(up{job=~\\"$job\\"}, instance)"}]},
       "panels": [{"type": "row", "panels": [{"title": "P", "type": "timeseries", "id": 1,
        "datasource": {"type": "prometheus", "uid": "${datasource}"},
        "targets": [{"refId": "A", "expr": "EXPR", "range": true}], "interval": "STEP"}]}]}
      """;

  private final CannedPrometheus prometheus;

  AskingTest() throws IOException {
    prometheus = new CannedPrometheus();
    prometheus.label("job", "a").label("instance", "10.0.0.1:80", "b");
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Test
  void allIsTheVariablesOwnWordOrAllThereIs() throws Exception {
    assertThat(asked("x{job=~'$job',instance=~'${instance}'}", "", Map.of()))
        .contains("query=x{job=~'.+',instance=~'(10\\\\.0\\\\.0\\\\.1:80|b)'}");
  }

  @Test
  void whatIsChosenIsTakenLiterally() throws Exception {
    assertThat(asked("x{instance=~'$instance'}", "", Map.of("instance", "c+d")))
        .contains("query=x{instance=~'c\\\\+d'}");
    assertThat(asked("x{instance=~'${instance:raw}'}", "", Map.of("instance", "c+d")))
        .contains("query=x{instance=~'c+d'}");
  }

  @Test
  void menusDependOnEachOther() throws Exception {
    asked("x", "", Map.of("job", "a"));

    assertThat(prometheus.asked())
        .anyMatch(
            asked ->
                asked.startsWith("label/instance/values")
                    && asked.contains("match[]=up{job=~\"a\"}"));
  }

  @Test
  void windowsAreFourScrapesAtLeast() throws Exception {
    assertThat(asked("rate(x[$__rate_interval])+$__interval_ms+$__range_s", "", Map.of()))
        .contains("query=rate(x[60s])+15000+900")
        .contains("step=15");
  }

  @Test
  void aStepIsWhatThePanelSaysAndPointsStandOnWholeOnes() throws Exception {
    assertThat(asked("increase(x[$__rate_interval])", "1h", Map.of()))
        .contains("query=increase(x[14400s])")
        .contains("step=3600")
        .contains("end=" + NOW / 3_600 * 3_600);
  }

  @Test
  void whatNobodyDeclaredStays() throws Exception {
    assertThat(asked("x{a='$b'}", "", Map.of())).contains("query=x{a='$b'}");
  }

  private String asked(String expression, String step, Map<String, String> chosen)
      throws IOException {
    String json = DASHBOARD.replace("EXPR", expression).replace("STEP", step);
    Dashboard dashboard = Dashboard.of("d.json", new ObjectMapper().readTree(json));
    DataSource source = prometheus.source();
    Choices choices = Choices.of(dashboard, source, new DataSource.Span(NOW, 900), chosen);
    new Asking(source, choices, NOW).ask(dashboard.queries().get(0));
    return prometheus.asked().get(prometheus.asked().size() - 1);
  }
}
