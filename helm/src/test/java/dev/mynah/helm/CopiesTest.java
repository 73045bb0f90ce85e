package dev.mynah.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Helm reads inside a chart's folder only, so dashboards and rules are there a second time: the
 * dashboards without white space, the rules as they stand.
 */
class CopiesTest {
  private static final Path SOURCES = Charts.repository().resolve("grafana-dashboards");
  private static final Path COPIES = Charts.dir("mynah").resolve("files");
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void dropsWhatHasNoSource() throws IOException {
    if (Committed.writing()) {
      for (String name : names(COPIES.resolve("dashboards"))) {
        if (!Files.exists(SOURCES.resolve("dashboards").resolve(name))) {
          Files.delete(COPIES.resolve("dashboards").resolve(name));
        }
      }
    }
  }

  @Test
  void everyDashboardIsThereWithoutWhiteSpace() throws IOException {
    List<String> sources = names(SOURCES.resolve("dashboards"));

    assertThat(sources).isNotEmpty();
    for (String name : sources) {
      String minified = minified(SOURCES.resolve("dashboards").resolve(name));
      Committed.compare(COPIES.resolve("dashboards").resolve(name), minified);
      assertThat(JSON.readTree(minified).path("uid").asText() + ".json").isEqualTo(name);
    }
    assertThat(names(COPIES.resolve("dashboards"))).isEqualTo(sources);
  }

  @Test
  void theRulesAreThereAsTheyStand() throws IOException {
    String rules = Files.readString(SOURCES.resolve("rules/mynah.yaml"));

    Committed.compare(COPIES.resolve("rules.yaml"), rules);
  }

  private static String minified(Path file) throws IOException {
    JsonNode tree = JSON.readTree(file.toFile());
    return JSON.writeValueAsString(tree) + "\n";
  }

  private static List<String> names(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    }
  }
}
