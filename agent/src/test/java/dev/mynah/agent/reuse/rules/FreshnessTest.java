package dev.mynah.agent.reuse.rules;

import static dev.mynah.agent.reuse.rules.CachingPolicy.FOLLOW_ORIGIN;
import static dev.mynah.agent.reuse.rules.Messages.fields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.reuse.rules.Freshness.Source;
import dev.mynah.agent.reuse.rules.control.RequestDirectives;
import dev.mynah.agent.reuse.rules.control.ResponseDirectives;
import dev.mynah.agent.reuse.rules.field.HttpDate;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 sections 4.2 and 5.2.1, RFC 5861, RFC 8246. */
class FreshnessTest {
  private static final long NOW = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();
  private static final CachingPolicy TTL = FOLLOW_ORIGIN.withTtlMillis(60_000);

  private static Freshness of(CachingPolicy policy, int status, String... lines) {
    Fields answer = fields(lines);
    return Freshness.of(status, answer, ResponseDirectives.of(answer), policy, NOW, NOW);
  }

  private static Freshness of(String... lines) {
    return of(FOLLOW_ORIGIN, 200, lines);
  }

  private static Freshness cacheControl(String value) {
    return of("Cache-Control: " + value);
  }

  private static String at(long secondsFromNow) {
    return HttpDate.format(NOW + secondsFromNow * 1_000);
  }

