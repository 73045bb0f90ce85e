package dev.mynah.dashboards.lint;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Who need not follow a rule, and why; kept in a file beside the dashboards. */
final class Excuses {
  static final Path FILE = Path.of("lint-exceptions.yaml");

  private Excuses() {}

  /**
   * One exception.
   *
   * @param dashboard the uid
   * @param panels titles
   */
  record Excuse(String rule, String dashboard, List<String> panels, String reason) {
    boolean covers(Finding finding) {
      return finding.rule().equals(rule)
          && finding.dashboard().equals(dashboard)
          && panels.contains(finding.panel());
    }
  }

  static List<Excuse> read(Path file) throws IOException {
    return new ObjectMapper(new YAMLFactory())
        .readValue(file.toFile(), new TypeReference<List<Excuse>>() {});
  }
}
