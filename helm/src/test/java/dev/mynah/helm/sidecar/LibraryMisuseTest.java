package dev.mynah.helm.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.helm.Charts;
import dev.mynah.helm.TrialRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that cannot work are refused in a sentence, before anything reaches a cluster. */
class LibraryMisuseTest {
  @Test
  void withoutAnImageItIsSaidHowToMakeOne() {
    assertThat(release().set("mynah-sidecar.image.repository=''").refusal())
        .contains("mynah-sidecar.image.repository: nothing (there is no default image)")
        .contains("docs/image.md", "--set mynah-sidecar.image.repository=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "native=perhaps|native",
        "nativ=true|nativ",
        "image.name=x|name",
        "exporter.enable=true|enable",
        "upstreams.payments=PAYMENTS-URL|upstreams",
        "ports.traffic=80|traffic",
        "resources.limits.memory=192M|memory",
        "image.digest=abc|digest",
        "image.pullPolicy=always|pullPolicy",
        "drain.delay=15|delay",
        "config.file=x|file"
      })
  void unknownKeysAndBadValuesAreRefusedByTheSchema(String set, String key) {
    assertThat(release().set("mynah-sidecar." + set).refusal())
        .contains("values don't meet the specifications of the schema")
        .contains("mynah-sidecar")
        .contains(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resources.limits.memory=133Mi|a memory limit of 133Mi leaves 111 MiB",
        "exporter={enabled: true, resources: {limits: {memory: 100Mi}}}|a memory limit of 100Mi",
        "ports.admin=18080|mynah-sidecar.ports: [18080 18080 19465] (expected three different"
            + " ones)",
        "upstreams.other=OTHER_URL|mynah-sidecar.upstreams.other: config.files declare no such"
            + " upstream (found: payments, quotes)",
        "upstreams.quotes.port=18082|mynah-sidecar.upstreams.quotes.port: 18082 (expected a"
            + " listener in config.files",
        "config.existingConfigMap=mine|mynah-sidecar.config: files and existingConfigMap",
        "config.files={mynah.yaml: null}|mynah-sidecar.config: nothing",
        "extraEnv=[{name: MYNAH_LISTEN_PORT, value: '1'}]|MYNAH_LISTEN_PORT follows from ports"
      })
  void valuesThatContradictEachOtherAreRefused(String set, String sentence) {
    String refusal = release().set("mynah-sidecar." + set).refusal();

    assertThat(refusal.replaceAll("\\s+", " ")).contains(sentence);
  }

  @Test
  void nativeSidecarsAreNotForcedOntoAnOldCluster() {
    assertThat(release().kubernetes("1.28.9").set("mynah-sidecar.native=true").refusal())
        .contains("mynah-sidecar.native: true, and Kubernetes v1.28.9 has no native sidecars");
  }

  @ParameterizedTest
  @CsvSource({"1.28.9, auto", "1.33.0, false"})
  void aJobIsNotGivenASidecarThatWouldKeepItFromEnding(String kubernetes, String mode) {
    TrialRelease release = release().kubernetes(kubernetes).set("mynah-sidecar.native=" + mode);

    assertThat(release.refusal())
        .contains("a Job needs a native sidecar, any other would keep it from ever ending")
        .contains("found Kubernetes v" + kubernetes + " and native: " + mode);
  }

  private static TrialRelease release() {
    return Charts.release(Charts.dir("examples/shop"));
  }
}
