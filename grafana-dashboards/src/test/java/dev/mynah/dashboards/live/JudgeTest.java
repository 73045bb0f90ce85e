package dev.mynah.dashboards.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.dashboards.live.Judge.Look;
import dev.mynah.dashboards.live.Judge.MayBeEmpty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a data source's answers is complained about. */
class JudgeTest {
  private static final String PANEL =
      """
      {"uid": "d", "panels": [{"title": "P", "type": "stat", "id": 1,
        "datasource": {"type": "prometheus", "uid": "${datasource}"},
        "fieldConfig": {"defaults": {"noValue": "NO_VALUE"}},
        "targets": [{"refId": "A", "expr": "EXPR", "instant": true}]}]}
      """;

  @TempDir Path folder;
  private final CannedPrometheus prometheus;

  JudgeTest() throws IOException {
    prometheus = new CannedPrometheus();
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Test
  void aNumberIsFine() throws Exception {
    prometheus.value("x", "0");

    assertThat(complaints("x", "", MayBeEmpty.NONE)).isEmpty();
  }

  @Test
  void anErrorIsNeverFine() throws Exception {
    prometheus.error("x", "parse error");

    for (MayBeEmpty any : MayBeEmpty.values()) {
      assertThat(complaints("x", "none yet", any))
          .singleElement()
          .asString()
          .contains("d / P / A")
          .contains("parse error");
    }
  }

  @Test
  void whatIsNoNumberIsNeverFine() throws Exception {
    for (String unreal : List.of("NaN", "+Inf", "-Inf")) {
      prometheus.value("x", unreal);

      assertThat(complaints("x", "none yet", MayBeEmpty.ALL)).as(unreal).hasSize(1);
    }
  }

  @Test
  void nothingIsFineWhereThePanelSaysWhatItMeans() throws Exception {
    assertThat(complaints("x", "", MayBeEmpty.THOSE_THAT_SAY_SO)).hasSize(1);
    assertThat(complaints("x", "none yet", MayBeEmpty.THOSE_THAT_SAY_SO)).isEmpty();
    assertThat(complaints("x", "none yet", MayBeEmpty.NONE)).as("under load").hasSize(1);
  }

  @Test
  void aStandInIsNoDataUnderLoad() throws Exception {
    prometheus.value("x or vector(0)", "0");

    assertThat(complaints("x or vector(0)", "", MayBeEmpty.THOSE_THAT_SAY_SO)).isEmpty();
    assertThat(complaints("x or vector(0)", "", MayBeEmpty.NONE))
        .singleElement()
        .asString()
        .contains("stand-in");

    prometheus.value("x or (vector(0) < 0)", "7");
    assertThat(complaints("x or vector(0)", "", MayBeEmpty.NONE)).isEmpty();
  }

  @Test
  void whatIsDeclaredMayBeEmptyAndIsTakenBackOnceItIsNot() throws Exception {
    Path file = folder.resolve("no-data.yaml");
    Files.writeString(
        file, "noData: [{ targets: [here], dashboard: d, panel: P, reason: no reason }]");
    NoData noData = NoData.read(file);

    assertThat(complaints("x", "", MayBeEmpty.NONE, noData)).isEmpty();
    assertThat(noData.needless("here")).isEmpty();

    prometheus.value("x", "3");
    assertThat(complaints("x", "", MayBeEmpty.NONE, noData)).isEmpty();
    assertThat(noData.needless("here")).hasSize(1);
  }

  private List<String> complaints(String expression, String noValue, MayBeEmpty empty)
      throws IOException {
    return complaints(expression, noValue, empty, NoData.read(folder.resolve("absent")));
  }

  private List<String> complaints(
      String expression, String noValue, MayBeEmpty empty, NoData noData) throws IOException {
    String json = PANEL.replace("NO_VALUE", noValue).replace("EXPR", expression);
    Dashboard dashboard = Dashboard.of("d.json", new ObjectMapper().readTree(json));
    Look look = new Look("here", prometheus.source(), Map.of(), empty);
    return new Judge(new Proof(), noData).complaints(List.of(dashboard), look);
  }
}
