package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit by which charts are tested refuses what a strict server would. */
class KitTest {
  @TempDir Path dir;

  @BeforeEach
  void makesAChart() throws IOException {
    Files.createDirectories(dir.resolve("templates"));
    Files.writeString(
        dir.resolve("Chart.yaml"),
        "apiVersion: v2\nname: small\nversion: 0.1.0\nicon: https://mynah.example/icon.png\n");
    Files.writeString(dir.resolve("values.yaml"), "port: 80\nname: own\n");
  }

  @Test
  void valuesOfFilesAndAssignmentsReachTheObjects() throws IOException {
    template(
        "apiVersion: v1\n"
            + "kind: ConfigMap\n"
            + "metadata: {name: {{ .Values.name }}}\n"
            + "data: {port: {{ .Values.port | quote }}, k: {{ .Capabilities.KubeVersion.Minor |"
            + " quote }}}\n");

    Rendered rendered =
        Charts.release(dir).yaml("name: given").set("port=81").kubernetes("1.28.3").render();

    ConfigMap map = rendered.get(ConfigMap.class, "given");
    assertThat(map.getData()).containsEntry("port", "81").containsEntry("k", "28");
  }

  @Test
  void hooksAreRenderedToo() throws IOException {
    template(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations: {helm.sh/hook: test}\n");

    Rendered rendered = Charts.render(dir, null);

    assertThat(rendered.all(Pod.class)).hasSize(1);
    assertThat(rendered.items().get(0).hook()).isTrue();
  }

  @Test
  void fieldsThatTheKindDoesNotHaveAreRefused() throws IOException {
    template("apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {clusterIp: None}\n");

    assertThatThrownBy(() -> Charts.render(dir, null)).hasMessageContaining("clusterIp");
  }

  @Test
  void fieldsOfOurOwnRecordsAreAsStrict() throws IOException {
    template(
        "apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata: {name: s}\n"
            + "spec: {selector: {}, podMetricsEndpoints: [{port: a, timeout: 5s}]}\n");

    assertThatThrownBy(() -> Charts.render(dir, null)).hasMessageContaining("timeout");
  }

  @Test
  void numbersAndTruthsAreNoText() throws IOException {
    template("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s}\ndata: {port: 80}\n");
    assertThatThrownBy(() -> Charts.render(dir, null)).hasMessageContaining("Integer");

    template("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s, labels: {on: true}}\n");
    assertThatThrownBy(() -> Charts.render(dir, null)).hasMessageContaining("Boolean");
  }

  @Test
  void quantitiesAreRead() throws IOException {
    template(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"
            + "spec: {containers: [{name: c, resources: {limits: {memory: 192Mi}}}]}\n");

    Pod pod = Charts.render(dir, null).only(Pod.class);

    assertThat(pod.getSpec().getContainers().get(0).getResources().getLimits())
        .containsEntry("memory", new Quantity("192Mi"));
  }

  @Test
  void textIsNoNumber() throws IOException {
    template("apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{port: '80'}]}\n");

    assertThatThrownBy(() -> Charts.render(dir, null)).hasMessageContaining("String");
  }

  @Test
  void keysThatStandTwiceAreRefused() throws IOException {
    template("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s}\ndata: {}\ndata: {}\n");

    assertThatThrownBy(() -> Charts.render(dir, null)).hasMessageContaining("data");
  }

  @Test
  void kindsWithoutAModelAreRefused() throws IOException {
    template("apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {name: s}\n");

    assertThatThrownBy(() -> Charts.render(dir, null))
        .hasMessageContaining("no model of the kind apps/v1beta1 Deployment");
  }

  @Test
  void refusalsOfTheChartAreTold() throws IOException {
    template("{{ fail \"not like this\" }}");

    assertThat(Charts.release(dir).refusal()).contains("not like this");
  }

  @Test
  void theLintKnowsTheGivenValues() throws IOException {
    template("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Values.name }}}\n");

    assertThat(Charts.release(dir).lint()).isEmpty();
    assertThat(Charts.release(dir).set("name=No_Name").lint())
        .anyMatch(line -> line.contains("No_Name"));
  }

  @Test
  void chartsBesideAreTakenAlong() throws IOException {
    Path other = dir.resolve("app");
    Files.createDirectories(other.resolve("templates"));
    Files.writeString(
        other.resolve("Chart.yaml"),
        "apiVersion: v2\nname: app\nversion: 0.1.0\n"
            + "dependencies: [{name: small, version: 0.1.0, repository: 'file://../lib'}]\n");
    Path lib = dir.resolve("lib");
    Files.createDirectories(lib.resolve("templates"));
    Files.writeString(lib.resolve("Chart.yaml"), "apiVersion: v2\nname: small\nversion: 0.1.0\n");
    Files.writeString(
        lib.resolve("templates/service.yaml"),
        "apiVersion: v1\nkind: Service\nmetadata: {name: of-the-library}\n");

    Rendered rendered = Charts.render(other, null);

    assertThat(rendered.only(Service.class).getMetadata().getName()).isEqualTo("of-the-library");
  }

  private void template(String text) throws IOException {
    Files.writeString(dir.resolve("templates/object.yaml"), text);
  }
}
