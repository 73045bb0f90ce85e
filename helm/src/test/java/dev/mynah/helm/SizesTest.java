package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.config.StoreConfig;
import dev.mynah.helm.monitoring.PodMonitor;
import dev.mynah.helm.monitoring.ServiceMonitor;
import dev.mynah.settings.JournalSettings;
import dev.mynah.settings.LedgerSettings;
import dev.mynah.settings.MetricsSettings;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory, volumes, time and samples follow from one number each. */
class SizesTest {
  private static final long MIB = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({
    "192Mi, 55, 33, 160",
    "264Mi, 92, 56, 220",
    "135Mi, 25, 16, 113",
    "1Gi, 488, 294, 854",
    "1.5Gi, 755, 453, 1280",
    "256M, 82, 50, 204",
    "201326592, 55, 33, 160"
  })
  void heapAndDirectMemoryFollowFromTheLimit(String limit, int heap, int direct, int total) {
    Map<String, String> told =
        Pods.variables(
            Pods.main(Values.of("gateway").set("resources.limits.memory=" + limit).render()));

    assertThat(told.get("JDK_JAVA_OPTIONS"))
        .isEqualTo(
            "-Xmx"
                + heap
                + "m -XX:MaxDirectMemorySize="
                + direct
                + "m -Dmynah.memory="
                + total
                + "m");
  }

  @ParameterizedTest
  @CsvSource({
    "gateway, 192Mi",
    "gateway-persistent, 264Mi",
    "exporter, 192Mi",
    "gateway-postgresql, 264Mi"
  })
  void theLimitFollowsFromWhatRuns(String values, String limit) {
    assertThat(Pods.main(Values.of(values).render()).getResources().getLimits())
        .containsEntry("memory", new Quantity(limit));
  }

  @Test
  void redisTakesItsPart() {
    assertThat(
            Pods.main(Values.of("gateway").set("redis.existingSecret=redis").render())
                .getResources()
                .getLimits())
        .containsEntry("memory", new Quantity("240Mi"));
  }

  @Test
  void optionsOfTheTeamComeAfterOurs() {
    assertThat(Pods.variables(Pods.main(Values.of("gateway").set("javaOptions=-Xlog:gc").render())))
        .containsEntry(
            "JDK_JAVA_OPTIONS", "-Xmx55m -XX:MaxDirectMemorySize=33m -Dmynah.memory=160m -Xlog:gc");
  }

  @Test
  void tooLittleMemoryIsRefused() {
    assertThat(Values.of("gateway").set("resources.limits.memory=128Mi").refusal())
        .contains("resources.limits.memory: 128Mi leaves 107 MiB", "135Mi");
  }

  @Test
  void theDataVolumeHoldsAllCaps() {
    long caps = LedgerSettings.DEFAULT_SIZE_BYTES + JournalSettings.DEFAULT_SIZE_BYTES + 64 * MIB;

    long agent = dataVolume("gateway");
    long withStore = dataVolume("gateway-persistent");

    assertThat(agent).isGreaterThan(caps + 2 * LedgerSettings.DEFAULT_SIZE_BYTES);
    assertThat(agent).isEqualTo(304 * MIB);
    assertThat(withStore - agent).isGreaterThan(StoreConfig.DEFAULT.sizeBytes());
    assertThat(withStore).isEqualTo(624 * MIB);
  }

  @Test
  void capsOfTheChartAreThoseOfTheProgram() {
    Map<String, String> told = Pods.variables(Pods.main(Values.of("gateway-persistent").render()));

    assertThat(told)
        .containsEntry("MYNAH_LEDGER_SIZE", LedgerSettings.DEFAULT_SIZE_BYTES / MIB + "MiB")
        .containsEntry("MYNAH_JOURNAL_SIZE", JournalSettings.DEFAULT_SIZE_BYTES / MIB + "MiB")
        .containsEntry("MYNAH_STORE_SIZE", StoreConfig.DEFAULT.sizeBytes() / MIB + "MiB")
        .containsEntry("MYNAH_METRICS_SERIES_BUDGET", "" + MetricsSettings.DEFAULT_SERIES_BUDGET);
  }

  @Test
  void aLargerCapMakesALargerVolume() {
    Rendered rendered = Values.of("gateway").set("data.ledgerMiB=64").render();

    assertThat(dataVolume(rendered)).isEqualTo((304 + 3 * 32) * MIB);
    assertThat(Pods.variables(Pods.main(rendered))).containsEntry("MYNAH_LEDGER_SIZE", "64MiB");
  }

  @Test
  void anExporterWithoutAStoreOfItsOwnHasNoDataVolume() {
    assertThat(Pods.serving(Values.of("exporter").render()).getSpec().getVolumes())
        .extracting(Volume::getName)
        .doesNotContain("mynah-data");
  }

  @Test
  void theScrapeLimitIsAboveTheSeriesBudget() {
    ServiceMonitor one =
        Values.of("gateway").set("serviceMonitor.enabled=true").render().only(ServiceMonitor.class);
    PodMonitor many =
        Values.of("monitoring").set("metrics.seriesBudget=8000").render().only(PodMonitor.class);

    assertThat(one.spec().sampleLimit()).isEqualTo(3500L);
    assertThat(many.spec().sampleLimit()).isEqualTo(11000L);
  }

  @Test
  void aLeavingPodIsGivenTheTimeItNeeds() {
    assertThat(gracePeriod(Values.of("gateway"))).isEqualTo(5 + 20 + 10);
    assertThat(gracePeriod(Values.of("gateway").set("drain.timeoutSeconds=60"))).isEqualTo(75);
    assertThat(gracePeriod(Values.of("gateway").set("terminationGracePeriodSeconds=90")))
        .isEqualTo(90);
    assertThat(Values.of("gateway").set("terminationGracePeriodSeconds=30").refusal())
        .contains("terminationGracePeriodSeconds: 30 (expected 35 or more");
  }

  private static long gracePeriod(TrialRelease release) {
    return Pods.serving(release.render()).getSpec().getTerminationGracePeriodSeconds();
  }

  private static long dataVolume(String values) {
    return dataVolume(Values.of(values).render());
  }

  private static long dataVolume(Rendered rendered) {
    return rendered.all(PersistentVolumeClaim.class).stream()
        .map(claim -> claim.getSpec().getResources().getRequests().get("storage"))
        .findFirst()
        .or(
            () ->
                Pods.serving(rendered).getSpec().getVolumes().stream()
                    .filter(volume -> volume.getName().equals("mynah-data"))
                    .map(volume -> volume.getEmptyDir().getSizeLimit())
                    .findFirst())
        .map(size -> Quantity.getAmountInBytes(size).longValueExact())
        .orElseThrow();
  }
}
