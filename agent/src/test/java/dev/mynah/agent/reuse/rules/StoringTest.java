package dev.mynah.agent.reuse.rules;

import static dev.mynah.agent.reuse.rules.CachingPolicy.FOLLOW_ORIGIN;
import static dev.mynah.agent.reuse.rules.Messages.answer;
import static dev.mynah.agent.reuse.rules.Messages.get;
import static dev.mynah.agent.reuse.rules.Messages.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.http.RequestHead;
import dev.mynah.agent.http.ResponseHead;
import dev.mynah.agent.reuse.rules.CachingPolicy.SetCookies;
import dev.mynah.agent.reuse.rules.Storing.NotStorable;
import dev.mynah.agent.reuse.rules.Storing.Storable;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 sections 3, 3.1 and 3.5. */
class StoringTest {
  private static final long NOW = 1_800_000_000_000L;
  private static final String OLD = "Last-Modified: " + HttpDate.format(NOW - 86_400_000);
  private static final CachingPolicy TTL = FOLLOW_ORIGIN.withTtlMillis(60_000);
  private static final CachingPolicy SHARED =
      new CachingPolicy(60_000, true, SetCookies.REFUSE, true, -1, -1, CachingPolicy.LASTING);
  private static final CachingPolicy STRIP =
      new CachingPolicy(-1, false, SetCookies.STRIP, true, -1, -1, CachingPolicy.LASTING);

  private static Storing judge(RequestHead request, ResponseHead answer, CachingPolicy policy) {
    return Storing.judge(request, answer, policy, NOW, NOW);
  }

  /** The word of the refusal, or "stored". */
  private static String word(RequestHead request, ResponseHead answer, CachingPolicy policy) {
    return judge(request, answer, policy) instanceof NotStorable not
        ? not.refusal().word()
        : "stored";
  }

  private static String cacheControl(int status, String value) {
    return word(get(), answer(status, "Cache-Control: " + value), FOLLOW_ORIGIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW", "get"})
  void onlyAnswersToGetAreStored(String method) {
    ResponseHead answer = answer(200, "Cache-Control: public, max-age=60");

    assertThat(word(request(method), answer, SHARED)).isEqualTo("method");
    assertThat(word(get(), answer, SHARED)).isEqualTo("stored");
  }

  @ParameterizedTest
  @CsvSource({
    "100,status", "101,status", "103,status", "206,status", "304,status", "200,stored",
    "201,stored", "204,stored", "302,stored", "307,stored", "400,stored", "404,stored",
    "500,stored", "503,stored", "599,stored"
  })
  void anyFinalStatusWithALifetimeIsStoredButNotPartsAnd304(int status, String word) {
    assertThat(cacheControl(status, "max-age=60")).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({
    "200,stored",
    "203,stored",
    "204,stored",
    "300,stored",
    "301,stored",
    "308,stored",
    "404,stored",
    "405,stored",
    "410,stored",
    "414,stored",
    "501,stored",
    "201,not-cacheable",
    "202,not-cacheable",
    "302,not-cacheable",
    "403,not-cacheable",
    "500,not-cacheable",
    "502,not-cacheable",
    "503,not-cacheable",
    "504,not-cacheable",
    "599,not-cacheable"
  })
  void withoutALifetimeTheStatusDecides(int status, String word) {
    assertThat(word(get(), answer(status, OLD), FOLLOW_ORIGIN)).isEqualTo(word);
    assertThat(word(get(), answer(status, OLD, "Cache-Control: public"), FOLLOW_ORIGIN))
        .isEqualTo("stored");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=60, no-store|no-store",
        "no-store=\"x\"|no-store",
        "max-age=60, private|private",
        "max-age=60, private=\"a b\"|private",
        "max-age=60, private=\"x-user\"|stored",
        "max-age=60, no-cache|not-reusable",
        "max-age=60, no-cache=\"x-user\"|stored",
        "must-understand, no-store, max-age=60|stored",
        "must-understand, no-store, private, max-age=60|private",
        "max-age=0|not-reusable",
        "max-age=0, stale-while-revalidate=5|stored",
        "max-age=0, stale-if-error=5|stored",
        "max-age=banana|not-reusable",
        "x=\"y|no-store",
        "must-understand, max-age=60, x=\"y|private"
      })
  void directivesDecide(String value, String word) {
    assertThat(cacheControl(200, value)).isEqualTo(word);
  }

  @Test
  void mustUnderstandRefusesAStatusThatIsNotUnderstood() {
    assertThat(cacheControl(599, "must-understand, max-age=60")).isEqualTo("status");
    assertThat(cacheControl(299, "must-understand, no-store, max-age=60")).isEqualTo("status");
    assertThat(cacheControl(418, "must-understand, max-age=60")).isEqualTo("status");
    assertThat(cacheControl(404, "must-understand, max-age=60")).isEqualTo("stored");
  }

  @Test
  void aStaleAnswerWithAValidatorIsWorthKeeping() {
    String none = "Cache-Control: no-cache";

    assertThat(word(get(), answer(200, none, "ETag: \"a\""), FOLLOW_ORIGIN)).isEqualTo("stored");
    assertThat(word(get(), answer(200, none, OLD), FOLLOW_ORIGIN)).isEqualTo("stored");
    assertThat(word(get(), answer(200, none, "ETag: bare"), FOLLOW_ORIGIN))
        .isEqualTo("not-reusable");
    assertThat(word(get(), answer(200, "ETag: \"a\""), FOLLOW_ORIGIN)).isEqualTo("stored");
    assertThat(word(get(), answer(200), FOLLOW_ORIGIN)).isEqualTo("not-reusable");
  }

  @Test
  void noStoreOfTheRequestIsObeyed() {
    RequestHead request = get("Cache-Control: no-store");

    assertThat(word(request, answer(200, "Cache-Control: max-age=60"), SHARED))
        .isEqualTo("request-no-store");
  }

  // Section 3.5.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=60|authorization",
        "max-age=60, public|stored",
        "max-age=60, must-revalidate|stored",
        "s-maxage=60|stored",
        "s-maxage=x, max-age=60|authorization",
        "max-age=60, proxy-revalidate|authorization",
        "max-age=60, private, public|private"
      })
  void answersToCredentialsNeedLeave(String value, String word) {
    RequestHead request = get("Authorization: Basic QQ==");

    assertThat(word(request, answer(200, "Cache-Control: " + value), FOLLOW_ORIGIN))
        .isEqualTo(word);
  }

