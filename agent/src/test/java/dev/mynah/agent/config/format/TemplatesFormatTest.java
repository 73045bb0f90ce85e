package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.AgentConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What templates of all routes may read. */
class TemplatesFormatTest {
  private static final String ROUTE =
      "routes:\n"
          + "  - { id: a, match: /a, mock: { template: true, text: \"{{systemValue key='%s'}}\" } }\n";

  private static List<String> patterns(AgentConfig config) {
    return config.templates().systemValues().stream().map(Pattern::pattern).toList();
  }

  @Test
  void nothingMayBeReadUnlessNamed() {
    assertThat(patterns(Configs.good(Configs.route("match: /a, mock: {}")))).isEmpty();
    assertThat(Configs.problems(ROUTE.formatted("REGION")))
        .singleElement()
        .asString()
        .contains("systemValue: templates.systemValues allows no name", "line 2");
  }

  @Test
  void namesArePatternsOneOrSeveral() {
    assertThat(
            patterns(
                Configs.good("templates: { systemValues: REGION }\n" + ROUTE.formatted("REGION"))))
        .containsExactly("REGION");
    assertThat(
            patterns(
                Configs.good(
                    "templates: { systemValues: [REGION, 'APP_.*'] }\n"
                        + ROUTE.formatted("APP_X"))))
        .containsExactly("REGION", "APP_.*");
  }

  @Test
  void nameThatNoPatternMatchesIsAProblemOfItsRoute() {
    List<String> problems =
        Configs.problems(
            "templates: { systemValues: [REGION, 'APP_.*'] }\n" + ROUTE.formatted("PATH"));

    assertThat(problems)
        .singleElement()
        .asString()
        .contains("does not allow PATH", "mock.text", "line 3");
  }

  @Test
  void bodyFileIsLookedAtToo(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("a.txt"), "{{systemValue key='PATH'}}");
    String route = "routes:\n  - { match: /a, mock: { template: true, file: '" + file + "' } }\n";

    assertThat(Configs.problems(route)).singleElement().asString().contains("allows no name");
  }

  @Test
  void wordInPlainTextReadsNothing() {
    Configs.good("routes:\n  - { match: /a, mock: { text: 'systemValue' } }\n");
    Configs.good(
        "routes:\n  - { match: /a, mock: { template: true, text: 'systemValue {{now}}' } }\n");
  }

  @Test
  void brokenPatternIsAProblem() {
    assertThat(Configs.problems("templates: { systemValues: ['A('] }\n"))
        .singleElement()
        .asString()
        .contains("expected a regular expression");
  }
}
