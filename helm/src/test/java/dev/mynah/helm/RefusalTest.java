package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the chart refuses in a sentence, because a schema could only name the place. */
class RefusalTest {
  @Test
  void withoutAnImageTheCommandsAreToldThatBuildAndPushOne() {
    String refusal = Values.of("gateway").set("image.repository=''").refusal();

    assertThat(refusal)
        .contains("image.repository is empty")
        .contains("./dist/image/build --tag REGISTRY/mynah:0.1.0-SNAPSHOT")
        .contains("docker push REGISTRY/mynah:0.1.0-SNAPSHOT")
        .contains("docker://REGISTRY/mynah:0.1.0-SNAPSHOT")
        .contains("--set image.repository=REGISTRY/mynah");
  }

  @Test
  void theImageOfThatVersionIsTheProgramsOwn() throws IOException {
    Path pom = Charts.repository().resolve("pom.xml");
    Path chart = Values.CHART.resolve("Chart.yaml");
    String version = new YAMLMapper().readTree(chart.toFile()).path("appVersion").asText();

    assertThat(Files.readString(pom)).contains("<version>" + version + "</version>");
    assertThat(Charts.repository().resolve("dist/image/build")).exists();
  }

  @Test
  void anExporterNeedsAnImageToo() {
    assertThat(Values.of("exporter").set("image.repository=''").refusal())
        .contains("image.repository is empty");
  }

  @Test
  void monitoringNeedsNone() {
    assertThat(Values.of("monitoring").render().items()).isNotEmpty();
  }

  @Test
  void aGatewayWithoutRoutesIsRefused() {
    assertThat(Charts.release(Values.CHART).set("image.repository=r/mynah").refusal())
        .contains("config.files is empty")
        .contains("--set-file config.files.mynah\\\\.yaml=mynah.yaml");
  }

  @Test
  void aConfigurationComesFromOnePlace() {
    assertThat(Values.of("gateway").set("config.existingSecret=routes").refusal())
        .contains("config.files and config.existingSecret: the configuration comes from one");
    assertThat(Values.of("gateway-public").set("config.existingSecret=routes").refusal())
        .contains("config.existingConfigMap and config.existingSecret");
  }

  @Test
  void anExporterNeedsSomethingToAnswerFrom() {
    assertThat(
            Values.of("exporter")
                .yaml("{replicaCount: 1, postgresql: {existingSecret: ''}}")
                .refusal())
        .contains("nothing to answer from")
        .contains("postgresql.existingSecret", "prometheusSource.url");
  }

  @Test
  void aDatabaseThatNothingWritesToIsRefused() {
    assertThat(Values.of("gateway").set("postgresql.existingSecret=db").refusal())
        .contains("postgresql.existingSecret: a gateway writes to a database only with");
  }

  @Test
  void aGatewayBuildsNoMinutesFromPrometheus() {
    assertThat(Values.of("gateway").set("prometheusSource.url=http://p:9090").refusal())
        .contains("prometheusSource.url: only mode exporter");
  }

  @Test
  void aDataSourceOfGrafanaNeedsAToken() {
    assertThat(Values.of("exporter").set("grafanaDatasource.tokenVariable=''").refusal())
        .contains("grafanaDatasource: Grafana needs a token");
  }

  @Test
  void stubsComeFromOneTree() {
    assertThat(Values.of("gateway-stubs").set("stubs.existingClaim=stubs").refusal())
        .contains("/stubs is one of");
  }

  @Test
  void whatNoConfigMapHoldsIsRefusedWithTheWaysOut() {
    String large = "x".repeat(500 * 1024);
    TrialRelease release =
        Values.of("gateway").yaml("stubs: {files: {a.txt: '" + large + "', b.txt: small}}");

    assertThat(release.render().items()).isNotEmpty();
    assertThat(release.yaml("stubs: {files: {b.txt: '" + large + "'}}").refusal())
        .contains("config.files and stubs have 1000 KiB (expected at most 900 KiB")
        .contains("stubs.existingClaim", "stubs.image.reference", "stubs.initContainer");
  }

  @Test
  void imageVolumesNeedANewerCluster() {
    assertThat(Values.of("gateway-route").kubernetes("1.30.4").refusal())
        .contains("image volumes need Kubernetes 1.31 or newer, this is v1.30.4");
  }

  @Test
  void aMonitorThatWouldScrapeEveryPodIsRefused() {
    assertThat(Values.of("monitoring").set("podMonitor.selector=null").refusal())
        .contains("podMonitor.selector is empty");
  }

  @Test
  void anOldClusterIsRefused() {
    assertThat(Values.of("gateway").kubernetes("1.26.0").refusal())
        .contains("chart requires kubeVersion: >=1.27.0-0");
  }
}
