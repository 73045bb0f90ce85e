package dev.mynah.agent.reuse.rules.serve;

import static dev.mynah.agent.reuse.rules.Messages.fields;
import static dev.mynah.agent.reuse.rules.Messages.get;
import static dev.mynah.agent.reuse.rules.Messages.raw;
import static dev.mynah.agent.reuse.rules.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import dev.mynah.agent.reuse.rules.serve.Preconditions.Outcome;
import dev.mynah.agent.reuse.rules.serve.Preconditions.Role;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 13, RFC 9111 section 4.3.2. */
class PreconditionsTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final String BEFORE = HttpDate.format(NOW - 20_000);
  private static final String MODIFIED = HttpDate.format(NOW - 10_000);
  private static final String AFTER = HttpDate.format(NOW - 5_000);
  private static final Representation PRESENT =
      Representation.of(
          fields("ETag: \"a\"", "Last-Modified: " + MODIFIED, "Date: " + HttpDate.format(NOW)),
          NOW);
  private static final Representation WEAK =
      Representation.of(fields("ETag: W/\"a\"", "Last-Modified: " + MODIFIED), NOW);
  private static final Representation BARE = Representation.of(fields(), NOW);

  private static Outcome origin(RequestHead request, Representation present) {
    return Preconditions.evaluate(request, 200, present, Role.ORIGIN);
  }

  private static Outcome cache(RequestHead request, Representation present) {
    return Preconditions.evaluate(request, 200, present, Role.CACHE);
  }

  /** B, M and A stand for the dates before, of and after the last change. */
  private static String[] lines(String text) {
    return Stream.of(text.split("; ", -1))
        .map(line -> line.replaceAll(" B$", " " + BEFORE))
        .map(line -> line.replaceAll(" M$", " " + MODIFIED))
        .map(line -> line.replaceAll(" A$", " " + AFTER))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Step 1: strong comparison.
        "PUT|If-Match: \"a\"|PROCEED",
        "PUT|If-Match: \"z\"|FAILED",
        "PUT|If-Match: \"z\", \"a\"|PROCEED",
        "PUT|If-Match: W/\"a\"|FAILED",
        "PUT|If-Match: *|PROCEED",
        "PUT|If-Match: bare|FAILED",
        "GET|If-Match: \"z\"|FAILED",
        // Step 2, only without step 1.
        "PUT|If-Unmodified-Since: B|FAILED",
        "PUT|If-Unmodified-Since: M|PROCEED",
        "PUT|If-Unmodified-Since: A|PROCEED",
        "PUT|If-Unmodified-Since: soon|PROCEED",
        "PUT|If-Match: \"a\"; If-Unmodified-Since: B|PROCEED",
        "PUT|If-Match: \"z\"; If-Unmodified-Since: A|FAILED",
        // Step 3: weak comparison; 304 for reading, 412 for the rest.
        "GET|If-None-Match: \"a\"|NOT_MODIFIED",
        "HEAD|If-None-Match: \"a\"|NOT_MODIFIED",
        "GET|If-None-Match: W/\"a\"|NOT_MODIFIED",
        "GET|If-None-Match: \"x\", \"a\", \"y\"|NOT_MODIFIED",
        "GET|If-None-Match: \"x\"; If-None-Match: \"a\"|NOT_MODIFIED",
        "GET|If-None-Match: *|NOT_MODIFIED",
        "GET|If-None-Match: \"z\"|PROCEED",
        "GET|If-None-Match: a|PROCEED",
        "PUT|If-None-Match: \"a\"|FAILED",
        "PUT|If-None-Match: *|FAILED",
        "PUT|If-None-Match: \"z\"|PROCEED",
        "GET|If-Match: \"a\"; If-None-Match: \"a\"|NOT_MODIFIED",
        "GET|If-Match: \"z\"; If-None-Match: \"a\"|FAILED",
        // Step 4, only without step 3 and for reading.
        "GET|If-Modified-Since: B|PROCEED",
        "GET|If-Modified-Since: M|NOT_MODIFIED",
        "GET|If-Modified-Since: A|NOT_MODIFIED",
        "HEAD|If-Modified-Since: A|NOT_MODIFIED",
        "PUT|If-Modified-Since: A|PROCEED",
        "GET|If-Modified-Since: soon|PROCEED",
        "GET|If-Modified-Since: A; If-Modified-Since: A|PROCEED",
        "GET|If-None-Match: \"z\"; If-Modified-Since: A|PROCEED",
        "GET|If-None-Match: \"a\"; If-Modified-Since: B|NOT_MODIFIED",
        // Step 5.
        "GET|Range: bytes=0-1|PROCEED_WITH_RANGE",
        "HEAD|Range: bytes=0-1|PROCEED",
        "POST|Range: bytes=0-1|PROCEED",
        "GET|Range: bytes=0-1; If-Range: \"a\"|PROCEED_WITH_RANGE",
        "GET|Range: bytes=0-1; If-Range: \"z\"|PROCEED",
        "GET|Range: bytes=0-1; If-Range: W/\"a\"|PROCEED",
        "GET|Range: bytes=0-1; If-Range: M|PROCEED_WITH_RANGE",
        "GET|Range: bytes=0-1; If-Range: A|PROCEED",
        "GET|Range: bytes=0-1; If-Range: B|PROCEED",
        "GET|Range: bytes=0-1; If-Range: junk|PROCEED",
        "GET|Range: bytes=0-1; If-Range: \"a\"; If-Range: \"a\"|PROCEED",
        "GET|If-Range: \"a\"|PROCEED",
        "GET|Range: bytes=0-1; If-None-Match: \"a\"|NOT_MODIFIED",
        "GET|Range: bytes=0-1; If-None-Match: \"z\"|PROCEED_WITH_RANGE",
        "GET|Range: bytes=0-1; If-Match: \"z\"|FAILED",
        "GET|Range: bytes=0-1; If-Modified-Since: B; If-Range: \"a\"|PROCEED_WITH_RANGE",
        "GET|Accept: x|PROCEED"
      })
  void anOriginEvaluatesInTheOrderOfTheRfc(String method, String conditions, Outcome outcome) {
    assertThat(origin(request(method, lines(conditions)), PRESENT)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET|If-None-Match: \"a\"|NOT_MODIFIED",
        "PUT|If-Match: \"a\"|FAILED",
        "GET|Range: bytes=0-1; If-Range: \"a\"|PROCEED",
        "GET|Range: bytes=0-1; If-Range: W/\"a\"|PROCEED"
      })
  void aWeakTagIsGoodForReadingOnly(String method, String conditions, Outcome outcome) {
    assertThat(origin(request(method, lines(conditions)), WEAK)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PUT|If-Match: \"a\"|FAILED",
        "PUT|If-Match: *|PROCEED",
        "PUT|If-Unmodified-Since: B|PROCEED",
        "GET|If-None-Match: \"a\"|PROCEED",
        "GET|If-Modified-Since: A|PROCEED",
        "GET|Range: bytes=0-1; If-Range: M|PROCEED"
      })
  void whatHasNoValidatorsMatchesNone(String method, String conditions, Outcome outcome) {
    assertThat(origin(request(method, lines(conditions)), BARE)).isEqualTo(outcome);
  }

  @Test
  void aCacheLeavesTheOriginsConditionsAlone() {
    RequestHead request = get("If-Match: \"z\"", "If-Unmodified-Since: " + BEFORE);

    assertThat(cache(request, PRESENT)).isEqualTo(Outcome.PROCEED);
    assertThat(Preconditions.needOrigin(request.fields())).isTrue();
    assertThat(Preconditions.needOrigin(fields("If-Match: *"))).isTrue();
    assertThat(Preconditions.needOrigin(fields("If-None-Match: *", "Range: x"))).isFalse();
  }

  @Test
  void aCacheTakesDateForAMissingDateOfChange() {
    Representation undated = Representation.of(fields("Date: " + MODIFIED), NOW);

    assertThat(cache(get("If-Modified-Since: " + MODIFIED), undated))
        .isEqualTo(Outcome.NOT_MODIFIED);
    assertThat(cache(get("If-Modified-Since: " + BEFORE), undated)).isEqualTo(Outcome.PROCEED);
    assertThat(cache(get("If-Modified-Since: " + AFTER), BARE)).isEqualTo(Outcome.PROCEED);
    assertThat(cache(get("If-Modified-Since: " + HttpDate.format(NOW)), BARE))
        .isEqualTo(Outcome.NOT_MODIFIED);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 301, 404, 412, 500})
  void noConditionCountsForWhatIsNoSuccess(int status) {
    RequestHead request = get("If-None-Match: \"a\"", "If-Match: \"z\"", "Range: bytes=0-1");

    assertThat(Preconditions.evaluate(request, status, PRESENT, Role.ORIGIN))
        .isEqualTo(Outcome.PROCEED);
  }

  @Test
  void rangesAreOfA200() {
    assertThat(Preconditions.evaluate(get("Range: bytes=0-1"), 203, PRESENT, Role.CACHE))
        .isEqualTo(Outcome.PROCEED);
  }

  /** RFC 9110 section 8.8.2.2. */
  @Test
  void aDateThatMayHaveSeenTwoContentsIsNoneForRanges() {
    Representation sameSecond =
        Representation.of(fields("Last-Modified: " + MODIFIED, "Date: " + MODIFIED), NOW);

    assertThat(cache(get("Range: bytes=0-1", "If-Range: " + MODIFIED), sameSecond))
        .isEqualTo(Outcome.PROCEED);
  }

  @Test
  void aRequestWithoutConditionsAllocatesNothing() {
    RequestHead usual = get("Host: a", "Accept: */*", "User-Agent: curl/8.5");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    int proceeding = 0;
    for (int i = 0; i < 20_000; i++) {
      proceeding += cache(usual, PRESENT) == Outcome.PROCEED ? 1 : 0;
    }

    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < 20_000; i++) {
      proceeding += cache(usual, PRESENT) == Outcome.PROCEED ? 1 : 0;
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(proceeding).isEqualTo(40_000);
    assertThat(allocated).isLessThan(20_000);
  }

  /** RFC 9110 section 15.4.5. */
  @Test
  void a304CarriesWhatA200WouldButNotItsContent() {
    Fields answer =
        fields(
            "Cache-Control: max-age=5",
            "Content-Location: /x",
            "Date: d",
            "ETag: \"a\"",
            "Expires: e",
            "Vary: v",
            "Content-Type: t",
            "Content-Length: 5",
            "Content-Encoding: gzip",
            "Content-Language: de",
            "Accept-Ranges: bytes",
            "Last-Modified: m",
            "Access-Control-Allow-Origin: *",
            "Age: 3");

    NotModified.reduce(answer);

    assertThat(answer.toString().lines().map(line -> line.substring(0, line.indexOf(':'))))
        .containsExactly(
            "cache-control",
            "content-location",
            "date",
            "etag",
            "expires",
            "vary",
            "access-control-allow-origin",
            "age");
  }

  @Test
  void a304WithoutTagKeepsTheDateOfChange() {
    Fields answer = fields("Last-Modified: m", "Content-Type: t");

    NotModified.reduce(answer);

    assertThat(answer.toString()).isEqualTo("last-modified: m\n");
  }

  @Property
  void noBytesMakeItThrow(@ForAll @Size(max = 40) byte[] bytes) {
    for (String name :
        new String[] {
          "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range"
        }) {
      RequestHead request = get("Range: bytes=0-1");
      request.fields().add(raw(name, bytes), 0);
      origin(request, PRESENT);
      origin(request, Representation.of(raw("ETag", bytes), NOW));
      cache(request, Representation.of(raw("Last-Modified", bytes), NOW));
    }
  }
}
