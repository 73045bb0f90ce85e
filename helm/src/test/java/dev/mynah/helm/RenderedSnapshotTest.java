package dev.mynah.helm;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the three modes render lies in the tree, so that a change of a template shows its effect.
 */
class RenderedSnapshotTest {
  private static final Pattern RULES = Pattern.compile("  groups:\\n(?:    .*\\n)+");
  private static final String HEADER =
      """
      # What this renders, hooks included:
      #   helm template trial helm/mynah --namespace team --values helm/mynah/ci/%s-values.yaml
      # Dashboards and rules are named instead of shown. Written by RenderedSnapshotTest.
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {"gateway", "gateway-persistent", "gateway-public", "exporter", "monitoring"})
  void theSnapshotIsWhatIsRendered(String values) throws IOException {
    String text = Values.of(values).manifests();

    Committed.compare(
        Values.CHART.resolve("rendered/" + values + ".yaml"),
        HEADER.replace("%s", values) + shortened(text));
  }

  private static String shortened(String text) {
    return RULES
            .matcher(text)
            .replaceAll("  groups: (rules)\n")
            .lines()
            .map(String::stripTrailing)
            .filter(line -> !line.isEmpty())
            .map(line -> line.startsWith("    {\"id\":null,\"uid\":") ? "    (a dashboard)" : line)
            .collect(Collectors.joining("\n"))
        + "\n";
  }
}
