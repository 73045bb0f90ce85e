package dev.mynah.helm.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.helm.Charts;
import dev.mynah.helm.Rendered;
import dev.mynah.helm.TrialRelease;
import dev.mynah.inject.Injection;
import dev.mynah.inject.MemoryLimit;
import dev.mynah.inject.SidecarOptions;
import dev.mynah.inject.SidecarPod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The library chart and {@code mynah inject} make one and the same sidecar. */
class SameSidecarTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> variants() {
    return Stream.of(true, false)
        .flatMap(
            nativeSidecar ->
                Stream.of(true, false)
                    .flatMap(
                        exporter ->
                            Stream.of("134Mi", "192Mi", "1Gi")
                                .map(memory -> Arguments.of(nativeSidecar, exporter, memory))));
  }

  @ParameterizedTest(name = "native {0}, exporter {1}, {2}")
  @MethodSource("variants")
  void containersAreTheSameFieldByField(boolean nativeSidecar, boolean exporter, String memory) {
    SidecarPod injected =
        new SidecarPod(
            Options.of(nativeSidecar, exporter, MemoryLimit.parse(memory), Map.of(), List.of()));

    JsonNode pod = podSpec(release(nativeSidecar, exporter, memory).render());

    JsonNode sidecars =
        nativeSidecar ? pod.path("initContainers") : after(pod.path("containers"), 1);
    assertThat(sidecars).isEqualTo(withQuantity(tree(injected.containers()), memory));
    assertThat(pod.path("volumes")).isEqualTo(tree(injected.volumes()));
    assertThat(pod.path("containers")).hasSize(nativeSidecar ? 1 : exporter ? 3 : 2);
  }

  @ParameterizedTest(name = "native {0}")
  @MethodSource("bothKinds")
  void furtherVariablesSecretsAndPullPolicyAreTheSame(boolean nativeSidecar) {
    SidecarOptions options =
        Options.of(
            nativeSidecar,
            true,
            MemoryLimit.DEFAULT,
            Options.variables("MYNAH_LOG_FORMAT", "json", "MYNAH_JOURNAL_MODE", "auto"),
            List.of("keys"));
    TrialRelease release =
        release(nativeSidecar, true, "192Mi")
            .yaml(
                "mynah-sidecar:\n"
                    + "  image: {pullPolicy: Always}\n"
                    + "  extraEnv: [{name: MYNAH_LOG_FORMAT, value: json},"
                    + " {name: MYNAH_JOURNAL_MODE, value: auto}]\n"
                    + "  extraEnvFrom: [{secretRef: {name: keys}}]\n");

    JsonNode pod = podSpec(release.render());

    JsonNode sidecars =
        nativeSidecar ? pod.path("initContainers") : after(pod.path("containers"), 1);
    SidecarPod injected = new SidecarPod(Options.withPullPolicy(options, "Always"));
    assertThat(sidecars).isEqualTo(tree(injected.containers()));
  }

  static Stream<Boolean> bothKinds() {
    return Stream.of(true, false);
  }

  @ParameterizedTest(name = "native {0}")
  @MethodSource("bothKinds")
  void injectingIntoWhatTheChartRenderedChangesNothing(boolean nativeSidecar) {
    SidecarOptions options =
        Options.of(nativeSidecar, false, MemoryLimit.DEFAULT, Map.of(), List.of());
    String rendered = release(nativeSidecar, false, "192Mi").set("job.enabled=false").manifests();

    Injection injected =
        Injection.into(rendered.getBytes(StandardCharsets.UTF_8), options, Map.of());

    assertThat(injected.workloads()).hasSize(1);
    assertThat(injected.text()).isEqualTo(rendered);
  }

  private static TrialRelease release(boolean nativeSidecar, boolean exporter, String memory) {
    return Charts.release(Charts.dir("examples/shop"))
        .set("job.enabled=" + nativeSidecar)
        .set("mynah-sidecar.native=" + nativeSidecar)
        .set("mynah-sidecar.exporter.enabled=" + exporter)
        .set("mynah-sidecar.resources.limits.memory=" + memory)
        .set("mynah-sidecar.exporter.resources.limits.memory=" + memory);
  }

  private static JsonNode podSpec(Rendered rendered) {
    return rendered.items().stream()
        .filter(item -> item.kind().equals("Deployment"))
        .findFirst()
        .orElseThrow()
        .tree()
        .path("spec")
        .path("template")
        .path("spec");
  }

  private static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  /** A limit is written as it was given, and 1Gi is 1024Mi. */
  private static JsonNode withQuantity(JsonNode containers, String memory) {
    for (JsonNode container : containers) {
      JsonNode limits = container.path("resources").path("limits");
      assertThat(MemoryLimit.parse(limits.path("memory").asText()))
          .isEqualTo(MemoryLimit.parse(memory));
      ((com.fasterxml.jackson.databind.node.ObjectNode) limits).put("memory", memory);
    }
    return containers;
  }

  private static JsonNode after(JsonNode list, int count) {
    var rest = JSON.createArrayNode();
    for (int i = count; i < list.size(); i++) {
      rest.add(list.get(i));
    }
    return rest;
  }
}
