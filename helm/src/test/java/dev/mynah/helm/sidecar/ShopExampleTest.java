package dev.mynah.helm.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.helm.Charts;
import dev.mynah.helm.Rendered;
import dev.mynah.helm.TrialRelease;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example application: a Deployment and a CronJob with the library chart's sidecar. */
class ShopExampleTest {
  @ParameterizedTest
  @CsvSource({
    "1.33.0, auto, true, true", "1.29.0, auto, true, true", "1.28.9, auto, false, false",
    "1.33.0, true, true, true", "1.33.0, false, false, false", "1.29.0-gke.1, auto, true, true"
  })
  void theKindOfSidecarFollowsTheCluster(
      String kubernetes, String mode, boolean nativeSidecar, boolean job) {
    Rendered rendered =
        release()
            .kubernetes(kubernetes)
            .set("mynah-sidecar.native=" + mode)
            .set("job.enabled=" + job)
            .render();

    PodSpec pod = deployment(rendered).getSpec();
    assertThat(names(pod.getInitContainers()).contains("mynah")).isEqualTo(nativeSidecar);
    assertThat(names(pod.getContainers()).contains("mynah")).isNotEqualTo(nativeSidecar);
    assertThat(names(pod.getContainers())).startsWith("shop");
    Container sidecar = nativeSidecar ? pod.getInitContainers().get(0) : pod.getContainers().get(1);
    assertThat(sidecar.getRestartPolicy()).isEqualTo(nativeSidecar ? "Always" : null);
    assertThat(sidecar.getStartupProbe().getHttpGet().getPath()).isEqualTo("/ready");
    assertThat(sidecar.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/live");
    assertThat(sidecar.getLifecycle()).isNull();
  }

  @Test
  void aClassicSidecarStaysWhileTheApplicationEndsWithinTheUsualGracePeriod() {
    Rendered rendered = release().kubernetes("1.28.0").set("job.enabled=false").render();

    List<EnvVar> env = deployment(rendered).getSpec().getContainers().get(1).getEnv();
    assertThat(value(env, "MYNAH_DRAIN_DELAY")).isEqualTo("15s");
    assertThat(value(env, "MYNAH_DRAIN_TIMEOUT")).isEqualTo("25s");
  }

  @Test
  void bothWorkloadsCallTheSidecarAndCarryTheLabel() {
    Rendered rendered = release().render();

    CronJob job = rendered.only(CronJob.class);
    for (PodTemplateSpec pod :
        List.of(deployment(rendered), job.getSpec().getJobTemplate().getSpec().getTemplate())) {
      assertThat(pod.getMetadata().getLabels()).containsEntry("mynah.dev/sidecar", "true");
      List<EnvVar> env = pod.getSpec().getContainers().get(0).getEnv();
      assertThat(value(env, "PAYMENTS_URL")).isEqualTo("http://127.0.0.1:18080");
      assertThat(value(env, "QUOTES_URL")).isEqualTo("http://127.0.0.1:18081");
      assertThat(names(pod.getSpec().getInitContainers())).containsExactly("mynah");
      assertThat(pod.getSpec().getVolumes()).hasSize(3);
    }
    assertThat(job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec().getRestartPolicy())
        .isEqualTo("OnFailure");
  }

  @Test
  void anExporterNeitherHoldsUpTheStartNorTakesThePodOutOfService() {
    Rendered rendered = release().set("mynah-sidecar.exporter.enabled=true").render();

    List<Container> sidecars = deployment(rendered).getSpec().getInitContainers();
    assertThat(names(sidecars))
        .as("ends in reverse order")
        .containsExactly("mynah-exporter", "mynah");
    Container exporter = sidecars.get(0);
    assertThat(exporter.getStartupProbe()).isNull();
    assertThat(exporter.getReadinessProbe()).isNull();
    assertThat(exporter.getLivenessProbe()).isNotNull();
    assertThat(exporter.getVolumeMounts()).isEqualTo(sidecars.get(1).getVolumeMounts());
    assertThat(value(sidecars.get(1).getEnv(), "MYNAH_JOURNAL_MODE")).isEqualTo("on");
  }

  @Test
  void theConfigurationIsMountedAsADirectory() {
    Rendered rendered = release().render();

    Container sidecar = deployment(rendered).getSpec().getInitContainers().get(0);
    assertThat(sidecar.getVolumeMounts())
        .filteredOn(mount -> mount.getName().equals("mynah-config"))
        .singleElement()
        .satisfies(
            mount -> {
              assertThat(mount.getMountPath()).isEqualTo("/etc/mynah");
              assertThat(mount.getSubPath()).isNull();
              assertThat(mount.getReadOnly()).isTrue();
            });
    assertThat(rendered.get(ConfigMap.class, "trial-mynah").getData()).containsKey("mynah.yaml");
  }

  @Test
  void aConfigMapOfYoursIsTakenInItsPlace() {
    Rendered rendered =
        release()
            .yaml("mynah-sidecar: {config: {files: {mynah.yaml: null}, existingConfigMap: mine}}")
            .render();

    assertThat(rendered.all(ConfigMap.class)).isEmpty();
    assertThat(deployment(rendered).getSpec().getVolumes().get(2).getConfigMap().getName())
        .isEqualTo("mine");
  }

  @Test
  void switchedOffNothingOfItIsLeft() {
    Rendered rendered = release().set("mynah-sidecar.enabled=false").render();

    assertThat(rendered.names())
        .containsExactlyInAnyOrder("Deployment/trial", "CronJob/trial-nightly");
    assertThat(rendered.text()).doesNotContainIgnoringCase("mynah");
  }

  @Test
  void aDigestWinsOverATag() {
    String digest = "sha256:" + "0123456789abcdef".repeat(4);
    Rendered rendered =
        release()
            .set("mynah-sidecar.image.tag=x")
            .set("mynah-sidecar.image.digest='" + digest + "'")
            .render();

    assertThat(deployment(rendered).getSpec().getInitContainers().get(0).getImage())
        .isEqualTo("registry.example.com/mynah@" + digest);
  }

  @Test
  void exampleAndLibraryPassTheStrictLint() {
    assertThat(release().lint()).isEmpty();
    assertThat(Charts.release(Charts.dir("mynah-sidecar")).lint()).isEmpty();
  }

  private static TrialRelease release() {
    return Charts.release(Charts.dir("examples/shop"));
  }

  private static PodTemplateSpec deployment(Rendered rendered) {
    return rendered.only(Deployment.class).getSpec().getTemplate();
  }

  private static List<String> names(List<Container> containers) {
    return containers.stream().map(Container::getName).toList();
  }

  private static String value(List<EnvVar> env, String name) {
    return env.stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElse("");
  }
}
