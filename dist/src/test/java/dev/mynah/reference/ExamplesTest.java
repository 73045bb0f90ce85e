package dev.mynah.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.config.AgentConfig;
import dev.mynah.agent.config.format.AgentSections;
import dev.mynah.settings.Layers;
import dev.mynah.settings.Settings;
import dev.mynah.settings.source.ConfigFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example runs as it stands, and editors find nothing wrong with it. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void readsWithoutProblemAndWarning(Path example) {
    Settings settings = load(example, Map.of());

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.get(AgentSections.SECTION).routes()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void satisfiesTheCommittedSchema(Path example) throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Path.of("..", "docs", "mynah.schema.json").toFile());

    assertThat(SchemaCheck.of(schema).violations(YamlAsJson.read(example))).isEmpty();
  }

  @Test
  void thereIsOneForEachThingPeopleStartWith() throws IOException {
    assertThat(examples().stream().map(file -> file.getFileName().toString()))
        .contains(
            "quickstart.yaml",
            "proxy.yaml",
            "dependencies.yaml",
            "tls.yaml",
            "matching.yaml",
            "cors.yaml",
            "analytics.yaml",
            "demo.yaml");
  }

  @Test
  void quickstartGoesToTheBackendThatIsStartedBesideIt() {
    Settings settings =
        load(EXAMPLES.resolve("quickstart.yaml"), Map.of("QUICKSTART_BACKEND", "127.0.0.1:1234"));

    AgentConfig config = settings.get(AgentSections.SECTION);
    assertThat(config.upstreams().get("backend").url())
        .isEqualTo(URI.create("http://127.0.0.1:1234"));
  }

  private static Settings load(Path file, Map<String, String> environment) {
    return CommittedReferenceTest.SCHEMA.load(
        ConfigFiles.read(file), Layers.NONE.withEnvironment(environment));
  }
}
