package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Body files come from values, or as a tree from a volume, an image or an init container. */
class StubsTest {
  @Test
  void filesOfValuesStandBesideTheConfiguration() {
    Rendered rendered =
        Values.of("gateway").yaml("stubs: {binaryFiles: {dot.gif: R0lGODlhAQABAAAAACw=}}").render();

    ConfigMap files = rendered.get(ConfigMap.class, "trial-mynah-stubs");

    assertThat(files.getData()).containsOnlyKeys("logo.svg");
    assertThat(files.getBinaryData()).containsEntry("dot.gif", "R0lGODlhAQABAAAAACw=");
    assertThat(rendered.text()).contains("path: files/logo.svg", "path: files/dot.gif");
  }

  @Test
  void aTreeCanLieOnAClaim() {
    PodSpec pod = pod("stubs: {existingClaim: stubs}");

    assertThat(volume(pod).getPersistentVolumeClaim().getClaimName()).isEqualTo("stubs");
    assertThat(volume(pod).getPersistentVolumeClaim().getReadOnly()).isTrue();
    assertEveryContainerReadsIt(pod);
  }

  @Test
  void aTreeCanComeInAConfigMap() {
    PodSpec pod = pod("stubs: {existingConfigMap: bodies}");

    assertThat(volume(pod).getConfigMap().getName()).isEqualTo("bodies");
    assertEveryContainerReadsIt(pod);
  }

  @Test
  void aTreeCanBeAnImage() {
    PodSpec pod =
        pod("stubs: {image: {reference: 'registry.example/stubs:1', pullPolicy: Always}}");

    assertThat(volume(pod).getImage().getReference()).isEqualTo("registry.example/stubs:1");
    assertThat(volume(pod).getImage().getPullPolicy()).isEqualTo("Always");
    assertEveryContainerReadsIt(pod);
  }

  @Test
  void aTreeCanBeFetchedBeforeTheConfigurationIsChecked() {
    PodSpec pod =
        pod(
            "stubs: {sizeLimit: 1Gi, initContainer: {image: 'registry.example/git:1', args:"
                + " [clone]}}");

    List<Container> before = pod.getInitContainers();
    assertThat(before).extracting(Container::getName).containsExactly("mynah-stubs", "check");
    assertThat(before.get(0).getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(before.get(0).getVolumeMounts())
        .filteredOn(mount -> mount.getMountPath().equals("/stubs"))
        .singleElement()
        .matches(mount -> mount.getReadOnly() == null);
    assertThat(volume(pod).getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("1Gi"));
  }

  @Test
  void theCheckBeforeAnUpgradeSeesTheTreeToo() {
    Rendered rendered = Values.of("gateway-stubs").render();

    PodSpec check = rendered.get(Job.class, "trial-mynah-check").getSpec().getTemplate().getSpec();

    assertThat(check.getInitContainers())
        .extracting(Container::getName)
        .containsExactly("mynah-stubs");
    assertThat(check.getContainers().get(0).getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .contains("/stubs", "/etc/mynah");
  }

  private static PodSpec pod(String stubs) {
    return Pods.serving(Values.of("gateway").yaml(stubs).render()).getSpec();
  }

  private static Volume volume(PodSpec pod) {
    return pod.getVolumes().stream()
        .filter(volume -> volume.getName().equals("mynah-stubs"))
        .findFirst()
        .orElseThrow();
  }

  private static void assertEveryContainerReadsIt(PodSpec pod) {
    assertThat(Pods.containers(pod))
        .hasSize(2)
        .allSatisfy(
            container ->
                assertThat(container.getVolumeMounts())
                    .filteredOn(mount -> mount.getMountPath().equals("/stubs"))
                    .singleElement()
                    .matches(mount -> Boolean.TRUE.equals(mount.getReadOnly())));
  }
}
