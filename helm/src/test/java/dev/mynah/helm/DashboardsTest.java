package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboards arrive in Grafana: one ConfigMap each, found by a label and put into a folder. */
class DashboardsTest {
  private static final int MOST_BYTES = 900 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyDashboardIsAConfigMapOfItsOwn() throws IOException {
    List<ConfigMap> maps = dashboards(Values.of("monitoring"));

    assertThat(maps).hasSize(files());
    for (ConfigMap map : maps) {
      Map.Entry<String, String> file = map.getData().entrySet().iterator().next();
      JsonNode dashboard = JSON.readTree(file.getValue());

      assertThat(map.getData()).hasSize(1);
      assertThat(dashboard.path("uid").asText() + ".json").isEqualTo(file.getKey());
      assertThat(file.getValue().getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
      assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
      assertThat(map.getMetadata().getAnnotations()).containsEntry("grafana_folder", "Mynah");
    }
  }

  @Test
  void theContentIsThatOfTheFile() throws IOException {
    for (ConfigMap map : dashboards(Values.of("monitoring"))) {
      Map.Entry<String, String> file = map.getData().entrySet().iterator().next();

      assertThat(JSON.readTree(file.getValue()))
          .isEqualTo(
              JSON.readTree(
                  Files.readString(Values.CHART.resolve("files/dashboards/" + file.getKey()))));
    }
  }

  @Test
  void labelFolderAndPlaceCanBeChosen() {
    List<ConfigMap> maps =
        dashboards(
            Values.of("monitoring")
                .yaml(
                    """
                    dashboards:
                      label: team_dashboard
                      labelValue: "yes"
                      folderAnnotation: k8s-sidecar-target-directory
                      folder: /tmp/dashboards/Mynah
                      namespace: grafana
                      annotations: {note: a}
                      exclude: [mynah-cost]
                    """));

    assertThat(maps)
        .isNotEmpty()
        .allSatisfy(
            map -> {
              assertThat(map.getMetadata().getNamespace()).isEqualTo("grafana");
              assertThat(map.getMetadata().getLabels())
                  .containsEntry("team_dashboard", "yes")
                  .doesNotContainKey("grafana_dashboard");
              assertThat(map.getMetadata().getAnnotations())
                  .containsEntry("k8s-sidecar-target-directory", "/tmp/dashboards/Mynah")
                  .containsEntry("note", "a");
              assertThat(map.getData()).doesNotContainKey("mynah-cost.json");
            });
    assertThat(maps).hasSize(dashboards(Values.of("monitoring")).size() - 1);
  }

  @Test
  void withoutAFolderThereIsNoAnnotation() {
    assertThat(dashboards(Values.of("monitoring").set("dashboards.folder=''")))
        .allSatisfy(map -> assertThat(map.getMetadata().getAnnotations()).isEmpty());
  }

  @Test
  void onlyModeMonitoringBringsThemUnlessAsked() {
    assertThat(dashboards(Values.of("gateway"))).isEmpty();
    assertThat(dashboards(Values.of("gateway").set("dashboards.enabled=true"))).isNotEmpty();
    assertThat(dashboards(Values.of("monitoring").set("dashboards.enabled=false"))).isEmpty();
  }

  private static List<ConfigMap> dashboards(TrialRelease release) {
    return release.render().all(ConfigMap.class).stream()
        .filter(map -> map.getData().keySet().stream().allMatch(key -> key.endsWith(".json")))
        .toList();
  }

  private static int files() throws IOException {
    try (Stream<Path> files = Files.list(Values.CHART.resolve("files/dashboards"))) {
      return (int) files.count();
    }
  }
}
