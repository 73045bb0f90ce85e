package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Grafana is told where the exporter answers and how to show its token. */
class GrafanaDatasourceTest {
  @Test
  void itLeadsToTheAdminPortOfTheService() throws IOException {
    Rendered rendered = Values.of("exporter").render();
    Service service = rendered.only(Service.class);

    JsonNode datasource = datasource(rendered);

    assertThat(datasource.path("type").asText()).isEqualTo("prometheus");
    assertThat(datasource.path("url").asText())
        .isEqualTo(
            "http://"
                + service.getMetadata().getName()
                + ".team.svc:"
                + service.getSpec().getPorts().get(0).getPort());
  }

  @Test
  void theTokenIsAVariableOfGrafanaOrTheFirstOfTheValues() throws IOException {
    assertThat(header(Values.of("exporter"))).isEqualTo("Bearer $MYNAH_TOKEN");
    assertThat(
            header(
                Values.of("exporter")
                    .yaml(
                        "{grafanaDatasource: {tokenVariable: ''}, admin: {tokens: {existingSecret:"
                            + " '', values: [a-token-of-enough-length]}}}")))
        .isEqualTo("Bearer a-token-of-enough-length");
  }

  @Test
  void grafanaFindsItByALabel() {
    Secret secret = secret(Values.of("exporter").render());

    assertThat(secret.getMetadata().getLabels()).containsEntry("grafana_datasource", "1");
  }

  private static String header(TrialRelease release) throws IOException {
    return datasource(release.render()).at("/secureJsonData/httpHeaderValue1").asText();
  }

  private static JsonNode datasource(Rendered rendered) throws IOException {
    String file = secret(rendered).getStringData().values().iterator().next();
    return new YAMLMapper().readTree(file).path("datasources").path(0);
  }

  private static Secret secret(Rendered rendered) {
    return rendered.get(Secret.class, "trial-mynah-datasource");
  }
}
