package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pod of every way of using the chart. */
class PodInvariantsTest {
  private static final Set<String> WRITABLE = Set.of("/var/lib/mynah", "/tmp");

  static Stream<String> workloads() {
    return Values.files().stream().filter(file -> !file.startsWith("monitoring"));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void containersAreRestricted(String file) {
    for (Map.Entry<String, PodSpec> pod : Pods.all(Values.ofFile(file).render()).entrySet()) {
      assertThat(pod.getValue().getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getValue().getSecurityContext().getFsGroup()).isEqualTo(10001L);
      for (Container container : Pods.containers(pod.getValue())) {
        SecurityContext context = container.getSecurityContext();

        assertThat(context.getRunAsNonRoot()).as(pod.getKey()).isTrue();
        assertThat(context.getRunAsUser()).isEqualTo(10001L);
        assertThat(context.getRunAsGroup()).isEqualTo(10001L);
        assertThat(context.getReadOnlyRootFilesystem()).isTrue();
        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(context.getCapabilities().getAdd()).isEmpty();
        assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void podsSeeNeitherServicesNorTheApiServer(String file) {
    Map<String, PodSpec> pods = Pods.all(Values.ofFile(file).render());

    assertThat(pods).isNotEmpty();
    assertThat(pods.values())
        .allSatisfy(
            pod -> {
              assertThat(pod.getEnableServiceLinks()).isFalse();
              assertThat(pod.getAutomountServiceAccountToken()).isFalse();
              assertThat(pod.getHostNetwork()).isNull();
            });
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void onlyDataAndTemporaryFilesAreWritable(String file) {
    for (PodSpec pod : Pods.all(Values.ofFile(file).render()).values()) {
      for (Container container : pod.getContainers()) {
        List<String> writable =
            container.getVolumeMounts().stream()
                .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .map(VolumeMount::getMountPath)
                .toList();

        assertThat(WRITABLE).containsAll(writable);
        assertThat(writable).contains("/tmp");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void mountsAndVolumesBelongTogether(String file) {
    Rendered rendered = Values.ofFile(file).render();
    for (Map.Entry<String, PodSpec> pod : Pods.all(rendered).entrySet()) {
      List<String> volumes =
          pod.getValue().getVolumes().stream().map(Volume::getName).sorted().toList();
      List<String> mounted =
          Pods.containers(pod.getValue()).stream()
              .flatMap(container -> container.getVolumeMounts().stream())
              .map(VolumeMount::getName)
              .distinct()
              .sorted()
              .toList();

      assertThat(mounted).as(pod.getKey()).isEqualTo(volumes);
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void everyVolumeThatIsWrittenHasALimit(String file) {
    for (PodSpec pod : Pods.all(Values.ofFile(file).render()).values()) {
      assertThat(pod.getVolumes())
          .filteredOn(volume -> volume.getEmptyDir() != null)
          .allSatisfy(volume -> assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull())
          .allSatisfy(volume -> assertThat(volume.getEmptyDir().getMedium()).isNull());
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void imagesAreFixedAndVariablesStandOnce(String file) {
    for (PodSpec pod : Pods.all(Values.ofFile(file).render()).values()) {
      for (Container container : Pods.containers(pod)) {
        assertThat(container.getImage()).matches("registry\\.example/[a-z]+[:@].+");
        assertThat(container.getImage()).doesNotContain("latest");
        assertThat(Pods.names(container)).doesNotHaveDuplicates();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void memoryIsAskedForAsItIsLimited(String file) {
    Container main = Pods.main(Values.ofFile(file).render());

    Quantity limit = main.getResources().getLimits().get("memory");

    assertThat(main.getResources().getRequests()).containsEntry("memory", limit).containsKey("cpu");
    assertThat(main.getResources().getLimits()).doesNotContainKey("cpu");
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void allProbesAskTheAdminPort(String file) {
    Container main = Pods.main(Values.ofFile(file).render());

    assertThat(main.getStartupProbe().getHttpGet().getPath()).isEqualTo("/live");
    assertThat(main.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/live");
    assertThat(main.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/ready");
    assertThat(
            Stream.of(main.getStartupProbe(), main.getLivenessProbe(), main.getReadinessProbe())
                .map(probe -> probe.getHttpGet().getPort().getStrVal()))
        .containsOnly("admin");
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void theWorstStartFitsIntoTheStartupProbe(String file) {
    var startup = Pods.main(Values.ofFile(file).render()).getStartupProbe();

    int seconds = startup.getPeriodSeconds() * startup.getFailureThreshold();

    assertThat(seconds).isGreaterThan(10).isGreaterThanOrEqualTo(60);
  }
}
