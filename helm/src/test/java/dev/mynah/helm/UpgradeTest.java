package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A release can be upgraded: what a server does not let change stays as it was. */
class UpgradeTest {
  /** Much of what people change, at once. */
  private static final String CHANGES =
      """
      image: {tag: 9.9.9, digest: ''}
      commonLabels: {team: other}
      podLabels: {tier: front}
      podAnnotations: {note: changed}
      drain: {delaySeconds: 9}
      data: {ledgerMiB: 64, storeMiB: 512, journalMiB: 128}
      resources: {limits: {memory: 2Gi}}
      service: {type: NodePort, port: 8443}
      ports: {http: 8081, admin: 9000}
      log: {level: debug}
      extraEnv: [{name: MYNAH_LIMITS_BODY, value: 1MiB}]
      javaOptions: -Xlog:gc
      """;

  @TempDir Path dir;

  static Stream<String> files() {
    return Values.files().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void changedValuesChangeNothingThatIsFixed(String file) {
    Rendered before = Values.ofFile(file).render();
    Rendered after = Values.ofFile(file).yaml(CHANGES).render();

    assertThat(after.text()).isNotEqualTo(before.text());
    assertThat(Immutable.changes(before, after)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void aNewerChartChangesNothingThatIsFixed(String file) throws IOException {
    Rendered before = Values.ofFile(file).render();
    Path newer = newerChart();

    Rendered after =
        Charts.release(newer).values(Values.CHART.resolve("ci").resolve(file)).render();

    assertThat(after.text()).contains("mynah-99.0.0");
    assertThat(Immutable.changes(before, after)).isEmpty();
  }

  private Path newerChart() throws IOException {
    Path newer = dir.resolve("mynah");
    try (Stream<Path> all = Files.walk(Values.CHART)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Files.copy(file, newer.resolve(Values.CHART.relativize(file).toString()));
      }
    }
    String chart = Files.readString(newer.resolve("Chart.yaml"));
    Files.writeString(
        newer.resolve("Chart.yaml"),
        chart
            .replaceAll("(?m)^version: .*", "version: 99.0.0")
            .replaceAll("(?m)^appVersion: .*", "appVersion: 99.0.0"));
    return newer;
  }

  /** Files of that folder are written at a release, and never again. */
  @ParameterizedTest
  @ValueSource(strings = {"gateway", "gateway-persistent", "exporter"})
  void whatWasRenderedBeforeCanBeUpgradedToWhatIsRenderedNow(String values) throws IOException {
    Rendered before = Rendered.of(previous(values));

    Rendered after = Values.of(values).render();

    assertThat(before.items()).isNotEmpty();
    assertThat(Immutable.changes(before, after)).isEmpty();
  }

  private static String previous(String values) throws IOException {
    String file = "previous/" + values + ".yaml";
    try (InputStream in = UpgradeTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aLargerStoreNeedsNoNewStatefulSet() {
    Rendered before = Values.of("exporter-prometheus").render();
    Rendered after = Values.of("exporter-prometheus").set("persistence.size=50Gi").render();

    assertThat(Immutable.changes(before, after)).isEmpty();
    assertThat(after.text()).contains("storage: 50Gi");
  }

  @Test
  void jobsAreHooksThatAreMadeAnew() {
    for (String file : Values.files()) {
      Rendered rendered = Values.ofFile(file).render();

      assertThat(rendered.items())
          .filteredOn(item -> item.typed() instanceof Job)
          .allSatisfy(
              job -> {
                assertThat(job.annotation("helm.sh/hook")).contains("pre-install,pre-upgrade");
                assertThat(job.annotation("helm.sh/hook-delete-policy").orElseThrow())
                    .contains("before-hook-creation");
              });
    }
  }

  @Test
  void theCheckAndItsFilesComeBeforeTheMigration() {
    Rendered rendered = Values.of("gateway-postgresql").set("config.check=hook").render();

    assertThat(weight(rendered, "trial-mynah-check-config"))
        .isLessThan(weight(rendered, "trial-mynah-check"));
    assertThat(weight(rendered, "trial-mynah-check"))
        .isLessThan(weight(rendered, "trial-mynah-migrate"));
  }

  private static int weight(Rendered rendered, String name) {
    return rendered.items().stream()
        .filter(item -> item.name().equals(name))
        .map(item -> Integer.parseInt(item.annotation("helm.sh/hook-weight").orElseThrow()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aChangeThatAServerRefusesIsNoticed() {
    Rendered before = Values.of("gateway-persistent").render();
    Rendered renamed = Values.of("gateway-persistent").set("nameOverride=other").render();
    Rendered moved = Values.of("gateway-persistent").set("persistence.storageClass=slow").render();

    assertThat(Immutable.changes(before, moved))
        .containsExactly("PersistentVolumeClaim/trial-mynah-data /spec/storageClassName");
    assertThat(
            Immutable.changes(
                Values.of("gateway").set("fullnameOverride=same").render(),
                Values.of("gateway")
                    .yaml("{fullnameOverride: same, nameOverride: other}")
                    .render()))
        .containsExactly("Deployment/same /spec/selector");
    assertThat(renamed.names()).isNotEqualTo(before.names());
  }
}
