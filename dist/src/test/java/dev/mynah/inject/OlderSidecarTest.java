package dev.mynah.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A sidecar that is there already is left alone when it is the same, and replaced otherwise. */
class OlderSidecarTest {
  private static final String MANIFEST =
      Injected.DEPLOYMENT
          + "      # shared files\n      volumes:\n      - name: cache\n        emptyDir: {}\n"
          + "---\napiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly}\n"
          + "spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: n}]}}}}}\n";

  static Stream<Arguments> pairs() {
    List<SidecarOptions> all =
        List.of(
            Injected.options(true, false, List.of()),
            Injected.options(true, true, List.of(BaseUrl.parse("pay=PAY_URL"))),
            Injected.options(false, false, List.of()),
            Injected.options(false, true, List.of()));
    return all.stream().flatMap(one -> all.stream().map(two -> Arguments.of(one, two)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void changingOverGivesWhatWouldHaveBeenAddedToAFreshOne(SidecarOptions one, SidecarOptions two) {
    String deployment = MANIFEST.substring(0, MANIFEST.indexOf("---"));

    String over = Injected.into(Injected.into(deployment, one).text(), two).text();

    String fresh = Injected.into(deployment, two).text();
    assertThat(Injected.podSpec(withoutUrls(over))).isEqualTo(Injected.podSpec(withoutUrls(fresh)));
    assertThat(over).contains("      # shared files\n");
  }

  /** What pointed the application to the sidecar stays when nobody says otherwise. */
  private static String withoutUrls(String text) {
    return text.replaceAll(" *env:\n *- name: PAY_URL\n *value: http://127.0.0.1:18080\n", "");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theSameAgainChangesNoByte(SidecarOptions one, SidecarOptions two) {
    SidecarOptions options = one.nativeSidecar() ? one : two;
    String manifest =
        options.nativeSidecar() ? MANIFEST : MANIFEST.substring(0, MANIFEST.indexOf("---"));

    String once = Injected.into(manifest, options).text();

    assertThat(Injected.into(once, options).text()).isEqualTo(once);
  }

  @Test
  void anotherImageChangesItsLineAlone() {
    String before = Injected.text(MANIFEST);
    String older = before.replace("registry.example/mynah:1", "registry.example/mynah:0");

    assertThat(older).isNotEqualTo(before);
    assertThat(Injected.text(older)).isEqualTo(before);
  }
}
