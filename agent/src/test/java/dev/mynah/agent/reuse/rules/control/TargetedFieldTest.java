package dev.mynah.agent.reuse.rules.control;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9213 section 2. */
class TargetedFieldTest {
  private static ResponseDirectives both(String targeted, String cacheControl) {
    return ResponseDirectives.of(
        fields("Cache-Control: " + cacheControl, "CDN-Cache-Control: " + targeted));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=3600|3600",
        "max-age=0|0",
        "max-age=-1|0",
        "max-age=99999999999|2147483648",
        "foobar, max-age=3600|3600",
        "max-age=1, max-age=3600|3600",
        "max-age=3600;x=\"y\"|3600",
        "s-maxage=7, max-age=3600|7",
        "public|-1"
      })
  void aValidFieldStandsAboveCacheControl(String targeted, long seconds) {
    ResponseDirectives read = both(targeted, "max-age=1, no-store, private");

    assertThat(read.targeted()).isTrue();
    assertThat(read.lifetimeSeconds()).isEqualTo(seconds);
    assertThat(read.noStore() || read.isPrivate()).isFalse();
  }

  /** RFC 9213 section 2.1: ignored as a whole, so that the other fields apply. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "max-age=10000, &&&&&",
        "max-age=\"10000\"",
        "max-age=10.5",
        "max-age",
        "max-age=(1 2)",
        "MaX-aGe=3600",
        "max-age =100",
        "max-age= 100",
        "max-age=9999999999999999",
        "max-age=10,",
        "stale-while-revalidate=x, max-age=10"
      })
  void aMalformedFieldIsAsIfItWereNotThere(String targeted) {
    ResponseDirectives read = both(targeted, "no-store, max-age=1");

    assertThat(read.targeted()).isFalse();
    assertThat(read.noStore()).isTrue();
    assertThat(read.maxAgeSeconds()).isEqualTo(1);
  }

  @Test
  void restrictionsCountWhateverTheirValue() {
    assertThat(both("no-store", "max-age=9").noStore()).isTrue();
    assertThat(both("no-store=1", "max-age=9").noStore()).isTrue();
    assertThat(both("private", "max-age=9").isPrivate()).isTrue();
    assertThat(both("private=7", "max-age=9").isPrivate()).isTrue();
    assertThat(both("no-cache=(a b)", "max-age=9").noCache()).isTrue();
    assertThat(both("no-store=?0, max-age=5", "no-store").noStore()).isFalse();
  }

  @Test
  void qualifiedFormsAreStringsOrTokens() {
    ResponseDirectives read = both("private=\"X-A, x-b\", no-cache=x-c, max-age=5", "no-store");

    assertThat(read.unstoredFields()).containsExactly("x-a", "x-b", "x-c");
    assertThat(read.isPrivate() || read.noCache()).isFalse();
  }

  @Test
  void linesAreOneDictionary() {
    ResponseDirectives read =
        ResponseDirectives.of(
            fields("CDN-Cache-Control: max-age=5", "CDN-Cache-Control: must-revalidate"));

    assertThat(read.maxAgeSeconds()).isEqualTo(5);
    assertThat(read.mustRevalidate()).isTrue();
  }
}