  @Test
  void theOperatorsLifetimeAloneIsNoLeaveToShareWhatWasAuthorised() {
    RequestHead request = get("Authorization: Basic QQ==");

    assertThat(word(request, answer(200), TTL)).isEqualTo("authorization");
    assertThat(word(request, answer(200), SHARED)).isEqualTo("stored");
    assertThat(word(request, answer(200, "Cache-Control: private"), SHARED)).isEqualTo("private");
  }

  @Test
  void anAnswerToCookiesIsNeverStoredOnAGuess() {
    RequestHead request = get("Cookie: session=1");

    assertThat(word(request, answer(200, OLD), FOLLOW_ORIGIN)).isEqualTo("not-cacheable");
    assertThat(word(request, answer(200, "Cache-Control: max-age=9"), FOLLOW_ORIGIN))
        .isEqualTo("stored");
    assertThat(word(request, answer(200, OLD, "Cache-Control: public"), FOLLOW_ORIGIN))
        .isEqualTo("stored");
  }

  // The operator's lifetime.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200||stored",
        "200|max-age=0|stored",
        "200|no-store|no-store",
        "200|private|private",
        "200|no-cache|not-reusable",
        "404||stored",
        "302||stored",
        "500||not-cacheable",
        "503|max-age=9|stored",
        "206||status"
      })
  void theOperatorsLifetimeGivesALifetimeAndNothingElse(int status, String value, String word) {
    ResponseHead answer =
        value == null ? answer(status) : answer(status, "Cache-Control: " + value);

    assertThat(word(get(), answer, TTL)).isEqualTo(word);
  }

  @Test
  void varyStarIsNeverStored() {
    assertThat(word(get(), answer(200, "Vary: a, *"), SHARED)).isEqualTo("vary");
    assertThat(word(get(), answer(200, "Vary: a b"), SHARED)).isEqualTo("vary");
    assertThat(word(get(), answer(200, "Vary: a"), SHARED)).isEqualTo("stored");
  }

  @Test
  void answersThatSetCookiesAreRefusedUnlessStripped() {
    String lives = "Cache-Control: public, max-age=60";
    ResponseHead cookie = answer(200, lives, "set-cookie: a=b", "X: y");

    assertThat(word(get(), cookie, FOLLOW_ORIGIN)).isEqualTo("set-cookie");
    assertThat(word(get(), cookie, SHARED)).isEqualTo("set-cookie");
    assertThat(word(get(), answer(200, lives, "Set-Cookie2: a=b"), SHARED)).isEqualTo("set-cookie");
    Storable stripped = (Storable) judge(get(), cookie, STRIP);
    assertThat(stripped.unstored().kept(cookie.fields(), NOW).toString())
        .contains("x: y")
        .doesNotContain("cookie:");
  }

  @Test
  void aCookieThatTheOriginKeepsFromStoresIsNoReasonToRefuse() {
    ResponseHead answer =
        answer(200, "Cache-Control: max-age=9, private=\"Set-Cookie\"", "Set-Cookie: a=b");

    Storable storable = (Storable) judge(get(), answer, FOLLOW_ORIGIN);

    assertThat(storable.unstored().kept(answer.fields(), NOW).toString())
        .doesNotContain("set-cookie:");
  }

  // Section 3.1.

  @Test
  void fieldsOfTheConnectionAndNamedOnesAreNotStored() {
    ResponseHead answer =
        answer(
            200,
            "Cache-Control: max-age=9, no-cache=\"x-a\", private=X-B",
            "X-A: 1",
            "x-b: 2",
            "Connection: close, X-C",
            "X-C: 3",
            "Keep-Alive: timeout=5",
            "Transfer-Encoding: chunked",
            "Proxy-Authenticate: Basic",
            "Proxy-Authentication-Info: x",
            "Trailer: X-T",
            "Upgrade: h2c",
            "TE: trailers",
            "Content-Type: text/plain",
            "Date: " + HttpDate.format(NOW - 5_000),
            "X-D: 4",
            "X-D: 5");

    Fields kept =
        ((Storable) judge(get(), answer, FOLLOW_ORIGIN)).unstored().kept(answer.fields(), NOW);

    assertThat(kept.toString().lines().map(line -> line.substring(0, line.indexOf(':'))))
        .containsExactly("cache-control", "content-type", "date", "x-d", "x-d");
    assertThat(answer.fields().size()).isEqualTo(16);
  }

  @Test
  void anAnswerWithoutDateGetsTheTimeItCame() {
    ResponseHead answer = answer(200, "Cache-Control: max-age=9");

    Fields kept = ((Storable) judge(get(), answer, TTL)).unstored().kept(answer.fields(), NOW);

    assertThat(kept.get("Date")).isEqualTo(HttpDate.format(NOW));
  }

  @Test
  void aTargetedFieldDecidesAlone() {
    assertThat(
            word(
                get(),
                answer(200, "Cache-Control: no-store", "CDN-Cache-Control: max-age=9"),
                FOLLOW_ORIGIN))
        .isEqualTo("stored");
    assertThat(
            word(
                get(),
                answer(200, "Cache-Control: max-age=9", "CDN-Cache-Control: private"),
                FOLLOW_ORIGIN))
        .isEqualTo("private");
    assertThat(
            word(
                get(),
                answer(200, "Cache-Control: no-store", "CDN-Cache-Control: max-age=\"9\""),
                FOLLOW_ORIGIN))
        .isEqualTo("no-store");
  }

  // Whatever comes together, nobody's answer becomes another's.

  @Provide
  Arbitrary<Set<String>> directives() {
    return Arbitraries.of(
            "no-store",
            "private",
            "private=\"x-a\"",
            "public",
            "no-cache",
            "must-revalidate",
            "must-understand",
            "max-age=60",
            "max-age=0",
            "s-maxage=60",
            "immutable",
            "stale-while-revalidate=9")
        .set()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<Set<String>> requestLines() {
    return Arbitraries.of(
            "Authorization: a", "Cookie: b", "Cache-Control: no-store", "Cache-Control: no-cache")
        .set();
  }

  @Provide
  Arbitrary<Set<String>> answerLines() {
    return Arbitraries.of(
            "Set-Cookie: a", "Vary: *", "Vary: a", "ETag: \"a\"", "Expires: 0", "Age: 5", OLD)
        .set();
  }

  @Provide
  Arbitrary<CachingPolicy> policies() {
    return Arbitraries.of(FOLLOW_ORIGIN, TTL, SHARED, STRIP);
  }

  @Provide
  Arbitrary<Integer> statuses() {
    return Arbitraries.of(200, 203, 206, 302, 304, 404, 500, 599);
  }

  @Property(tries = 5_000)
  void whatIsStoredMayBeShared(
      @ForAll("requestLines") Set<String> asked,
      @ForAll("directives") Set<String> directives,
      @ForAll("answerLines") Set<String> lines,
      @ForAll("statuses") int status,
      @ForAll("policies") CachingPolicy policy) {
    RequestHead request = get(asked.toArray(String[]::new));
    ResponseHead answer = answer(status, lines.toArray(String[]::new));
    answer.fields().add("Cache-Control", String.join(", ", directives));

    if (!(judge(request, answer, policy) instanceof Storable storable)) {
      return;
    }
    assertThat(directives).doesNotContain("private");
    if (directives.contains("no-store")) {
      assertThat(directives).contains("must-understand");
    }
    assertThat(lines).doesNotContain("Vary: *");
    assertThat(asked).doesNotContain("Cache-Control: no-store");
    assertThat(status).isNotIn(206, 304);
    assertThat(storable.unstored().kept(answer.fields(), NOW).get("Set-Cookie")).isNull();
    if (asked.contains("Authorization: a")) {
      assertThat(
              policy.shareAuthorised()
                  || directives.stream()
                      .anyMatch(List.of("public", "must-revalidate", "s-maxage=60")::contains))
          .isTrue();
    }
    if (directives.contains("no-cache")) {
      assertThat(Revalidation.hasValidator(answer.fields())).isTrue();
    }
  }
}
