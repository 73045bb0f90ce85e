package dev.mynah.agent.mock;

import static dev.mynah.agent.mock.MockKit.accepting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.MockBody;
import java.io.ByteArrayInputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticAnswerTest {
  private static final String LONG = "all work and no play ".repeat(50);

  @Test
  void textIsPlainUtf8() {
    MockContent plain = MockKit.text("Zoë").status(201).compileStatic().plain();

    assertThat(plain.status()).isEqualTo(201);
    assertThat(plain.bytes()).hasSize(4);
    assertThat(plain.fields().toString()).isEqualTo("content-type: text/plain; charset=utf-8\n");
  }

  @Test
  void jsonIsWrittenCompactly() {
    MockContent plain = MockKit.json("{ \"a\" : [ 1.50, null ] }").compileStatic().plain();

    assertThat(MockKit.text(plain)).isIn("{\"a\":[1.50,null]}", "{\"a\":[1.5,null]}");
    assertThat(plain.fields().get("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void base64IsBytes() {
    MockContent plain = MockKit.of(new MockBody.Base64("AAH/\n/g==")).compileStatic().plain();

    assertThat(plain.bytes()).containsExactly(0, 1, -1, -2);
    assertThat(plain.fields().get("Content-Type")).isEqualTo("application/octet-stream");
  }

  @Test
  void emptyBodyHasNoType() {
    StaticAnswer empty = MockKit.of(new MockBody.Empty()).status(204).compileStatic();

    assertThat(empty.plain().fields().isEmpty()).isTrue();
    assertThat(empty.plain().bytes()).isEmpty();
    assertThat(empty.gzip()).isNull();
  }

  @Test
  void configuredTypeWinsInWhateverCase() {
    MockContent plain =
        MockKit.json("1").header("content-type", "application/hal+json").compileStatic().plain();

    assertThat(plain.fields().size()).isEqualTo(1);
    assertThat(plain.fields().get("Content-Type")).isEqualTo("application/hal+json");
  }

  @Test
  void headersKeepTheirOrderCaseAndDuplicates() {
    MockContent plain =
        MockKit.of(new MockBody.Empty())
            .header("X-B", "1")
            .header("Set-Cookie", "a=1")
            .header("x-a", "2")
            .header("Set-Cookie", "b=2")
            .compileStatic()
            .plain();

    assertThat(plain.fields().name(2)).isEqualTo("x-a");
    assertThat(plain.fields().toString())
        .isEqualTo("x-b: 1\nset-cookie: a=1\nx-a: 2\nset-cookie: b=2\n");
  }

  @Test
  void longTextIsThereInGzipToo() throws Exception {
    StaticAnswer answer = MockKit.text(LONG).compileStatic();

    MockContent packed = answer.choose(accepting("gzip, deflate, br"));
    MockContent plain = answer.choose(accepting("br"));

    assertThat(packed.fields().get("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.fields().get("Vary")).isEqualTo("Accept-Encoding");
    assertThat(plain.fields().get("Content-Encoding")).isNull();
    assertThat(plain.fields().get("Vary")).isEqualTo("Accept-Encoding");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes())
        .isEqualTo(plain.bytes())
        .hasSize(LONG.length());
  }

  @ParameterizedTest
  @CsvSource({
    "255, text/plain, true, false",
    "256, text/plain, true, true",
    "256, text/plain, false, false",
    "5000, image/png, true, false",
    "5000, application/problem+json, true, true",
    "5000, image/svg+xml; charset=utf-8, true, true",
    "5000, text/event-stream, true, false",
  })
  void gzipIsMadeWhereItPays(int length, String type, boolean on, boolean made) {
    MockKit kit = MockKit.text("x".repeat(length)).header("Content-Type", type);

    StaticAnswer answer = (on ? kit : kit.noGzip()).compileStatic();

    assertThat(answer.gzip() != null).isEqualTo(made);
    assertThat(answer.plain().fields().has(dev.mynah.agent.http.FieldName.VARY)).isEqualTo(made);
  }

  @Test
  void contentThatIsAlreadyEncodedIsLeftAlone() {
    StaticAnswer answer = MockKit.text(LONG).header("Content-Encoding", "br").compileStatic();

    assertThat(answer.gzip()).isNull();
  }

  @Test
  void varyThatStandsIsAddedToOnceOnly() {
    StaticAnswer named = MockKit.text(LONG).header("Vary", "Origin").compileStatic();
    StaticAnswer twice = MockKit.text(LONG).header("Vary", "accept-encoding").compileStatic();
    StaticAnswer star = MockKit.text(LONG).header("Vary", "*").compileStatic();

    assertThat(named.plain().fields().toString()).contains("vary: Origin\nvary: Accept-Encoding");
    assertThat(twice.plain().fields().toString().split("vary")).hasSize(2);
    assertThat(star.plain().fields().toString().split("vary")).hasSize(2);
  }

  @Test
  void strongEntityTagDoesNotNameTwoEncodings() {
    StaticAnswer answer = MockKit.text(LONG).header("ETag", "\"v1\"").compileStatic();

    assertThat(answer.plain().fields().get("ETag")).isEqualTo("\"v1\"");
    assertThat(answer.choose(accepting("gzip")).fields().get("ETag")).isEqualTo("W/\"v1\"");
  }

  @Test
  void noEntityTagIsMadeUp() {
    assertThat(MockKit.text(LONG).compileStatic().plain().fields().get("ETag")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | true",
        "GZip | true",
        "x-gzip | true",
        "br, gzip | true",
        "deflate;q=0.9 , gzip;q=0.1 | true",
        "* | true",
        "*;q=0.3 | true",
        "identity;q=0 | false",
        "identity;q=0, gzip | true",
        "gzip;q=0 | false",
        "gzip;q=0.000 | false",
        "gzip;q=0, * | false",
        "*;q=0 | false",
        "gzip;q=1.0 | true",
        "gzip; q=0.001 | true",
        "gzip;Q=0.5 | true",
        "identity, gzip;q=0.5 | false",
        "identity;q=0.5, gzip;q=0.5 | true",
        "gzip;q=1.1 | false",
        "gzip;q=2 | false",
        "gzip;q=0.1234 | false",
        "gzip;q=x | false",
        "gzip;q= | false",
        "gzip;level=9 | false",
        "gzipped | false",
        "gzi | false",
        "br | false",
        "'' | false",
        "',, ,' | false",
        "',gzip,' | true",
        "';q=1' | false",
      })
  void acceptEncodingIsWeighed(String field, boolean gzip) {
    assertThat(AcceptEncoding.prefersGzip(accepting(field))).isEqualTo(gzip);
  }

  @Test
  void acceptEncodingOverSeveralLinesCountsAsOne() {
    assertThat(AcceptEncoding.prefersGzip(accepting("br", "gzip"))).isTrue();
    assertThat(AcceptEncoding.prefersGzip(accepting("*", "gzip;q=0"))).isFalse();
    assertThat(AcceptEncoding.prefersGzip(accepting())).isFalse();
  }
}