  // Section 4.2.1: the first of s-maxage, max-age, Expires, heuristics.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s-maxage=7, max-age=9|S_MAXAGE|7",
        "max-age=9|MAX_AGE|9",
        "max-age=x|MAX_AGE|0",
        "public|EXPIRES|100",
        "no-transform|EXPIRES|100"
      })
  void directivesStandAboveExpires(String value, Source source, long seconds) {
    Freshness read = of("Cache-Control: " + value, "Date: " + at(0), "Expires: " + at(100));

    assertThat(read.source()).isEqualTo(source);
    assertThat(read.lifetimeMillis()).isEqualTo(seconds * 1_000);
  }

  @Test
  void expiresIsMeasuredFromTheOriginsClock() {
    Freshness read = of("Date: " + at(-1_000), "Expires: " + at(-900));

    assertThat(read.lifetimeMillis()).isEqualTo(100_000);
    assertThat(read.ageSeconds(NOW)).isEqualTo(1_000);
    assertThat(read.isFresh(NOW)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "''", "'Thu, 18 Aug 2050 02:01:18 UTC'", "never"})
  void anExpiresThatIsNoDateIsInThePast(String value) {
    Freshness read = of("Expires: " + value, "Last-Modified: " + at(-1_000_000));

    assertThat(read.source()).isEqualTo(Source.EXPIRES);
    assertThat(read.lifetimeMillis()).isZero();
  }

  @Test
  void ofTwoExpiresTheEarlierCountsAndOneMalformedIsEnough() {
    assertThat(of("Expires: " + at(100), "Expires: " + at(50)).lifetimeMillis()).isEqualTo(50_000);
    assertThat(of("Expires: " + at(100), "Expires: 0").lifetimeMillis()).isZero();
  }

  @Test
  void anExpiresWithoutDateIsMeasuredFromTheTimeItCame() {
    assertThat(of("Expires: " + at(100)).lifetimeMillis()).isEqualTo(100_000);
    assertThat(of("Expires: " + at(100), "Date: soon").lifetimeMillis()).isEqualTo(100_000);
  }

  @Test
  void aTargetedFieldHidesExpires() {
    Freshness read = of("CDN-Cache-Control: public", "Expires: " + at(100));

    assertThat(read.source()).isEqualTo(Source.NONE);
  }

  // Section 4.2.2.

  @ParameterizedTest
  @CsvSource({
    "200,true",
    "203,true",
    "204,true",
    "300,true",
    "301,true",
    "308,true",
    "404,true",
    "405,true",
    "410,true",
    "414,true",
    "501,true",
    "451,true",
    "201,false",
    "202,false",
    "302,false",
    "307,false",
    "403,false",
    "500,false",
    "502,false",
    "503,false",
    "504,false",
    "599,false"
  })
  void heuristicsAreForTheStatusesThatAllowThem(int status, boolean allowed) {
    String modified = "Last-Modified: " + at(-1_000);

    assertThat(of(FOLLOW_ORIGIN, status, modified).lifetimeMillis())
        .isEqualTo(allowed ? 100_000 : 0);
    assertThat(of(FOLLOW_ORIGIN, status, modified, "Cache-Control: public").lifetimeMillis())
        .isEqualTo(100_000);
  }

  @Test
  void heuristicsAreATenthOfTheAgeOfTheContentAndAtMostADay() {
    assertThat(of("Last-Modified: " + at(-600), "Date: " + at(-100)).lifetimeMillis())
        .isEqualTo(50_000);
    assertThat(of("Last-Modified: " + at(-86_400 * 365)).lifetimeMillis()).isEqualTo(86_400_000);
    assertThat(of("Last-Modified: " + at(500)).lifetimeMillis()).isZero();
    assertThat(of("Last-Modified: once").lifetimeMillis()).isZero();
  }

  @Test
  void heuristicsCanBeSwitchedOff() {
    CachingPolicy off =
        new CachingPolicy(
            -1, false, CachingPolicy.SetCookies.REFUSE, false, -1, -1, CachingPolicy.LASTING);

    assertThat(of(off, 200, "Last-Modified: " + at(-1_000)).source()).isEqualTo(Source.NONE);
  }

  @Test
  void noHeuristicsBesideAnExplicitLifetime() {
    assertThat(of("Cache-Control: max-age=0", "Last-Modified: " + at(-1_000)).lifetimeMillis())
        .isZero();
  }

  // The operator's lifetime.

  @ParameterizedTest
  @CsvSource({
    "200,60000",
    "301,60000",
    "404,60000",
    "302,60000",
    "410,60000",
    "500,5000",
    "503,5000",
    "403,5000",
    "501,5000"
  })
  void theOperatorsLifetimeStandsAboveTheOriginsButNotForFailures(int status, long millis) {
    String[] lines = {"Cache-Control: max-age=5, s-maxage=5", "Expires: 0"};

    assertThat(of(TTL, status, lines).lifetimeMillis()).isEqualTo(millis);
  }

  @Test
  void theOperatorsLifetimeLeavesNoCacheAndMustRevalidateInForce() {
    assertThat(of(TTL, 200, "Cache-Control: no-cache").use(RequestDirectives.NONE, NOW))
        .isEqualTo(Use.VALIDATE);
    Freshness must = of(TTL, 200, "Cache-Control: must-revalidate, stale-if-error=900");
    assertThat(must.use(RequestDirectives.NONE, NOW)).isEqualTo(Use.FRESH);
    assertThat(must.servesOnError(RequestDirectives.NONE, NOW + 61_000)).isFalse();
  }

  @Test
  void theOperatorsWindowsStandAboveTheOrigins() {
    CachingPolicy policy =
        new CachingPolicy(
            1_000, false, CachingPolicy.SetCookies.REFUSE, true, 5_000, 0, CachingPolicy.LASTING);
    Freshness read = of(policy, 200, "Cache-Control: stale-while-revalidate=1, stale-if-error=900");

    assertThat(read.use(RequestDirectives.NONE, NOW + 5_999)).isEqualTo(Use.STALE_WHILE_REVALIDATE);
    assertThat(read.use(RequestDirectives.NONE, NOW + 6_000)).isEqualTo(Use.VALIDATE);
    assertThat(read.servesOnError(RequestDirectives.NONE, NOW + 1_000)).isFalse();
  }

  // Section 4.2.3.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Age | Date before response | delay | age when it came
        "|0|0|0",
        "30|0|0|30",
        "30|0|4|34",
        "|20|4|20",
        "10|20|4|20",
        "18|20|4|22",
        "|-500|4|4",
        "abc|0|0|0",
        "-7200|0|0|0",
        "7200.0|0|0|0",
        "7200, 0|0|0|7200",
        "0, 7200|0|0|0",
        "99999999999999|0|0|2147483648"
      })
  void ageIsCorrected(String age, long dateBefore, long delaySeconds, long seconds) {
    Fields answer = fields("Date: " + at(-dateBefore), "Cache-Control: max-age=9");
    if (age != null) {
      answer.add("Age", age);
    }

    Freshness read =
        Freshness.of(
            200,
            answer,
            ResponseDirectives.of(answer),
            FOLLOW_ORIGIN,
            NOW - delaySeconds * 1_000,
            NOW);

    assertThat(read.ageSeconds(NOW)).isEqualTo(seconds);
    assertThat(read.ageMillis(NOW + 5_500)).isEqualTo(seconds * 1_000 + 5_500);
  }

  @Test
  void ofTwoAgeLinesTheFirstCounts() {
    assertThat(of("Age: 5", "Age: 7200").ageSeconds(NOW)).isEqualTo(5);
  }

  @Test
  void anAnswerMayBeStaleWhenItComes() {
    Freshness read = of("Cache-Control: max-age=3600", "Age: 7200");

    assertThat(read.isFresh(NOW)).isFalse();
    assertThat(read.ttlSeconds(NOW)).isEqualTo(-3_600);
  }

  @Test
  void itIsFreshUntilItsAgeIsItsLifetime() {
    Freshness read = cacheControl("max-age=10");

    assertThat(read.isFresh(NOW + 9_999)).isTrue();
    assertThat(read.isFresh(NOW + 10_000)).isFalse();
    assertThat(read.ttlSeconds(NOW + 9_999)).isZero();
    assertThat(read.ttlSeconds(NOW + 10_001)).isEqualTo(-1);
  }

  @Test
  void aClockThatStepsBackMakesNothingYoungerThanNew() {
    assertThat(cacheControl("max-age=10").ageMillis(NOW - 5_000)).isZero();
  }

  @Property
  void ageNeverShrinksWhileTimeGoesOn(
      @ForAll @LongRange(min = 0, max = 1L << 33) long first,
      @ForAll @LongRange(min = 0, max = 1L << 33) long more,
      @ForAll @LongRange(min = 0, max = 1L << 32) long age) {
    Freshness read = of("Cache-Control: max-age=60", "Age: " + age);

    assertThat(read.ageMillis(NOW + first + more))
        .isGreaterThanOrEqualTo(read.ageMillis(NOW + first));
    assertThat(read.ageSeconds(NOW + first)).isGreaterThanOrEqualTo(Math.min(age, 1L << 31));
    if (!read.isFresh(NOW + first)) {
      assertThat(read.isFresh(NOW + first + more)).isFalse();
    }
  }

  // What may be served: sections 4 and 5.2.1, RFC 5861 section 3.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // answer | request | seconds later | use
        "max-age=10||9|FRESH",
        "max-age=10||10|VALIDATE",
        "no-cache, max-age=10||0|VALIDATE",
        "max-age=10|no-cache|0|VALIDATE_FOR_REQUEST",
        "max-age=10|max-age=5|5|FRESH",
        "max-age=10|max-age=5|6|VALIDATE_FOR_REQUEST",
        "max-age=10|max-age=0|0|VALIDATE_FOR_REQUEST",
        "max-age=10|max-age=x|1|VALIDATE_FOR_REQUEST",
        "max-age=10, immutable|max-age=0|1|FRESH",
        "max-age=10, immutable|max-age=0|11|VALIDATE",
        "max-age=10, immutable|no-cache|1|VALIDATE_FOR_REQUEST",
        "max-age=10|min-fresh=5|5|FRESH",
        "max-age=10|min-fresh=5|6|VALIDATE_FOR_REQUEST",
        "max-age=10|max-stale|1000|STALE",
        "max-age=10|max-stale=5|15|STALE",
        "max-age=10|max-stale=5|16|VALIDATE",
        "max-age=10|max-stale=5, max-age=12|13|VALIDATE",
        "max-age=10|max-stale=5, min-fresh=1|13|VALIDATE",
        "max-age=10, must-revalidate|max-stale|11|VALIDATE",
        "max-age=10, proxy-revalidate|max-stale|11|VALIDATE",
        "s-maxage=10|max-stale|11|VALIDATE",
        "no-cache|max-stale|11|VALIDATE",
        "max-age=10, stale-while-revalidate=5||10|STALE_WHILE_REVALIDATE",
        "max-age=10, stale-while-revalidate=5||14|STALE_WHILE_REVALIDATE",
        "max-age=10, stale-while-revalidate=5||15|VALIDATE",
        "s-maxage=10, stale-while-revalidate=5||12|STALE_WHILE_REVALIDATE",
        "max-age=10, must-revalidate, stale-while-revalidate=5||12|VALIDATE",
        "max-age=10, stale-while-revalidate=5|max-age=11|12|VALIDATE",
        "max-age=10, stale-while-revalidate=5|no-cache|12|VALIDATE_FOR_REQUEST",
        "max-age=10|only-if-cached|9|FRESH",
        "max-age=10|only-if-cached|10|UNAVAILABLE",
        "max-age=10|only-if-cached, no-cache|1|UNAVAILABLE",
        "max-age=10|only-if-cached, max-stale|10|STALE",
        "max-age=10, stale-while-revalidate=5|only-if-cached|12|STALE_WHILE_REVALIDATE"
      })
  void saysHowAnAnswerMayBeUsed(String answer, String request, long later, Use use) {
    Fields asked = request == null ? fields() : fields("Cache-Control: " + request);

    assertThat(cacheControl(answer).use(RequestDirectives.of(asked), NOW + later * 1_000))
        .isEqualTo(use);
  }

  // RFC 5861 section 4.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=10, stale-if-error=5||14|true",
        "max-age=10, stale-if-error=5||15|false",
        "max-age=10||10|false",
        "max-age=10|stale-if-error=60|30|true",
        "max-age=10, stale-if-error=5|stale-if-error=60|30|true",
        "s-maxage=10, stale-if-error=5||12|true",
        "s-maxage=10|stale-if-error=60|12|false",
        "max-age=10, stale-if-error=5, must-revalidate||12|false",
        "max-age=10, stale-if-error=5, proxy-revalidate||12|false",
        "no-cache, stale-if-error=5||1|false",
        "max-age=10, stale-if-error=5|no-cache|12|false"
      })
  void saysWhetherItStandsInForAFailure(String answer, String request, long later, boolean serves) {
    Fields asked = request == null ? fields() : fields("Cache-Control: " + request);

    assertThat(cacheControl(answer).servesOnError(RequestDirectives.of(asked), NOW + later * 1_000))
        .isEqualTo(serves);
  }

  @Test
  void fourStatusesCountAsFailures() {
    for (int status = 100; status < 600; status++) {
      boolean error = status == 500 || status == 502 || status == 503 || status == 504;
      assertThat(Freshness.isError(status)).isEqualTo(error);
    }
  }

  @Test
  void whatWasPurgedSoftlyIsStaleFromThenOn() {
    Freshness read = cacheControl("max-age=100, stale-if-error=10").staleFrom(NOW + 5_000);

    assertThat(read.use(RequestDirectives.NONE, NOW + 5_000)).isEqualTo(Use.VALIDATE);
    assertThat(read.servesOnError(RequestDirectives.NONE, NOW + 14_000)).isTrue();
    assertThat(read.servesOnError(RequestDirectives.NONE, NOW + 16_000)).isFalse();
    assertThat(read.staleFrom(NOW + 50_000)).isEqualTo(read);
  }
}
