package dev.mynah.agent.mock.template;

import static dev.mynah.agent.mock.template.TemplateKit.failure;
import static dev.mynah.agent.mock.template.TemplateKit.problem;
import static dev.mynah.agent.mock.template.TemplateKit.render;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.mock.FakeRequest;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateBoundsTest {
  private static final String LONG = "x".repeat(1000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        // text
        "{{#each (range 1 10000)}}{{request.body}}{{/each}}",
        "{{#each (range 1 10000)}}{{#each (range 1 10000)}}{{/each}}{{/each}}",
        "{{#each (range 1 10000)}}{{#each (range 1 10000)}}a{{/each}}{{/each}}",
        "{{replace request.body 'x' request.body}}{{replace request.body 'x' request.body}}",
        "{{#each (range 1 100)}}{{assign 'a' (arrayJoin '' (array a a request.body))}}{{/each}}",
        "{{#each (range 1 100)}}{{#assign 'a'}}{{a}}{{a}}{{request.body}}{{/assign}}{{/each}}",
        "{{assign 'l' (array 1)}}{{#each (range 1 60)}}{{assign 'l' (array l l)}}{{/each}}{{toJson l}}",
        // time
        "{{matches request.body '(x+x+)+y'}}",
        "{{regexExtract request.body '(.*)*y' 'v'}}",
        "{{matches request.body request.query.re}}",
        // numbers
        "{{#each (range 1 10000)}}{{assign 'n' (math (defaultIfEmpty n 9) '*' (defaultIfEmpty n 9))}}{{/each}}",
      })
  void runawayTemplateEndsInAFailureWithinSeconds(String template) {
    FakeRequest request = FakeRequest.to("/?re=(x%2Bx%2B)%2By").body(LONG);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> assertThat(failure(template, request)).isNotEmpty());
  }

  @Test
  void longestAnswerIsAMebibyte() {
    FakeRequest whole = FakeRequest.to("/").body("y".repeat(Rendering.MOST_CHARACTERS));
    FakeRequest more = FakeRequest.to("/").body("y".repeat(Rendering.MOST_CHARACTERS + 1));

    assertThat(render("{{request.body}}", whole)).hasSize(Rendering.MOST_CHARACTERS);
    assertThat(failure("{{request.body}}", more)).contains("longer than");
  }

  @Test
  void deeplyNestedJsonIsAFailureNotACrash() {
    FakeRequest deep = FakeRequest.to("/").body("[".repeat(100_000) + "]".repeat(100_000));

    assertThat(failure("{{jsonPath request.body '$..a'}}", deep)).contains("not JSON");
  }

  @Test
  void eachOverAllTheEntriesOfARangeFits() {
    assertThat(render("{{#each (range 1 10000)}}{{this}}{{/each}}")).hasSize(38_894);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "a{{ ¦ line 1",
        "a{{#if x}}b ¦ line 1",
        "'a\nb\n{{#if x}}\nc' ¦ line 4",
        "'a\n\n{{request.id' ¦ line 3",
        "'\n{{unknownHelper 1}}' ¦ line 2: could not find helper",
        "'\n\n{{request.unknown}}' ¦ line 3: a request has no unknown",
        "'a\n{{> p}}' ¦ line 2: partials",
        "'a\n{{xPath request.body \"//a[\"}}' ¦ line 2: not an XPath: //a[",
        "'a\n{{soapXPath request.body \"a b\"}}' ¦ line 2: not an XPath: a b",
        "'a\n{{jsonPath request.body \"$[?(@.a =~ /b/)]\"}}' ¦ line 2: a JSONPath filter cannot use =~",
        "'a\n{{#noSuchBlock 1}}{{/noSuchBlock}}' ¦ line 2: could not find helper",
        "'a\n{{toJson 1}}}' ¦ line 2",
      })
  void syntaxErrorIsAProblemWithItsLine(String template, String expected) {
    assertThat(problem(template)).startsWith(expected);
  }

  @Test
  void templateCanBeRenderedByManyThreadsAtOnce() throws Exception {
    Template template =
        TemplateKit.ENGINE.compile(
            "{{#each (range 1 50)}}{{assign 'v' this}}{{v}}{{/each}}{{request.query.n}}");
    String counted = render("{{#each (range 1 50)}}{{this}}{{/each}}");
    java.util.stream.IntStream.range(0, 2000)
        .parallel()
        .forEach(
            n -> {
              FakeRequest request = FakeRequest.to("/?n=" + n);
              try {
                assertThat(template.render(new Rendering(request, false))).isEqualTo(counted + n);
              } catch (RenderException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  void manyTemplatesAreEachThemselves() throws Exception {
    TemplateEngine engine = TemplateKit.engine(dev.mynah.agent.mock.function.SystemValues.NONE);

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 600; i++) {
        Template template = engine.compile("{{math " + i + " '+' 1}}");
        assertThat(template.render(new Rendering(FakeRequest.to("/"), false)))
            .isEqualTo(String.valueOf(i + 1));
      }
    }
  }

  @Test
  void sameTextIsEscapedAsMarkupAndNotElsewhere() throws Exception {
    FakeRequest request = FakeRequest.to("/?q=%3C");
    Rendering rendering = new Rendering(request, false);

    assertThat(TemplateKit.ENGINE.compile("{{request.query.q}}").render(rendering)).isEqualTo("<");
    assertThat(TemplateKit.ENGINE.compileMarkup("{{request.query.q}}").render(rendering))
        .isEqualTo("&lt;");
  }
}
