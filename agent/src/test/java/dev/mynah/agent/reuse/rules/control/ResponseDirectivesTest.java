package dev.mynah.agent.reuse.rules.control;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static dev.mynah.agent.reuse.rules.Messages.raw;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 5.2.2, RFC 5861, RFC 8246. */
class ResponseDirectivesTest {
  private static ResponseDirectives cacheControl(String value) {
    return ResponseDirectives.of(fields("Cache-Control: " + value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=1800, max-age=1|1",
        "max-age=1, max-age=1800|1",
        "extension=\"max-age=3600\", max-age=1|1",
        "max-age=1, extension=\"max-age=3600\"|1",
        "extension=\"a\\\", max-age=9, b=\\\"\", max-age=1|1",
        "max-age=\"3600\"|3600",
        "max-age=003600|3600",
        "MaX-aGe=3600|3600",
        "max-age =3600|0",
        "max-age= 3600|0",
        "max-age='3600'|0",
        "max-age=3600.0|0",
        "max-age=a3600|0",
        "max-age=3600a|0",
        "max-age=-1|0",
        "max-age=\"|0",
        "max-age=\"3600\"x|0",
        "max-age=99999999999999999999|2147483648",
        "s-maxage=5, max-age=100|5",
        "max-age=5, s-maxage=100|100",
        "s-maxage=x, max-age=100|0",
        "public|-1",
        "max-agee=5|-1"
      })
  void lifetimeIsTheStricterOfTwoAndMalformedIsStale(String value, long seconds) {
    assertThat(cacheControl(value).lifetimeSeconds()).isEqualTo(seconds);
  }

  @Test
  void theStricterCountsOverSeveralLinesToo() {
    var read =
        ResponseDirectives.of(
            fields("Cache-Control: max-age=1800", "X: y", "Cache-Control: max-age=1, no-store"));

    assertThat(read.maxAgeSeconds()).isEqualTo(1);
    assertThat(read.noStore()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-store", "NO-STORE", "no-store=1", "a=b,no-store", "no-store oops"})
  void noStoreCountsHoweverItIsDressed(String value) {
    assertThat(cacheControl(value).noStore()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x=\"no-store", "max-age=9, x \"no-store", "private=\"a, no-store"})
  void aQuoteThatNeverEndsIsTakenForNoStore(String value) {
    assertThat(cacheControl(value).noStore()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private",
        "private=",
        "private=\"\"",
        "private=\"a b\"",
        "private=\"a\" b",
        "Private"
      })
  void aListThatCannotBeReadMakesItUnqualified(String value) {
    assertThat(cacheControl(value).isPrivate()).isTrue();
    assertThat(cacheControl(value).unstoredFields()).isEmpty();
  }

  @Test
  void qualifiedFormsNameFields() {
    var read = cacheControl("private=\"X-User, x-mail\", no-cache=Set-Cookie, max-age=5");

    assertThat(read.isPrivate()).isFalse();
    assertThat(read.noCache()).isFalse();
    assertThat(read.unstoredFields()).containsExactly("x-user", "x-mail", "set-cookie");
    assertThat(cacheControl("no-cache=\"a\", no-cache").noCache()).isTrue();
  }

  @Test
  void readsAllFlagsAndWindows() {
    var read =
        cacheControl(
            "public, must-revalidate, proxy-revalidate, must-understand, immutable, no-transform,"
                + " stale-while-revalidate=10, stale-if-error=20, stale-if-error=x");

    assertThat(read.isPublic()).isTrue();
    assertThat(read.mustRevalidate()).isTrue();
    assertThat(read.proxyRevalidate()).isTrue();
    assertThat(read.mustUnderstand()).isTrue();
    assertThat(read.immutable()).isTrue();
    assertThat(read.noTransform()).isTrue();
    assertThat(read.staleWhileRevalidateSeconds()).isEqualTo(10);
    assertThat(read.staleIfErrorSeconds()).isZero();
    assertThat(read.noStore() || read.noCache() || read.isPrivate()).isFalse();
  }

  @Test
  void pragmaOfAnAnswerMeansNothing() {
    assertThat(ResponseDirectives.of(fields("Pragma: no-cache")).noCache()).isFalse();
  }

  @Property
  void noBytesMakeItThrow(@ForAll @Size(max = 60) byte[] bytes) {
    ResponseDirectives.of(raw("Cache-Control", bytes));
    ResponseDirectives.of(raw("CDN-Cache-Control", bytes));
  }

  /** Whatever stands before it, a no-store that is a member of the list is seen. */
  @Property
  void noStoreIsSeenAfterAnything(
      @ForAll @StringLength(max = 12) @CharRange(from = ' ', to = '~') String junk) {
    assertThat(cacheControl(junk.replace('"', '=') + ", no-store").noStore()).isTrue();
    assertThat(cacheControl("x=\"" + junk.replaceAll("[\"\\\\]", "=") + "\", no-store").noStore())
        .isTrue();
  }
}
