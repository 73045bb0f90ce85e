package dev.mynah.dashboards.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The rules as they are committed, and the cases that Prometheus tries them with. */
final class CommittedRules {
  static final Path FILE = Path.of("rules", "mynah.yaml");

  private static final Path CASES = Path.of("rules", "tests");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private CommittedRules() {}

  /** Each alert; of one in several severities each rule. */
  static List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode group : read(FILE).path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        if (rule.has("alert")) {
          alerts.add(rule);
        }
      }
    }
    return alerts;
  }

  /** What alerts are called. */
  static TreeSet<String> names() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    alerts().forEach(alert -> names.add(alert.path("alert").asText()));
    return names;
  }

  /** Names of groups in the order of the file. */
  static List<String> groups() throws IOException {
    return read(FILE).path("groups").findValuesAsText("name");
  }

  /** Files of cases. */
  static List<Path> caseFiles() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files.sorted().toList();
    }
  }

  static JsonNode read(Path file) throws IOException {
    return YAML.readTree(file.toFile());
  }
}
