package dev.mynah.agent.reuse.rules;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.Revalidation.HeadOutcome;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 sections 3.2 and 4.3. */
class RevalidationTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final String FIRST = HttpDate.format(NOW - 86_400_000);
  private static final String SECOND = HttpDate.format(NOW - 43_200_000);

  // Section 4.3.1.

  @Test
  void asksWithAllTagsAndTheDateOfTheFirst() {
    Fields request =
        fields(
            "Accept: a",
            "If-None-Match: \"client\"",
            "If-Modified-Since: " + SECOND,
            "Range: bytes=0-1",
            "If-Range: \"client\"",
            "If-Match: *",
            "If-Unmodified-Since: " + SECOND);

    Revalidation.addConditions(
        request,
        List.of(
            fields("ETag: \"a\"", "Last-Modified: " + FIRST),
            fields("ETag: W/\"b\"", "Last-Modified: " + SECOND),
            fields("ETag: \"a\""),
            fields("ETag: bare")));

    assertThat(request.toString())
        .isEqualTo("accept: a\nif-none-match: \"a\", W/\"b\"\nif-modified-since: " + FIRST + "\n");
  }

  @Test
  void asksWithWhatThereIs() {
    Fields request = fields();
    Revalidation.addConditions(request, List.of(fields("Last-Modified: " + FIRST)));
    assertThat(request.toString()).isEqualTo("if-modified-since: " + FIRST + "\n");

    Revalidation.addConditions(request, List.of(fields("Last-Modified: once", "ETag: x")));
    assertThat(request.isEmpty()).isTrue();
  }

  // Section 4.3.4.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // tag of the 304 | index in "a", "b", W/"c"
        "\"a\"|0",
        "\"b\"|1",
        "W/\"c\"|2",
        "W/\"a\"|0",
        "\"c\"|-1",
        "\"z\"|-1",
        "W/\"z\"|-1",
        "bare|-1"
      })
  void a304ConfirmsTheAnswerWithItsTag(String tag, int index) {
    List<Fields> asked =
        List.of(
            fields("ETag: \"a\"", "Last-Modified: " + FIRST),
            fields("ETag: \"b\"", "Last-Modified: " + FIRST),
            fields("ETag: W/\"c\"", "Last-Modified: " + FIRST));

    assertThat(Revalidation.selected(fields("ETag: " + tag, "Last-Modified: " + FIRST), asked))
        .isEqualTo(index);
  }

  @Test
  void a304WithADateConfirmsTheAnswerWithThatDate() {
    List<Fields> asked =
        List.of(fields("Last-Modified: " + FIRST), fields("Last-Modified: " + SECOND));

    assertThat(Revalidation.selected(fields("Last-Modified: " + SECOND), asked)).isEqualTo(1);
    assertThat(Revalidation.selected(fields("Last-Modified: " + HttpDate.format(NOW)), asked))
        .isEqualTo(-1);
    assertThat(Revalidation.selected(fields("Last-Modified: once"), asked)).isEqualTo(-1);
  }

  @Test
  void a304WithoutValidatorsConfirmsTheOnlyOneThatWasAskedAbout() {
    Fields tagged = fields("ETag: \"a\"");

    assertThat(Revalidation.selected(fields(), List.of(tagged))).isZero();
    assertThat(Revalidation.selected(fields(), List.of(tagged, tagged))).isEqualTo(-1);
    assertThat(Revalidation.selected(fields(), List.of())).isEqualTo(-1);
  }

  // Section 3.2.

  @Test
  void newerFieldsReplaceAllOfTheirName() {
    Fields stored =
        fields("X-A: 1", "Link: <a>", "X-A: 2", "Cache-Control: max-age=1", "Content-Type: text/a");
    Fields newer =
        fields("x-a: 3", "Cache-Control: max-age=9", "Content-Foo: new", "Content-Type: text/b");

    String merged = Revalidation.merged(stored, newer, NOW).toString();

    assertThat(merged)
        .isEqualTo(
            "link: <a>\nx-a: 3\ncache-control: max-age=9\ncontent-foo: new\n"
                + "content-type: text/b\ndate: "
                + HttpDate.format(NOW)
                + "\n");
    assertThat(stored.size()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length",
        "Content-Encoding",
        "Content-Range",
        "Set-Cookie",
        "Connection",
        "Keep-Alive",
        "Transfer-Encoding",
        "Trailer",
        "TE",
        "Upgrade",
        "Proxy-Authenticate",
        "Proxy-Authentication-Info"
      })
  void whatDescribesTheStoredBytesOrIsNotStoredStays(String name) {
    Fields merged =
        Revalidation.merged(fields(name + ": old"), fields(name + ": new", "X: y"), NOW);

    assertThat(merged.get(name)).isEqualTo("old");
    assertThat(Revalidation.merged(fields(), fields(name + ": new"), NOW).get(name)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ETag",
        "Expires",
        "Content-Type",
        "Content-Location",
        "Content-MD5",
        "X-Frame-Options",
        "Content-Security-Policy",
        "Vary",
        "Last-Modified",
        "CDN-Cache-Control",
        "Cache-Tag"
      })
  void everyOtherFieldIsUpdated(String name) {
    Fields merged = Revalidation.merged(fields(name + ": old"), fields(name + ": new"), NOW);

    assertThat(merged.get(name)).isEqualTo("new");
  }

  @Test
  void ageAndDateAreThoseOfTheNewer() {
    Fields stored = fields("Age: 500", "Date: " + FIRST, "X: y");

    Fields silent = Revalidation.merged(stored, fields(), NOW);
    Fields telling = Revalidation.merged(stored, fields("Age: 3", "Date: " + SECOND), NOW);

    assertThat(silent.get("Age")).isNull();
    assertThat(silent.get("Date")).isEqualTo(HttpDate.format(NOW));
    assertThat(telling.get("Age")).isEqualTo("3");
    assertThat(telling.get("Date")).isEqualTo(SECOND);
  }

  // Section 4.3.5.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200|X: y|FRESHEN",
        "200|ETag: \"a\"|FRESHEN",
        "200|ETag: \"b\"|STALE",
        "200|Content-Length: 5|FRESHEN",
        "200|Content-Length: 6|STALE",
        "200|Content-Length: x|STALE",
        "200|Content-Length: 99999999999|STALE",
        "200|Content-Encoding: gzip|STALE",
        "200|Last-Modified: once|STALE",
        "404|ETag: \"b\"|IGNORE",
        "304|ETag: \"b\"|IGNORE"
      })
  void aHeadFreshensOrMakesStale(int status, String line, HeadOutcome outcome) {
    Fields stored = fields("ETag: \"a\"", "Last-Modified: " + FIRST);

    assertThat(Revalidation.ofHead(status, fields(line), stored, 5)).isEqualTo(outcome);
  }

  @Test
  void aHeadKnowsVeryLongBodies() {
    Fields head = fields("Content-Length: 99999999999");

    assertThat(Revalidation.ofHead(200, head, fields(), 99_999_999_999L))
        .isEqualTo(HeadOutcome.FRESHEN);
  }
}
