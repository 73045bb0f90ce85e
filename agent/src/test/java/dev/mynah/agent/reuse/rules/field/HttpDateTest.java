package dev.mynah.agent.reuse.rules.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 5.6.7 and RFC 9111 section 4.2. */
class HttpDateTest {
  private static final long NOW = Instant.parse("2026-11-23T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Sunday, 06-Nov-94 08:49:37 GMT|1994-11-06T08:49:37Z",
        "Sun Nov  6 08:49:37 1994|1994-11-06T08:49:37Z",
        "Sun Nov 16 08:49:37 1994|1994-11-16T08:49:37Z",
        "Thu, 01 Jan 1970 00:00:00 GMT|1970-01-01T00:00:00Z",
        "Mon, 31 Dec 9999 23:59:59 GMT|9999-12-31T23:59:59Z",
        "Thu, 29 Feb 2024 12:00:00 GMT|2024-02-29T12:00:00Z",
        // A leap second is the second before it; RFC 9111 section 4.2 rounds down.
        "Sat, 31 Dec 2016 23:59:60 GMT|2016-12-31T23:59:59Z",
        // Caches read any case (RFC 9111 section 4.2).
        "SUN, 06 nov 1994 08:49:37 gmt|1994-11-06T08:49:37Z",
        "WEDNESDAY, 06-NOV-94 08:49:37 gMt|1994-11-06T08:49:37Z",
        // The wrong day is still a day.
        "Mon, 06 Nov 1994 08:49:37 GMT|1994-11-06T08:49:37Z",
      })
  void readsAllThreeFormats(String text, String instant) {
    assertThat(HttpDate.parse(text, NOW)).isEqualTo(Instant.parse(instant).toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "06-Nov-26|2026",
        "06-Nov-70|2070",
        "06-Nov-76|2076",
        // 17 days over 50 years ahead.
        "10-Dec-76|1976",
        "06-Nov-77|1977",
        "06-Nov-99|1999",
        "06-Nov-00|2000",
      })
  void aYearOfTwoDigitsIsAtMostFiftyYearsAhead(String day, String year) {
    long read = HttpDate.parse("Sunday, " + day + " 08:49:37 GMT", NOW);

    assertThat(Instant.ofEpochMilli(read).toString()).startsWith(year);
  }

  @Test
  void theCenturyIsThatOfTheClockNotOfThisProgram() {
    long in2099 = Instant.parse("2099-06-01T00:00:00Z").toEpochMilli();

    long read = HttpDate.parse("Sunday, 06-Nov-05 08:49:37 GMT", in2099);

    assertThat(Instant.ofEpochMilli(read).toString()).startsWith("2105-11-06");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        ",",
        "Sun,",
        "Sunday,",
        "now",
        "1994-11-06T08:49:37Z",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 GMT ",
        " Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994  08:49:37 GM",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06  Nov  1994 08:49:37 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sun 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 08.49.37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Wed, 29 Feb 2023 08:49:37 GMT",
        "Sun, 06 Foo 1994 08:49:37 GMT",
        "Xyz, 06 Nov 1994 08:49:37 GMT",
        "Xxxxxx, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sunday, 06 Nov 94 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 UTC",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov  6 08:49:37 94  ",
        "Sun Nov 31 08:49:37 1994"
      })
  void whatIsNotADateIsInvalid(String text) {
    assertThat(HttpDate.parse(text, NOW)).isEqualTo(HttpDate.INVALID);
  }

  @Property
  void whatIsWrittenIsReadTheSame(
      @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second) {
    String text = HttpDate.format(second * 1_000 + 999);

    assertThat(text).hasSize(29);
    assertThat(HttpDate.parse(text, NOW)).isEqualTo(second * 1_000);
  }

  @Property
  void noTimeIsTooFarToWrite(@ForAll long millis) {
    assertThat(HttpDate.parse(HttpDate.format(millis), NOW)).isNotEqualTo(HttpDate.INVALID);
  }

  @Property
  void noBytesMakeItThrow(@ForAll @Size(max = 40) byte[] bytes, @ForAll long now) {
    HttpDate.parse(new String(bytes, StandardCharsets.ISO_8859_1), now);
  }

  /** Near misses: a good date with one byte changed. */
  @Property
  void noSingleChangeMakesItThrow(@ForAll byte changed, @ForAll @LongRange(max = 28) long at) {
    for (String good :
        new String[] {
          "Sun, 06 Nov 1994 08:49:37 GMT",
          "Sunday, 06-Nov-94 08:49:37 GMT",
          "Sun Nov  6 08:49:37 1994"
        }) {
      byte[] bytes = good.getBytes(StandardCharsets.ISO_8859_1);
      bytes[(int) at % bytes.length] = changed;
      HttpDate.parse(new String(bytes, StandardCharsets.ISO_8859_1), NOW);
    }
  }
}
