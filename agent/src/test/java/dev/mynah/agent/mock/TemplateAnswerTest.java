package dev.mynah.agent.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.MockBody;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.Syntax;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TemplateAnswerTest {
  @Test
  void headersAndBodyAreRenderedTogether() {
    MockContent content =
        MockKit.json("{\"id\":\"{{request.path.id}}\"}")
            .status(201)
            .header("Location", "/users/{{request.path.id}}")
            .header("X-Fixed", "yes")
            .template()
            .render(FakeRequest.to("/users/7").parameter("id", "7"));

    assertThat(content.status()).isEqualTo(201);
    assertThat(MockKit.text(content)).isEqualTo("{\"id\":\"7\"}");
    assertThat(content.fields().toString())
        .isEqualTo("content-type: application/json\nlocation: /users/7\nx-fixed: yes\n");
  }

  @Test
  void blockWithoutAnyTemplateStaysStatic() {
    assertThat(MockKit.text("plain").template().compile().kind()).isEqualTo(MockAnswer.Kind.STATIC);
    assertThat(MockKit.json("{\"{{hostname}}\":1}").template().compile().kind())
        .isEqualTo(MockAnswer.Kind.TEMPLATE);
  }

  @Test
  void templateThatIsNotAskedForIsText() {
    MockContent plain = MockKit.text("{{hostname}}").compileStatic().plain();

    assertThat(MockKit.text(plain)).isEqualTo("{{hostname}}");
  }

  @Test
  void base64BodyIsNotATemplateButItsHeadersAre() {
    MockContent content =
        MockKit.of(new MockBody.Base64("e3t4fX0="))
            .header("X-Host", "{{hostname}}")
            .template()
            .render(FakeRequest.to("/"));

    assertThat(MockKit.text(content)).isEqualTo("{{x}}");
    assertThat(content.fields().get("X-Host")).isEqualTo("pod-7");
  }

  @Test
  void htmlIsEscapedJsonTextIsNot() {
    FakeRequest request = FakeRequest.to("/?q=%3C%22");

    MockContent html =
        MockKit.text("{{request.query.q}}")
            .header("content-type", "text/html")
            .template()
            .render(request);
    MockContent json =
        MockKit.text("{{request.query.q}}")
            .header("Content-Type", "application/json")
            .template()
            .render(request);

    assertThat(MockKit.text(html)).isEqualTo("&lt;&quot;");
    assertThat(MockKit.text(json)).isEqualTo("<\"");
  }

  @Test
  void longRenderedTextIsPackedForWhoAcceptsIt() throws Exception {
    MockKit kit = MockKit.text("{{#each (range 1 200)}}line {{this}}\n{{/each}}").template();

    MockContent packed = kit.render(FakeRequest.to("/").header("Accept-Encoding", "gzip"));
    MockContent plain = kit.render(FakeRequest.to("/"));

    assertThat(packed.fields().get("Content-Encoding")).isEqualTo("gzip");
    assertThat(plain.fields().get("Content-Encoding")).isNull();
    assertThat(plain.fields().get("Vary")).isEqualTo("Accept-Encoding");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes())
        .isEqualTo(plain.bytes());
  }

  @Test
  void failureIsAValueThatSaysNothingOfTheRequest() {
    TemplateAnswer answer =
        (TemplateAnswer) MockKit.text("{{jsonPath request.body '$.a'}}").template().compile();

    Rendered rendered = answer.render(FakeRequest.to("/").body("sEcReT {"));

    assertThat(answer.needsBody()).isTrue();
    assertThat(rendered)
        .isInstanceOfSatisfying(
            Rendered.Failed.class,
            failed -> assertThat(failed.detail()).contains("not JSON").doesNotContain("sEcReT"));
  }

  @Test
  void aRequestCannotBreakOutOfAHeader() {
    MockContent content =
        MockKit.text("x")
            .header("Location", "/to/{{request.query.next}}")
            .template()
            .render(FakeRequest.to("/?next=a%0d%0aSet-Cookie:%20evil=1%0d%0a%0d%0a%3Cscript%3E"));

    assertThat(content.fields().get("Set-Cookie")).isNull();
    assertThat(content.fields().get("Location")).isEqualTo("/to/a  Set-Cookie: evil=1    <script>");
  }

  @Property(tries = 500)
  void headerValuesNeverHoldAControlCharacter(@ForAll @StringLength(max = 60) String said) {
    MockContent content =
        MockKit.text("x")
            .header("X-Echo", "<{{request.path.said}}>")
            .header("X-Body", "{{request.body}}")
            .template()
            .render(FakeRequest.to("/").parameter("said", said).body(said));

    Fields fields = content.fields();
    for (int i = 0; i < fields.size(); i++) {
      for (int at = fields.valueStart(i); at < fields.valueEnd(i); at++) {
        assertThat(Syntax.isFieldValueByte(fields.array()[at])).isTrue();
      }
    }
    assertThat(fields.size()).isEqualTo(3);
  }

  @Test
  void lettersBeyondAsciiGoOutAsTheyCameIn() {
    MockContent content =
        MockKit.text("x")
            .header("X-Echo", "{{request.headers.X-Name}}")
            .header("X-Own", "naïve")
            .template()
            .render(FakeRequest.to("/").header("X-Name", "Zoë 東京"));

    String echoed = content.fields().get("X-Echo");
    assertThat(new String(echoed.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        .isEqualTo("Zoë 東京");
    assertThat(content.fields().get("X-Own").getBytes(StandardCharsets.ISO_8859_1))
        .isEqualTo("naïve".getBytes(StandardCharsets.UTF_8));
  }
}
