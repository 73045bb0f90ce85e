package dev.mynah.agent.config.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.reuse.CacheConfig;
import dev.mynah.agent.config.reuse.DedupConfig;
import dev.mynah.agent.config.reuse.RedisConfig;
import dev.mynah.agent.config.reuse.ReuseSpace;
import dev.mynah.agent.config.reuse.RouteReuse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How routes save calls, as written. */
class ReuseFormatTest {
  private static final String UPSTREAM = "upstreams: { p: 'http://p' }\n";

  private static RouteReuse route(String before, String keys) {
    return Configs.good(before + Configs.route("match: /a, proxy: p" + keys))
        .routes()
        .get(0)
        .reuse();
  }

  private static CacheConfig cache(String before, String keys) {
    CacheConfig cache = route(before, keys).cache();
    assertThat(cache).isNotNull();
    return cache;
  }

  private static String problem(String yaml) {
    List<String> problems = Configs.problems(yaml);
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @Test
  void aRouteThatSaysNothingSavesNothing() {
    assertThat(route(UPSTREAM, "")).isEqualTo(RouteReuse.NONE);
    assertThat(route(UPSTREAM + "defaults: { cache: 60s, dedup: 10s }\n", ""))
        .isEqualTo(RouteReuse.NONE);
  }

  @Test
  void emptyBracesFollowTheOrigin() {
    assertThat(cache(UPSTREAM, ", cache: {}")).isEqualTo(CacheConfig.DEFAULT);
  }

  @Test
  void aDurationAloneIsTheTtl() {
    assertThat(cache(UPSTREAM, ", cache: 90s").ttl()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void theRouteStandsAboveTheUpstreamAndThatAboveTheDefaults() {
    String before =
        "upstreams: { p: {url: 'http://p', cache: {ttl: 20s, ignoreQuery: utm_*}} }\n"
            + "defaults: { cache: {ttl: 10s, visibility: public, coalesce: false} }\n";

    assertThat(cache(before, "").ttl()).isEqualTo(Duration.ofSeconds(20));
    CacheConfig own = cache(before, ", cache: {ttl: 30s}");
    assertThat(own.ttl()).isEqualTo(Duration.ofSeconds(30));
    assertThat(own.ignoreQuery()).containsExactly("utm_*");
    assertThat(own.visibility()).isEqualTo(CacheConfig.Visibility.PUBLIC);
    assertThat(own.coalesce()).isFalse();
  }

  @Test
  void aRouteMayStayOutOfItsUpstreamsCache() {
    String before = "upstreams: { p: {url: 'http://p', cache: {}} }\n";

    assertThat(route(before, ", cache: {enabled: false}").cache()).isNull();
    assertThat(route(before, "").cache()).isNotNull();
  }

  @Test
  void aMockHasNoCache() {
    assertThat(problem(Configs.route("match: /a, mock: {}, cache: {}")))
        .contains("expected proxy: beside it");
  }

  @Test
  void everyKeyOfACacheIsRead() {
    assertThat(
            cache(
                UPSTREAM,
                ", cache: {ttl: 1s, statuses: [200, 404], visibility: public, setCookie: strip,"
                    + " heuristic: false, staleWhileRevalidate: 2s, staleIfError: 3s,"
                    + " maxObject: 4KiB, ignoreQuery: [a], keyHeaders: [X-B], coalesce: false}"))
        .isEqualTo(
            new CacheConfig(
                Duration.ofSeconds(1),
                Set.of(200, 404),
                CacheConfig.Visibility.PUBLIC,
                CacheConfig.SetCookie.STRIP,
                false,
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                4096L,
                List.of("a"),
                List.of("X-B"),
                false));
  }

  @Test
  void aDedupWindowIsSafeMethodsForAMinuteUnlessItSaysMore() {
    assertThat(route(UPSTREAM, ", dedup: {}").dedup())
        .isEqualTo(
            new DedupConfig(
                Duration.ofSeconds(60),
                Set.of("GET", "HEAD"),
                List.of(),
                1024 * 1024,
                256 * 1024,
                Duration.ofSeconds(30)));
    assertThat(route(UPSTREAM + "defaults: { dedup: 5s }\n", ", dedup: {methods: post}").dedup())
        .isEqualTo(
            new DedupConfig(
                Duration.ofSeconds(5),
                Set.of("POST"),
                List.of(),
                1024 * 1024,
                256 * 1024,
                Duration.ofSeconds(30)));
  }

  @Test
  void aMockMayHaveADedupWindowAndCacheHeaders() {
    RouteReuse mock =
        Configs.good(Configs.route("match: /a, mock: {}, dedup: {}, cacheHeaders: {ttl: 5s}"))
            .routes()
            .get(0)
            .reuse();

    assertThat(mock.dedup()).isNotNull();
    assertThat(mock.cacheHeaders().ttl()).isEqualTo(Duration.ofSeconds(5));
    assertThat(mock.cacheHeaders().visibility()).isNull();
    assertThat(mock.cacheHeaders().etag()).isTrue();
  }

  @Test
  void whatAllShareIsSaidAtTheTop() {
    assertThat(Configs.good("routes: []").reuse()).isEqualTo(ReuseSpace.DEFAULT);
    ReuseSpace space =
        Configs.good(
                "cache: {size: 64MiB, maxObject: 1MiB}\n"
                    + "dedup: {size: 2MiB}\n"
                    + "redis: {url: 'redis://u:secret@r:6380/2', timeout: 20ms}\n")
            .reuse();
    assertThat(space.cacheBytes()).isEqualTo(64L * 1024 * 1024);
    assertThat(space.maxObjectBytes()).isEqualTo(1024L * 1024);
    assertThat(space.dedupBytes()).isEqualTo(2L * 1024 * 1024);
    RedisConfig redis = space.redis();
    assertThat(redis).isNotNull();
    assertThat(redis.timeout()).isEqualTo(Duration.ofMillis(20));
    assertThat(redis.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://r | expected a URL such as redis://host:6379/0",
        "redis:// | expected a URL such as redis://host:6379/0",
        "redis://r/db | expected the number of a database after the host",
        "redis://r:99999 | expected a port of 1 to 65535",
      })
  void aServerOfAnotherKindIsRefused(String url, String expected) {
    assertThat(problem("redis: {url: '" + url + "'}")).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cache: {ttl: -5s} | ttl: -5s (expected 0s to 365d",
        "cache: {ttl: 10} | ttl: 10",
        "cache: {statuses: [99]} | statuses[0]: 99",
        "cache: {visibility: private} | visibility: private (expected one of origin, public",
        "cache: {maxAge: 5s} | ttl",
        "dedup: {window: 0s} | window: 0s (expected 100ms to 1d",
        "dedup: {methods: ['P OST']} | methods",
        "cacheHeaders: {visibility: all} | expected one of public, private, none",
        "cacheHeaders: {tags: ['a b']} | without blanks and commas",
      })
  void whatCannotBeIsNamed(String keys, String expected) {
    assertThat(problem(UPSTREAM + Configs.route("match: /a, proxy: p, " + keys)))
        .contains(expected);
  }

  @Test
  void theRedisUrlIsNeverPrinted() {
    String printed =
        String.join(
            "\n",
            Configs.problems("redis: {url: '${REDIS}', timeout: 0s}").toString(),
            Configs.load(
                    "redis: {url: '${REDIS}', timeout: 0s}",
                    Map.of("REDIS", "redis://:pw@r"),
                    Map.of())
                .problems()
                .toString());
    assertThat(printed).doesNotContain("pw@");
  }
}
