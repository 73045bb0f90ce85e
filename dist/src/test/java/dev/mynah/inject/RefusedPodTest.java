package dev.mynah.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pod in which the sidecar could not run, or would do harm, is refused with its place. */
class RefusedPodTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: Job\nmetadata: {name: j}\nspec: {template: {spec: {containers: [{name: a}]}}}",
        "kind: CronJob\nmetadata: {name: j}\n"
            + "spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a}]}}}}}"
      })
  void jobsNeedANativeSidecar(String job) {
    String manifest = "a: b\n---\napiVersion: batch/v1\n" + job;

    assertThatThrownBy(() -> Injected.into(manifest, Injected.options(false, false, List.of())))
        .isInstanceOf(InjectionRefused.class)
        .hasMessageMatching(
            "(Cron)?Job/j \\(document 2, line 3\\): a sidecar that is no native one would keep it"
                + " from ever ending \\(expected native sidecars, on Kubernetes 1.29 or newer\\)");
    assertThat(Injected.text(manifest)).contains("mynah-admin");
  }

  @Test
  void aPodThatIsToEndIsLikeAJob() {
    String pod =
        "apiVersion: v1\nkind: Pod\nspec: {restartPolicy: Never, containers: [{name: a}]}\n";

    assertThatThrownBy(() -> Injected.into(pod, Injected.options(false, false, List.of())))
        .hasMessageStartingWith("Pod/(no name) (document 1, line 1): a sidecar that is no native");
  }

  @Test
  void aForeignContainerOfOurNameIsNotReplaced() {
    String manifest = Injected.DEPLOYMENT + "      - name: mynah\n        image: a-bird\n";

    assertThatThrownBy(() -> Injected.text(manifest))
        .hasMessage(
            "Deployment/shop (document 1, line 14): a container named mynah is there and is not"
                + " this sidecar (expected another name for it)");
  }

  @Test
  void aForeignVolumeOfOurNameIsNotReplaced() {
    String manifest =
        Injected.DEPLOYMENT + "      volumes:\n      - {name: mynah-data, emptyDir: {}}\n";

    assertThatThrownBy(() -> Injected.text(manifest))
        .hasMessage(
            "Deployment/shop (document 1, line 15): a volume named mynah-data is there without a"
                + " sidecar (expected another name for it)");
  }

  @ParameterizedTest
  @ValueSource(ints = {18080, 19464})
  void portsThatTheApplicationTakesAreNamed(int port) {
    String manifest = Injected.DEPLOYMENT + "        ports: [{containerPort: " + port + "}]\n";

    assertThatThrownBy(() -> Injected.text(manifest))
        .hasMessageStartingWith(
            "Deployment/shop (document 1, line 14): container app takes port " + port)
        .hasMessageContaining(port == 18080 ? "or by --port)" : "or by --admin-port)");
  }

  @Test
  void theExportersPortMattersOnlyWithAnExporter() {
    String manifest = Injected.DEPLOYMENT + "        ports: [{containerPort: 19465}]\n";

    assertThat(Injected.text(manifest)).contains("mynah");
    assertThatThrownBy(() -> Injected.into(manifest, Injected.options(true, true, List.of())))
        .hasMessageContaining("takes port 19465");
  }

  @Test
  void aListenersPortMustBeFreeToo() {
    String manifest = Injected.DEPLOYMENT + "        ports: [{containerPort: 18081}]\n";
    SidecarOptions options = Injected.options(true, false, List.of(BaseUrl.parse("a=A:18081")));

    assertThatThrownBy(() -> Injected.into(manifest, options))
        .hasMessageContaining("takes port 18081")
        .hasMessageContaining("--upstream");
  }

  @Test
  void theNodesNetworkIsRemarkedOn() {
    String manifest = Injected.DEPLOYMENT + "      hostNetwork: true\n";

    assertThat(Injected.into(manifest, Injected.options()).remarks())
        .singleElement()
        .asString()
        .startsWith("Deployment/shop (document 1, line 1): hostNetwork is on");
  }

  @Test
  void shapesThatNoServerTakesAreNamed() {
    assertThatThrownBy(() -> Injected.text("apiVersion: apps/v1\nkind: Deployment\nspec: {}\n"))
        .hasMessage(
            "Deployment/(no name) (document 1, line 3): spec.template: nothing (expected a"
                + " mapping)");
    assertThatThrownBy(() -> Injected.text("apiVersion: v1\nkind: Pod\nspec: {containers: []}\n"))
        .hasMessageContaining("it has no containers (expected a list of them)");
    assertThatThrownBy(
            () ->
                Injected.text(
                    "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a}], volumes: 3}\n"))
        .hasMessageContaining("volumes is no list (expected one)");
    assertThatThrownBy(() -> Injected.text(Injected.DEPLOYMENT + "spec: {}\n"))
        .hasMessageContaining("line 14: the key spec stands there twice");
  }

  @Test
  void textThatIsNotYamlIsNamedWithItsPlace() {
    assertThatThrownBy(() -> Injected.text("a: 1\n---\nb:\n  - c\n d: e\n"))
        .hasMessageStartingWith("document 2, line 5: not YAML:");
    assertThatThrownBy(() -> Injected.text("a: \u0001\n"))
        .hasMessageStartingWith("document 1, line 1: not YAML:");
  }
}
