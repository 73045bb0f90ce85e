package dev.mynah.dashboards.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Cases name only alerts that exist, and each alert is seen firing and silent. */
class EachAlertIsTriedTest {
  /**
   * One expectation of a case.
   *
   * @param which tells alerts of one name apart
   * @param fires else silence is expected
   */
  private record Expectation(String alert, String which, boolean fires) {}

  @Test
  void casesNameNoAlertThatIsNotThere() throws IOException {
    for (Expectation expected : expectations()) {
      assertThat(CommittedRules.names()).contains(expected.alert());
    }
  }

  @Test
  void eachAlertFiresInOneCase() throws IOException {
    TreeSet<String> firing = new TreeSet<>();
    expectations().stream()
        .filter(Expectation::fires)
        .forEach(expected -> firing.add(expected.alert() + expected.which()));

    TreeSet<String> wanted = new TreeSet<>();
    for (JsonNode alert : CommittedRules.alerts()) {
      wanted.add(alert.path("alert").asText() + which(alert.path("labels")));
    }
    assertThat(firing).isEqualTo(wanted);
  }

  @Test
  void eachAlertIsSilentInOneCase() throws IOException {
    TreeSet<String> silent = new TreeSet<>();
    expectations().stream()
        .filter(expected -> !expected.fires())
        .forEach(expected -> silent.add(expected.alert()));

    assertThat(silent).isEqualTo(CommittedRules.names());
  }

  @Test
  void noCaseIsSilentForWantOfSeries() throws IOException {
    for (Path file : CommittedRules.caseFiles()) {
      for (JsonNode test : CommittedRules.read(file).path("tests")) {
        assertThat(test.path("input_series")).as(file + " " + test.path("name")).isNotEmpty();
      }
    }
  }

  /** Else promtool takes them in an order that changes from run to run. */
  @Test
  void casesEvaluateGroupsInTheOrderOfTheFile() throws IOException {
    for (Path file : CommittedRules.caseFiles()) {
      List<String> order = new ArrayList<>();
      CommittedRules.read(file).path("group_eval_order").forEach(name -> order.add(name.asText()));

      assertThat(order).as(file.toString()).isEqualTo(CommittedRules.groups());
    }
  }

  private static List<Expectation> expectations() throws IOException {
    List<Expectation> all = new ArrayList<>();
    for (Path file : CommittedRules.caseFiles()) {
      for (JsonNode test : CommittedRules.read(file).path("tests")) {
        for (JsonNode each : test.path("alert_rule_test")) {
          all.addAll(expectations(each));
        }
      }
    }
    return all;
  }

  private static List<Expectation> expectations(JsonNode each) {
    String name = each.path("alertname").asText();
    List<Expectation> all = new ArrayList<>();
    for (JsonNode alert : each.path("exp_alerts")) {
      all.add(new Expectation(name, which(alert.path("exp_labels")), true));
    }
    return all.isEmpty() ? List.of(new Expectation(name, "", false)) : all;
  }

  private static String which(JsonNode labels) {
    return " " + labels.path("severity").asText() + " " + labels.path("long").asText();
  }
}
