package dev.mynah.agent.mock.template;

import static dev.mynah.agent.mock.template.TemplateKit.render;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.mock.FakeRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestModelTest {
  private static FakeRequest request() {
    return FakeRequest.to("/users/J%C3%BCrgen/pets/7/?q=a+b&q=c%26d&empty&x=%zz")
        .parameter("name", "Jürgen")
        .header("Host", "Shop.Example:8081")
        .header("X-Tag", "one")
        .header("x-tag", "two")
        .header("X.Dotted", "dot")
        .header("X-Name", "Zoë")
        .header("Cookie", "a=1; b=\"two\"; a=3")
        .body("{\"k\":\"v\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "{{request.id}} ¦ 0190-id",
        "{{request.method}} ¦ GET",
        "{{request.url}} ¦ /users/J%C3%BCrgen/pets/7/?q=a+b&q=c%26d&empty&x=%zz",
        "{{request.path}} ¦ /users/J%C3%BCrgen/pets/7/",
        "{{request.path.name}} ¦ Jürgen",
        "{{request.path.[1]}} ¦ Jürgen",
        "{{request.path.3}} ¦ 7",
        "{{request.pathSegments.[2]}} ¦ pets",
        "{{size request.pathSegments}} ¦ 4",
        "{{request.query.q}} ¦ a b",
        "{{request.query.q.[1]}} ¦ c&d",
        "{{request.query.x}} ¦ %zz",
        "{{request.headers.X-TAG}} ¦ one",
        "{{request.headers.X-Tag.[1]}} ¦ two",
        "{{request.headers.[X.Dotted]}} ¦ dot",
        "{{request.headers.X-Name}} ¦ Zoë",
        "{{request.cookies.a}}{{request.cookies.a.[1]}}{{request.cookies.b}} ¦ 13two",
        "{{request.body}} ¦ {\"k\":\"v\"}",
        "{{request.bodyAsBase64}} ¦ eyJrIjoidiJ9",
        "{{request.scheme}} ¦ http",
        "{{request.host}} ¦ shop.example",
        "{{request.port}} ¦ 8081",
        "{{request.baseUrl}} ¦ http://shop.example:8081",
        "{{request.clientIp}} ¦ 192.0.2.7",
        "{{request.requestLine}} ¦ GET /users/J%C3%BCrgen/pets/7/?q=a+b&q=c%26d&empty&x=%zz HTTP/1.1",
        "{{request.requestLine.query.q}} ¦ a b",
        "{{request.requestLine.pathSegments.[0]}} ¦ users",
        "{{#each request.query.q}}<{{this}}>{{/each}} ¦ <a b><c&d>",
        "{{#each request.query as |v k|}}{{k}}={{v}};{{/each}} ¦ q=a b;empty=;x=%zz;",
        "{{#if request.query.empty}}full{{else}}empty{{/if}} ¦ full",
        "{{#with request.headers}}{{X-Name}}{{/with}} ¦ Zoë",
        "{{lookup request.headers 'X-Tag'}} ¦ one",
      })
  void namesOfTheRequestPrintWhatTheySay(String template, String expected) {
    assertThat(render(template, request())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "{{request.query.none}}",
    "{{request.query.q.[9]}}",
    "{{request.headers.None}}",
    "{{request.headers.[not a token]}}",
    "{{request.cookies.none}}",
    "{{request.path.none}}",
    "{{request.path.[77]}}",
    "{{nothing.at.all}}",
  })
  void whatIsNotThereIsEmpty(String template) {
    assertThat(render("<" + template + ">", request())).isEqualTo("<>");
  }

  @Test
  void requestWithoutHostHasThePortItCameTo() {
    assertThat(render("{{request.host}}|{{request.port}}")).isEqualTo("|8080");
  }

  @Test
  void portThatGoesWithoutSayingIsLeftOutOfTheBaseUrl() {
    FakeRequest request = FakeRequest.to("/").header("Host", "a.example:80");

    assertThat(render("{{request.baseUrl}}", request)).isEqualTo("http://a.example");
  }

  @Test
  void bodyIsReadInTheCharsetItNames() {
    FakeRequest request =
        FakeRequest.to("/")
            .header("Content-Type", "text/plain; Charset=\"ISO-8859-1\"")
            .body("Zoë".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(render("{{request.body}}", request)).isEqualTo("Zoë");
  }

  @Test
  void headerThatIsNotUtf8IsLatin1() {
    FakeRequest request = FakeRequest.to("/");
    request.head().fields().add("X-Old", "Zo\u00eb");

    assertThat(render("{{request.headers.X-Old}}", request)).isEqualTo("Zo\u00eb");
  }

  @Test
  void wholeRequestIsWrittenAsJson() {
    String json = render("{{{toJson request}}}", request());

    assertThat(json)
        .contains("\"path\":\"/users/J%C3%BCrgen/pets/7/\"")
        .contains("\"q\":[\"a b\",\"c&d\"]")
        .contains("\"X-Name\":\"Zoë\"")
        .contains("\"port\":8081");
  }

  @Test
  void templateOverAPathParameterAsksForNothingElse() throws Exception {
    FakeRequest request = request();
    Template template = TemplateKit.ENGINE.compile("hello {{request.path.name}}");

    template.render(new Rendering(request, template.needsBody()));

    assertThat(template.needsBody()).isFalse();
    assertThat(request.asked).containsOnly("pathParameter");
  }

  @Test
  void bodyThatWasNotAnnouncedIsEmptyRatherThanHalfRead() throws Exception {
    FakeRequest request = request();

    String text =
        TemplateKit.ENGINE.compile("<{{request.body}}>").render(new Rendering(request, false));

    assertThat(text).isEqualTo("<>");
    assertThat(request.asked).doesNotContain("body");
  }

  @Test
  void lineThatHoldsABlocksTagAndNothingElseLeavesNoLine() {
    String template =
        """
        a
          {{#each (array 1 2)}}
          {{this}} {{#if true}}x{{/if}}
        {{/each}}
        {{! a comment }}
        b {{#if true}}y{{/if}}
        """;

    assertThat(render(template)).isEqualTo("a\n  1 x\n  2 x\nb y\n");
  }

  @Test
  void blanksAndLinesOfTextStayAsTheyAre() {
    String template = "  a \r\n\t{{request.method}} \n\n  {{request.method}}\r\n";

    assertThat(render(template)).isEqualTo("  a \r\n\tGET \n\n  GET\r\n");
  }
}
