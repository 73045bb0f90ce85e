package dev.mynah.dashboards.board;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The files for a plain Grafana say what the exporter needs, and the page names every dashboard.
 */
class ProvisioningTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void dataSourceOfTheExporterLetsMenusAskByLabelAndKnowsItsMinutes() throws IOException {
    JsonNode sources = read("datasources").path("datasources");

    JsonNode exporter = sources.get(1);
    JsonNode data = exporter.path("jsonData");

    assertThat(exporter.path("type").asText()).isEqualTo("prometheus");
    assertThat(data.path("httpMethod").asText()).isEqualTo("POST");
    assertThat(data.path("timeInterval").asText()).isEqualTo("60s");
    assertThat(data.path("prometheusType").asText()).isEqualTo("Prometheus");
    assertThat(data.path("prometheusVersion").asText()).matches("2\\.(2[4-9]|[3-9]\\d)\\.\\d+");
    assertThat(data.path("manageAlerts").asBoolean(true)).isFalse();
  }

  @Test
  void providerKeepsDashboardsAsTheyAreInTheFiles() throws IOException {
    JsonNode provider = read("dashboards").path("providers").get(0);

    assertThat(provider.path("type").asText()).isEqualTo("file");
    assertThat(provider.path("allowUiUpdates").asBoolean(true)).isFalse();
    assertThat(provider.path("options").path("path").asText()).isNotEmpty();
  }

  @Test
  void pageNamesEveryDashboardAndWhereItWorks() throws IOException {
    String page = Files.readString(Path.of("README.md"));

    for (var dashboard : Dashboards.all()) {
      assertThat(page)
          .contains(
              "| "
                  + dashboard.title()
                  + " | `"
                  + dashboard.file()
                  + "` | "
                  + (dashboard.sources().words().contains("prometheus") ? "yes" : "no")
                  + " | "
                  + (dashboard.sources().words().contains("exporter") ? "yes" : "no")
                  + " |");
    }
  }

  private static JsonNode read(String kind) throws IOException {
    return YAML.readTree(Path.of("provisioning", kind, "mynah.yaml").toFile());
  }
}
