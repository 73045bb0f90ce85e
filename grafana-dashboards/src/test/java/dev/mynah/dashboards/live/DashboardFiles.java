package dev.mynah.dashboards.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is committed in this module: dashboards, their manifest, rules, and what may be empty. */
final class DashboardFiles {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Path folder;

  /** Of a folder, which the property {@code mynah.dashboards} may name. */
  DashboardFiles() {
    this(Path.of(System.getProperty("mynah.dashboards", ".")));
  }

  private DashboardFiles(Path folder) {
    this.folder = folder;
  }

  List<Dashboard> all() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("dashboards"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Dashboard::read)
          .toList();
    }
  }

  /**
   * Those that the manifest names as meant for a data source.
   *
   * @param source {@code prometheus}, or {@code exporter} for its own API
   */
  List<Dashboard> meantFor(String source) throws IOException {
    Set<String> uids = new HashSet<>();
    JsonNode manifest = YAML.readTree(folder.resolve("manifest.yaml").toFile());
    for (JsonNode entry : manifest.path("dashboards")) {
      for (JsonNode named : entry.path("sources")) {
        if (named.asText().equals(source)) {
          uids.add(entry.path("uid").asText());
        }
      }
    }
    return all().stream().filter(dashboard -> uids.contains(dashboard.uid())).toList();
  }

  NoData noData() {
    return NoData.read(folder.resolve("no-data.yaml"));
  }

  /** A copy of the rules whose groups are evaluated each second. */
  Path quickRules(Path into) throws IOException {
    JsonNode rules = YAML.readTree(folder.resolve("rules/mynah.yaml").toFile());
    for (JsonNode group : rules.path("groups")) {
      ((ObjectNode) group).put("interval", "1s");
    }
    return Files.writeString(into, new ObjectMapper().writeValueAsString(rules));
  }
}
