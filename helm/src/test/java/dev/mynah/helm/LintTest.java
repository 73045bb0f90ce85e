package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way of using the chart passes the strict lint and renders objects that are read strictly.
 */
class LintTest {
  static Stream<String> files() {
    return Values.files().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void strictLintFindsNothing(String file) {
    assertThat(Values.ofFile(file).lint()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyObjectIsRead(String file) {
    Rendered rendered = Values.ofFile(file).render();

    assertThat(rendered.items()).isNotEmpty();
    assertThat(rendered.names()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatIsToldAfterwardsHasNoGaps(String file) {
    String notes = Values.ofFile(file).notes();

    assertThat(notes).contains("mode ").doesNotContain("<no value>", "%!", "<nil>");
  }

  @Test
  void everyModeHasAFile() {
    List<String> files = Values.files();

    assertThat(files)
        .contains("gateway-values.yaml", "exporter-values.yaml", "monitoring-values.yaml");
  }
}
