package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.MockConfig;
import dev.mynah.agent.mock.FakeRequest;
import dev.mynah.agent.mock.MockAnswer;
import dev.mynah.agent.mock.MockContent;
import dev.mynah.agent.mock.Rendered;
import dev.mynah.agent.mock.TemplateAnswer;
import dev.mynah.agent.mock.function.Surroundings;
import dev.mynah.agent.mock.function.SystemValues;
import dev.mynah.agent.mock.template.RenderException;
import dev.mynah.agent.mock.template.Rendering;
import dev.mynah.agent.mock.template.Template;
import dev.mynah.agent.mock.template.TemplateEngine;
import dev.mynah.agent.mock.template.TemplateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs what docs/mocking.md says. */
class MockingPageTest {
  private static final Pattern ROW = Pattern.compile("^\\| (.+?) \\| `(.*?)` \\| `(.*)` \\|$");
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\\n(.*?)```.*?```text\\n(.*?)\\n?```", Pattern.DOTALL);

  private static final Pattern SHOWN = Pattern.compile("```http\\n(.*?)```", Pattern.DOTALL);

  private static final TemplateEngine ENGINE =
      new TemplateEngine(
          new Surroundings(
              Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC),
              () -> new Random(1),
              "pod-7",
              new SystemValues(
                  List.of(Pattern.compile("REGION|app\\..*")),
                  Map.of("REGION", "eu"),
                  new Properties())));

  private static String page() throws IOException {
    Path here = Path.of("docs/mocking.md");
    return Files.readString(Files.exists(here) ? here : Path.of("..").resolve(here));
  }

  /** The request that the page shows, byte for byte. */
  private static FakeRequest request() throws IOException {
    List<String> shown = SHOWN.matcher(page()).results().map(found -> found.group(1)).toList();
    return request(
        shown.stream().filter(each -> each.contains("/users/7")).findFirst().orElseThrow());
  }

  private static FakeRequest request(String shown) {
    String[] headAndBody = shown.split("\n\n", 2);
    List<String> lines = Arrays.asList(headAndBody[0].split("\n"));
    String[] line = lines.get(0).split(" ");
    FakeRequest request = FakeRequest.to(line[1]).method(line[0]).parameter("id", "7");
    for (String field : lines.subList(1, lines.size())) {
      request.header(field.split(": ")[0], field.split(": ")[1]);
    }
    return request.body(headAndBody[1].strip());
  }

  static Stream<String[]> rows() throws IOException {
    return page()
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> new String[] {row.group(2), row.group(3)});
  }

  @ParameterizedTest
  @MethodSource("rows")
  void tableSaysWhatATemplateGives(String template, String gives)
      throws IOException, TemplateException, RenderException {
    Template compiled = ENGINE.compile(template);

    String text = compiled.render(new Rendering(request(), compiled.needsBody()));

    assertThat(text).isEqualTo(gives);
  }

  @Test
  void everyHelperHasARow() throws IOException {
    String table = page();
    List<String> without =
        dev.mynah.agent.mock.template.Functions.byName().keySet().stream()
            .filter(name -> !table.contains("`" + name + "`"))
            .toList();

    assertThat(without).isEmpty();
    assertThat(rows().count()).isGreaterThan(75);
  }

  /** An example may show a request of its own between the configuration and the answer. */
  static Stream<String[]> examples() throws IOException {
    return EXAMPLE
        .matcher(page())
        .results()
        .map(example -> new String[] {example.group(1), own(example.group()), example.group(2)});
  }

  private static String own(String example) {
    Matcher shown = SHOWN.matcher(example);
    return shown.find() ? shown.group(1) : "";
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examplesAnswerWhatThePageShows(String yaml, String own, String expected) throws IOException {
    MockConfig mock = Configs.good(yaml).routes().get(0).mock();
    TemplateAnswer answer = (TemplateAnswer) MockAnswer.compile(mock, ENGINE);

    FakeRequest request = own.isEmpty() ? request() : request(own);

    MockContent content = ((Rendered.Whole) answer.render(request)).content();

    String text = new String(content.bytes(), StandardCharsets.UTF_8);
    assertThat((content.status() + "\n" + content.fields() + "\n" + text).strip())
        .isEqualTo(expected);
  }
}
