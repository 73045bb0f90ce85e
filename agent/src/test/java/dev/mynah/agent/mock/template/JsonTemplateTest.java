package dev.mynah.agent.mock.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.agent.mock.FakeRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTemplateTest {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static String render(String json, FakeRequest request) throws Exception {
    Template template = TemplateKit.ENGINE.compileJson(JSON.readTree(json));
    return template.render(new Rendering(request, template.needsBody()));
  }

  private static FakeRequest request() {
    return FakeRequest.to("/?n=4&s=a%22b%0Ac")
        .parameter("id", "7")
        .body("{\"l\":[1,{\"a\":\"x\"}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"{{request.path.id}}\",\"n\":1.50,\"t\":true,\"z\":null} ¦ {\"id\":\"7\",\"n\":1.50,\"t\":true,\"z\":null}",
        "[\"{{request.query.s}}\"] ¦ [\"a\\\"b\\nc\"]",
        "{\"{{request.query.s}}\":1} ¦ {\"a\\\"b\\nc\":1}",
        "\"{{request.query.n}}\" ¦ \"4\"",
        "{\"big\":12345678901234567890,\"plain\":\"ü \\u0001\"} ¦ {\"big\":12345678901234567890,\"plain\":\"ü \\u0001\"}",
        "{\"v\":\"{{toJson (math request.query.n '+' 1)}}\"} ¦ {\"v\":5}",
        "{\"v\":\"{{{toJson (jsonPath request.body '$.l')}}}\"} ¦ {\"v\":[1,{\"a\":\"x\"}]}",
        "{\"v\":\"{{toJson request.query.none}}\"} ¦ {\"v\":null}",
        "{\"v\":\"{{toJson 1}}{{toJson 2}}\"} ¦ {\"v\":\"12\"}",
        "{\"v\":\"{{toJson 1}} \"} ¦ {\"v\":1}",
        "{\"{{toJson 1}}\":2} ¦ {\"1\":2}",
        "{\"v\":\"{{jsonPath request.body '$.l'}}\"} ¦ {\"v\":\"[1,{\\\"a\\\":\\\"x\\\"}]\"}",
        "[] ¦ []",
      })
  void stringsAreTemplatesAndEverythingElseStays(String json, String expected) throws Exception {
    String text = render(json, request());

    assertThat(JSON.readTree(text)).isEqualTo(JSON.readTree(expected));
  }

  @Test
  void problemSaysWhereInTheValueItIs() throws Exception {
    JsonNode json = JSON.readTree("{\"items\":[1,{\"name\":\"{{#if}}\"}]}");

    assertThatThrownBy(() -> TemplateKit.ENGINE.compileJson(json))
        .isInstanceOfSatisfying(
            TemplateException.class, e -> assertThat(e.where()).isEqualTo(".items[1].name"))
        .hasMessageStartingWith("line 1");
  }

  @Test
  void onlyStringsThatAreTemplatesDecideWhatIsNeeded() throws Exception {
    JsonNode without = JSON.readTree("{\"body\":\"request.body\",\"x\":\"{{request.id}}\"}");
    JsonNode with = JSON.readTree("{\"{{size request.body}}\":1}");

    assertThat(TemplateKit.ENGINE.compileJson(without).needsBody()).isFalse();
    assertThat(TemplateKit.ENGINE.compileJson(with).needsBody()).isTrue();
  }

  @Property(tries = 500)
  void whateverARequestSaysTheAnswerIsJsonAndSaysTheSame(@ForAll("hostile") String said)
      throws Exception {
    FakeRequest request =
        FakeRequest.to("/?q=" + URLEncoder.encode(said, StandardCharsets.UTF_8))
            .parameter("id", said)
            .body(said);
    String template =
        """
        {"{{request.path.id}}": "{{request.query.q}}", "b": ["{{request.body}}", 1, "{{{request.body}}}"],
         "v": "{{toJson request.query.q}}", "l": "{{toJson (array request.body request.path.id)}}",
         "e": "{{#each (array request.body)}}{{this}}{{/each}}", "t": "<{{trim request.body}}>"}""";

    JsonNode answer = JSON.readTree(render(template, request));

    String utf8 = new String(said.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(answer.path("b").path(0).textValue()).isEqualTo(utf8);
    assertThat(answer.path("b").path(2).textValue()).isEqualTo(utf8);
    assertThat(answer.path("l").path(0).textValue()).isEqualTo(utf8);
    assertThat(answer.path("e").textValue()).isEqualTo(utf8);
    assertThat(answer.path("v").isTextual()).isTrue();
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(40);
    Arbitrary<String> pieces =
        Arbitraries.of(
                "\"", "\\", "\n", "\r", "\u0000", "\u2028", "{{", "}}", "</script>", "😀", "%")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(any, pieces);
  }
}
