package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The chart's README is its introduction and the tables that values.yaml makes. */
class ReadmeTest {
  @Test
  void theReadmeIsWhatTheValuesSay() throws IOException {
    Committed.compare(
        Values.CHART.resolve("README.md"),
        introduction().replace("{{tables}}\n", values().tables().substring(1)));
  }

  @Test
  void everyValueIsExplained() throws IOException {
    ChartReadme values = values();

    assertThat(values.unexplained()).isEmpty();
    assertThat(values.rows()).hasSizeGreaterThan(150);
    assertThat(values.rows())
        .allSatisfy(row -> assertThat(row.meaning()).matches("[\"`A-Z].*[.!]"));
  }

  @Test
  void aValueWithoutAWordIsFound() throws IOException {
    ChartReadme values =
        new ChartReadme("# -- Said.\na:\n  b: 1\nc:\n  # -- Said.\n  d: 1\n  e: 1\n");

    assertThat(values.unexplained()).containsExactly("c.e");
    assertThat(values.rows()).extracting(ChartReadme.Row::key).containsExactly("a", "c.d");
  }

  private static ChartReadme values() throws IOException {
    return new ChartReadme(Files.readString(Values.CHART.resolve("values.yaml")));
  }

  private static String introduction() throws IOException {
    try (InputStream in = ReadmeTest.class.getResourceAsStream("introduction.md")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
