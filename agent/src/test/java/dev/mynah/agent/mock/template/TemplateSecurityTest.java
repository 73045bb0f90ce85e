package dev.mynah.agent.mock.template;

import static dev.mynah.agent.mock.template.TemplateKit.failure;
import static dev.mynah.agent.mock.template.TemplateKit.problem;
import static dev.mynah.agent.mock.template.TemplateKit.render;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mynah.agent.mock.FakeRequest;
import dev.mynah.agent.mock.function.SystemValues;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSecurityTest {
  private static FakeRequest request() {
    return FakeRequest.to("/a/b?q=x&k=class&n=getClass").header("X-A", "1").body("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{class}}",
        "{{this.class}}",
        "{{getClass}}",
        "{{@root.class}}",
        "{{#with request}}{{class}}{{getClass}}{{this.class.classLoader}}{{/with}}",
        "{{#with request.headers}}{{class}}{{fields}}{{hashCode}}{{/with}}",
        "{{request.path.class}}{{request.path.request}}{{request.path.segments}}",
        "{{request.path.parent}}{{request.query.q.values}}{{request.query.q.class}}",
        "{{request.method.class.forName}}{{request.method.bytes}}{{request.method.length}}",
        "{{lookup request request.query.k}}{{lookup request request.query.n}}",
        "{{lookup request.path 'class'}}{{lookup (now) 'class'}}",
        "{{#with (now)}}{{at}}{{class}}{{/with}}",
        "{{#with (array 1)}}{{class}}{{elementData}}{{empty}}{{/with}}",
        "{{#each (array 1)}}{{@root.request.class}}{{../class}}{{/each}}",
      })
  void nothingButTheModelCanBeReached(String template) {
    assertThat(render(template, request())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"request.class", "request.getClass", "request.request", "request.querry"})
  void namingAPartThatARequestLacksIsAProblemAtLoad(String name) {
    assertThat(problem("{{" + name + "}}")).startsWith("line 1: a request has no ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{> /etc/passwd}}",
        "{{>x}}",
        "{{~> x}}",
        "{{#> layout}}x{{/layout}}",
        "{{#*inline 'x'}}x{{/inline}}",
        "{{* decorator}}",
        "{{=<% %>=}}<% request.id %>",
        "{{embedded 'x'}}",
        "{{precompile 'x'}}",
        "{{i18n 'x'}}",
        "{{log 'x'}}",
        "{{partial 'x'}}",
        "{{#block 'x'}}{{/block}}",
        "{{include 'x'}}",
        "{{@[ rendering]}}",
        "{{systemValue key='PATH'}}",
      })
  void whatReachesOutsideTheTemplateIsAProblemAtLoad(String template) {
    assertThat(problem(template)).startsWith("line 1: ");
  }

  @Test
  void escapedTagIsTextEvenIfItLooksRefused() {
    assertThat(render("\\{{> x}}")).isEqualTo("{{> x}}");
  }

  @Test
  void environmentIsReadOnlyWhereItIsNamed() throws Exception {
    TemplateEngine open = TemplateKit.engine(system("REGION|APP_.*|app[.].*"));
    Template template =
        open.compile(
            "{{systemValue type='ENVIRONMENT' key='REGION'}}<{{systemValue key='APP_NONE'}}>"
                + "{{systemValue key='APP_NONE' default='none'}} {{systemValue key='app.tier'}}"
                + "{{systemValue type='PROPERTY' key='app.tier'}}"
                + "{{systemValue type='property' key='REGION'}}");

    assertThat(template.render(new Rendering(request(), false))).isEqualTo("eu<>none gold");
  }

  private static SystemValues system(String... patterns) {
    Properties properties = new Properties();
    properties.setProperty("app.tier", "gold");
    return new SystemValues(
        Arrays.stream(patterns).map(Pattern::compile).toList(),
        Map.of("REGION", "eu", "PATH", "sEcReT", "REGION_KEY", "sEcReT"),
        properties);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{systemValue key='PATH'}}",
        "{{systemValue key='REGION_KEY'}}",
        "{{systemValue type='PROPERTY' key='java.home'}}",
        "{{systemValue default='x' key=\"PATH\"}}",
      })
  void nameThatIsNotAllowedIsAProblemAtLoad(String template) {
    assertThat(
            assertThrows(
                TemplateException.class,
                () -> TemplateKit.engine(system("REGION")).compile(template)))
        .hasMessageContaining("templates.systemValues does not allow ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATH", "region", "REGION ", "", "REGION_KEY"})
  void nameThatARequestBringsIsHeldToThePatternsToo(String name) throws Exception {
    Template template =
        TemplateKit.engine(system("REGION")).compile("{{systemValue key=request.headers.X-Name}}");
    FakeRequest asks = FakeRequest.to("/").header("X-Name", name);

    assertThat(
            assertThrows(RenderException.class, () -> template.render(new Rendering(asks, false))))
        .hasMessageStartingWith("systemValue: ")
        .hasMessageNotContaining("sEcReT");
  }

  @Test
  void typeOfASystemValueIsOneOfTwo() throws Exception {
    Template template =
        TemplateKit.engine(system(".*")).compile("{{systemValue type='REGISTRY' key='x'}}");

    assertThat(
            assertThrows(
                RenderException.class, () -> template.render(new Rendering(request(), false))))
        .hasMessageContaining("ENVIRONMENT or PROPERTY");
  }

  @Test
  void requestTextIsNeverTakenAsATemplate() {
    FakeRequest hostile =
        FakeRequest.to("/?q={{request.body}}&f=%7B%7Bhostname%7D%7D").body("{{hostname}}");

    assertThat(render("{{request.query.q}}|{{request.query.f}}|{{request.body}}", hostile))
        .isEqualTo("{{request.body}}|{{hostname}}|{{hostname}}");
  }

  @Test
  void failureSaysNothingOfTheRequest() {
    FakeRequest hostile = FakeRequest.to("/?q=sEcReT").body("sEcReT {");

    assertThat(failure("{{jsonPath request.body '$.a'}}", hostile)).doesNotContain("sEcReT");
    assertThat(failure("{{math request.query.q '+' 1}}", hostile)).doesNotContain("sEcReT");
    assertThat(failure("{{now format=request.query.q}}", hostile)).doesNotContain("sEcReT");
    assertThat(failure("{{matches 'a' request.body}}", hostile)).doesNotContain("sEcReT");
  }

  @Test
  void markupEscapesWhatARequestPutsIn() throws Exception {
    FakeRequest hostile = FakeRequest.to("/?q=%3Cscript%3E%22%27%26");
    Template html = TemplateKit.ENGINE.compileMarkup("<p>{{request.query.q}}</p>");
    Template raw = TemplateKit.ENGINE.compileMarkup("{{{request.query.q}}}");

    assertThat(html.render(new Rendering(hostile, false)))
        .isEqualTo("<p>&lt;script&gt;&quot;&#x27;&amp;</p>");
    assertThat(raw.render(new Rendering(hostile, false))).isEqualTo("<script>\"'&");
  }
}
