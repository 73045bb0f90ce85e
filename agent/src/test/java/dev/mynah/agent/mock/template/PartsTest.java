package dev.mynah.agent.mock.template;

import static dev.mynah.agent.mock.template.TemplateKit.failure;
import static dev.mynah.agent.mock.template.TemplateKit.problem;
import static dev.mynah.agent.mock.template.TemplateKit.render;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.mock.FakeRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
  private static final String TYPE = "multipart/form-data; boundary=XX";

  private static FakeRequest form(String... parts) {
    return request(TYPE, "--XX\r\n" + String.join("\r\n--XX\r\n", parts) + "\r\n--XX--\r\n");
  }

  private static FakeRequest request(String type, String body) {
    return FakeRequest.to("/").header("Content-Type", type).body(body);
  }

  private static String part(String disposition, String body) {
    return "Content-Disposition: form-data; " + disposition + "\r\n\r\n" + body;
  }

  private static FakeRequest upload() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("preamble\r\n--XX\r\n" + part("name=\"text\"", "Zoë\r\n line 2") + "\r\n--XX\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(
        ("Content-Disposition: form-data; name=\"file\"; filename=\"a b.bin\"\r\n"
                + "Content-Type: application/octet-stream\r\nX-Extra: one\r\nx-extra: two\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(new byte[] {0, '\r', '\n', '-', '-', 'X', (byte) 0xff, '\n', (byte) 0x80});
    body.writeBytes("\r\n--XX--\r\nepilogue".getBytes(StandardCharsets.UTF_8));
    return FakeRequest.to("/").header("Content-Type", TYPE).body(body.toByteArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "{{request.parts.text.body}} ¦ 'Zoë\r\n line 2'",
        "{{request.parts.text}} ¦ 'Zoë\r\n line 2'",
        "{{request.parts.text.binary}} ¦ false",
        "<{{request.parts.text.fileName}}> ¦ <>",
        "{{request.parts.text.name}} ¦ text",
        "{{request.parts.file.name}} {{request.parts.file.fileName}} ¦ file a b.bin",
        "{{request.parts.file.binary}} ¦ true",
        "{{request.parts.file.bodyAsBase64}} ¦ AA0KLS1Y/wqA",
        "{{request.parts.file.headers.content-type}} ¦ application/octet-stream",
        "{{request.parts.file.headers.X-Extra}} {{request.parts.file.headers.x-extra.[1]}} ¦ one two",
        "{{size request.parts}} ¦ 2",
        "{{#each request.parts}}{{@key}}={{binary}};{{/each}} ¦ text=false;file=true;",
        "{{#each request.parts as |p|}}{{p.name}};{{/each}} ¦ text;file;",
        "{{#with request.parts.file}}{{fileName}}{{/with}} ¦ a b.bin",
        "{{#if request.parts.text}}y{{/if}}{{#if request.parts.none}}y{{else}}n{{/if}} ¦ yn",
        "{{request.multipart}} ¦ true",
        "{{lookup request.parts 'text'}} ¦ 'Zoë\r\n line 2'",
      })
  void everyPartSaysWhatItIs(String template, String expected) {
    assertThat(render(template, upload())).isEqualTo(expected);
  }

  @Test
  void partsAreShownAsJson() {
    FakeRequest request = form(part("name=\"a\"", "1"));

    assertThat(render("{{toJson request.parts}}", request))
        .isEqualTo(
            "{\"a\":{\"name\":\"a\",\"headers\":{\"Content-Disposition\":\"form-data;"
                + " name=\\\"a\\\"\"},\"binary\":false,\"body\":\"1\",\"bodyAsBase64\":\"MQ==\"}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "name=\"f\"; filename=\"a;b=c.txt\" ¦ a;b=c.txt",
        "name=\"f\"; filename=\"say \\\"hi\\\".txt\" ¦ say \"hi\".txt",
        "name=\"f\"; filename=\"say %22hi%22.txt\" ¦ say \"hi\".txt",
        "name=\"f\"; filename=\"C:\\dir\\file.txt\" ¦ C:\\dir\\file.txt",
        "name=\"f\"; filename=\"a\\\\b\" ¦ a\\b",
        "name=\"f\"; filename=plain.txt ¦ plain.txt",
        "name=\"f\"; filename=\"Zoë ✓.txt\" ¦ Zoë ✓.txt",
        "name=\"f\"; filename=\"x\"; filename*=UTF-8''Zo%C3%AB%20a.txt ¦ Zoë a.txt",
        "filename=\"first.txt\"; name=\"f\" ¦ first.txt",
        "NAME = \"f\" ; FileName = \"x y\" ¦ x y",
        "name=f; filename=\"100%.txt\" ¦ 100%.txt",
        "name=\"f\"; filename=\"open ¦ open",
        "name=\"f\"; filename=\"\" ¦ ''",
      })
  void fileNamesAreReadAsClientsWriteThem(String disposition, String expected) {
    assertThat(render("{{request.parts.f.fileName}}", form(part(disposition, "x"))))
        .isEqualTo(expected);
  }

  @Test
  void severalPartsOfANameAreAList() {
    FakeRequest request =
        form(
            part("name=\"f\"; filename=\"1\"", "one"),
            part("name=\"g\"", "other"),
            part("name=\"f\"; filename=\"2\"", "two"));

    assertThat(
            render(
                "{{request.parts.f.fileName}} {{request.parts.f.[1].body}} {{size request.parts.f}}"
                    + "{{#each request.parts.f}} {{fileName}}={{body}}{{/each}}",
                request))
        .isEqualTo("1 two 2 1=one 2=two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        // no final boundary
        "multipart/form-data; boundary=XX ¦ '--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nv' ¦ v",
        "multipart/form-data; boundary=XX ¦ '--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n--X' ¦ 'v\r\n--X'",
        // bare line feeds
        "multipart/form-data; boundary=XX ¦ '--XX\nContent-Disposition: form-data; name=a\n\nv\n--XX--' ¦ v",
        // quoted and odd boundaries, in any case of the parameter
        "Multipart/Form-Data; charset=utf-8; BOUNDARY=\"a b=c;d\" ¦ '--a b=c;d\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n--a b=c;d--' ¦ v",
        "multipart/form-data; boundary=--XX ¦ '----XX\r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n----XX--' ¦ v",
        // blanks after a delimiter, a longer line that only begins like one
        "multipart/form-data; boundary=XX ¦ '--XX  \r\nContent-Disposition: form-data; name=a\r\n\r\nv\r\n--XXY\r\nw\r\n--XX--' ¦ 'v\r\n--XXY\r\nw'",
        // empty, folded and without fields
        "multipart/form-data; boundary=XX ¦ '--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--XX--' ¦ ''",
        "multipart/form-data; boundary=XX ¦ '--XX\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\nv\r\n--XX--' ¦ v",
        "multipart/form-data; boundary=XX ¦ '--XX\r\ncontent-disposition:form-data;name=a\r\n\r\nv\r\n--XX--' ¦ v",
        // charset of the part
        "multipart/mixed; boundary=XX ¦ '--XX\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nZoë\r\n--XX--' ¦ Zoë",
      })
  void bodiesAreTakenApartAsTheyCome(String type, String body, String expected) {
    assertThat(render("{{request.parts.a.body}}", request(type, body))).isEqualTo(expected);
  }

  @Test
  void partWithoutANameIsKnownByItsPosition() {
    FakeRequest request =
        request(
            "multipart/mixed; boundary=XX",
            "--XX\r\n\r\nzero\r\n--XX\r\nA: b\r\n\r\none\r\n--XX--");

    assertThat(render("{{request.parts.[0].body}} {{request.parts.[1].body}}", request))
        .isEqualTo("zero one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=YY",
        "multipart",
        ";;;=;\"",
      })
  void requestWithoutPartsHasNone(String type) {
    FakeRequest request = request(type, "--XX\r\n" + part("name=a", "v") + "\r\n--XX--");

    assertThat(render("<{{request.parts.a.body}}>{{size request.parts}}", request))
        .isEqualTo("<>0");
  }

  @Test
  void requestThatIsNoMultipartSaysSo() {
    assertThat(render("{{request.multipart}}", FakeRequest.to("/"))).isEqualTo("false");
  }

  @Test
  void binaryIsToldByTheTypeAndElseByTheBytes() {
    String json =
        "Content-Disposition: form-data; name=a\r\nContent-Type: application/json\r\n\r\n1";
    String image = "Content-Disposition: form-data; name=a\r\nContent-Type: image/png\r\n\r\n1";
    byte[] bytes =
        ("--XX\r\n" + part("name=a", "\u00ff") + "\r\n--XX--")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThat(render("{{request.parts.a.binary}}", form(json))).isEqualTo("false");
    assertThat(render("{{request.parts.a.binary}}", form(image))).isEqualTo("true");
    assertThat(
            render(
                "{{request.parts.a.binary}}",
                FakeRequest.to("/").header("Content-Type", TYPE).body(bytes)))
        .isEqualTo("true");
  }

  @Test
  void moreThanAThousandPartsAreTooMany() {
    String[] most = new String[1_000];
    String[] more = new String[1_001];
    java.util.Arrays.fill(most, part("name=a", "v"));
    java.util.Arrays.fill(more, part("name=a", "v"));

    assertThat(render("{{size request.parts.a}}", form(most))).isEqualTo("1000");
    assertThat(failure("{{size request.parts.a}}", form(more))).contains("more than 1000 parts");
  }

  @Test
  void namingThePartsNeedsTheBody() throws Exception {
    assertThat(TemplateKit.ENGINE.compile("{{request.parts.a.body}}").needsBody()).isTrue();
    assertThat(TemplateKit.ENGINE.compile("{{#each request.parts}}{{@key}}{{/each}}").needsBody())
        .isTrue();
    assertThat(TemplateKit.ENGINE.compile("{{request.multipart}}").needsBody()).isFalse();
    assertThat(problem("{{request.part.a}}")).contains("parts");
  }

  @Property(tries = 2_000)
  void anyBytesAreTakenApartWithoutAWord(
      @ForAll @Size(max = 60) java.util.List<@IntRange(min = 0, max = 11) Integer> pieces) {
    String[] words = {
      "--",
      "XX",
      "\r\n",
      "\n",
      "\r",
      "Content-Disposition: form-data; name=",
      "\"",
      "\\",
      ";",
      "filename*=UTF-8''%",
      "\u00ff\u0000",
      ":",
    };
    StringBuilder body = new StringBuilder();
    pieces.forEach(i -> body.append(words[i]));
    byte[] bytes = body.toString().getBytes(StandardCharsets.ISO_8859_1);
    FakeRequest request = FakeRequest.to("/").header("Content-Type", TYPE).body(bytes);

    assertThat(render("{{toJson request.parts}}", request)).startsWith("{").endsWith("}");
  }

  @Property(tries = 1_000)
  void anyTypeAndAnyBytesToo(@ForAll String type, @ForAll byte[] bytes) {
    String wire = type.replaceAll("[\\p{Cntrl}]", "");
    FakeRequest request =
        FakeRequest.to("/").header("Content-Type", "multipart/x;boundary=" + wire).body(bytes);

    assertThat(render("{{toJson request.parts}}", request)).startsWith("{");
  }

  @Property(tries = 500)
  void contentComesBackByteForByte(@ForAll byte[] content) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String boundary = "aBoundaryThatNoContentHas7391";
    body.writeBytes(
        ("--" + boundary + "\r\n" + part("name=a", "")).getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes(("\r\n--" + boundary + "--").getBytes(StandardCharsets.UTF_8));
    FakeRequest request =
        FakeRequest.to("/")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .body(body.toByteArray());

    assertThat(render("{{request.parts.a.bodyAsBase64}}", request))
        .isEqualTo(java.util.Base64.getEncoder().encodeToString(content));
  }
}
