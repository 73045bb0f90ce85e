package dev.mynah.exporter.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.Family;
import dev.mynah.metrics.PrometheusServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Minutes out of what a real Prometheus remembers. */
class PrometheusHistoryTest {
  private static final Past PAST = new Past();
  private static final long LONG_AGO = 1_600_000_000;
  private static PrometheusServer prometheus;

  @TempDir private Path data;

  @BeforeAll
  static void remember() throws Exception {
    steady();
    youngOrBegunAnew();
    withGaps();
    withHistograms();
    withTwins();
    prometheus = PrometheusServer.remembering(PAST.text());
  }

  @AfterAll
  static void forget() {
    if (prometheus != null) {
      prometheus.close();
    }
  }

  @BeforeEach
  void isThere() {
    assertThat(prometheus).isNotNull();
  }

  /** Scraped every 15 s; 10 a scrape of one route, and of another that comes after 5 minutes. */
  private static void steady() {
    for (int i = 0; i <= 4 * 30; i++) {
      Past.Scrape scrape =
          PAST.scrape(i * 15 + 3, "job=\"mynah\",instance=\"steady\"", LONG_AGO)
              .requests("a", 1_000_000 + 10L * i);
      if (i > 20) {
        scrape.requests("late", 7L * (i - 20));
      }
    }
  }

  /** One whose ledger is as young as itself, and one whose ledger began anew on the way. */
  private static void youngOrBegunAnew() {
    for (int i = 1; i <= 10; i++) {
      PAST.scrape(600 + i * 60 - 5, "job=\"mynah\",instance=\"young\"", PAST.base + 630)
          .requests("a", 5L * i);
      PAST.scrape(
              i * 60 - 5, "job=\"mynah\",instance=\"anew\"", i <= 5 ? LONG_AGO : PAST.base + 300)
          .requests("a", i <= 5 ? 500 + i : 600L * (i - 5));
      PAST.scrape(i * 60 - 5, "job=\"mynah\",instance=\"fallen\"", LONG_AGO)
          .requests("a", i <= 5 ? 500 + i : 3L * (i - 5));
    }
  }

  /** Nine minutes without a scrape while it went on counting; and one that is gone for good. */
  private static void withGaps() {
    for (int i = 1; i <= 30; i++) {
      if (i <= 10 || i >= 20) {
        PAST.scrape(i * 60 - 20, "job=\"mynah\",instance=\"gap\"", LONG_AGO).requests("a", 7L * i);
      }
    }
    for (int i = 1; i <= 40; i++) {
      PAST.scrape(i * 15 - 1, "job=\"mynah\",instance=\"gone\",pod=\"p-1\"", LONG_AGO)
          .requests("a", i);
    }
  }

  private static void withHistograms() {
    String target = "job=\"mynah\",instance=\"timed\",namespace=\"n\",pod=\"p\"";
    for (int i = 0; i <= 10; i++) {
      Past.Scrape scrape = PAST.scrape(i * 60 + 30, target, LONG_AGO);
      String of = "route=\"a\",outcome=\"mock\"";
      String name = "mynah_http_request_duration_seconds";
      // 4 up to 1 ms, 3 up to 2 ms, 2 above all edges, a minute.
      for (int edge : Buckets.EXPOSED) {
        double le = Buckets.upperEdgeSeconds(edge);
        long upTo = le < 0.001 ? 0 : le < 0.002 ? 4 : 7;
        scrape.with(name + "_bucket", of + ",le=\"" + le + "\"", upTo * i);
      }
      scrape.with(name + "_bucket", of + ",le=\"+Inf\"", 9L * i);
      scrape.with(name + "_sum", of, 20.5 * i).with(name + "_count", of, 9L * i);
      scrape.with("mynah_http_request_body_bytes_total", of, 1_000L * i);
      scrape.with("mynah_http_response_body_bytes_total", of, 7L * i);
      scrape.with("mynah_injected_delay_seconds_total", "route=\"a\"", 0.25 * i);
      scrape.requests("a", 3L * i);
      scrape.with(
          "mynah_http_requests_total",
          "route=\"a\",method=\"GET\",code=\"404\",outcome=\"mock\"",
          i);
      scrape.with("mynah_config_reloads_total", "", i).with("other_total", "", i);
    }
  }

  /** One has all labels of the other, and one more. */
  private static void withTwins() {
    for (int i = 0; i <= 10; i++) {
      PAST.scrape(i * 60 + 1, "job=\"mynah\",instance=\"twin\"", LONG_AGO).requests("a", i);
      PAST.scrape(i * 60 + 1, "job=\"mynah\",instance=\"twin\",environment=\"e\"", LONG_AGO)
          .requests("b", 100L * i);
      PAST.scrape(i * 60 + 1, "job=\"other\",instance=\"other\"", LONG_AGO).requests("a", i);
    }
  }

  @Test
  void everyMinuteHasWhatWasCountedInIt() {
    try (SourceFixture fixture = fixture()) {
      fixture.roundAt(PAST.base + 600);

      // The first minute is where we begin: what stands there was counted before.
      assertThat(requests(fixture, "steady", "a")).isEqualTo(evenly(1, 9, 40));
      assertThat(requests(fixture, "steady", "late"))
          .isEqualTo(minutes(1, 0, 0, 0, 0, 21, 28, 28, 28, 28));
      assertThat(fixture.kept.target("other")).as("the selector leaves it out").isNull();
    }
  }

  @Test
  void roundsGoOnWhereTheLastOneStoppedAlsoAfterARestart() {
    try (SourceFixture fixture = fixture()) {
      fixture.roundAt(PAST.base + 300);
      fixture.roundAt(PAST.base + 360);
      int calls = fixture.kept.calls;
      fixture.roundAt(PAST.base + 360);
      assertThat(fixture.kept.calls).as("nothing is given twice").isEqualTo(calls);

      fixture.restart();
      fixture.roundAt(PAST.base + 1_740);

      assertThat(requests(fixture, "steady", "a")).isEqualTo(evenly(1, 28, 40));
    }
  }

  @Test
  void aLostDataDirectoryCountsNothingTwice() throws Exception {
    try (SourceFixture fixture = fixture()) {
      fixture.roundAt(PAST.base + 600);
      Files.delete(data.resolve("prometheus-source.json"));
      fixture.restart();

      fixture.roundAt(PAST.base + 900);

      assertThat(requests(fixture, "steady", "a")).isEqualTo(evenly(1, 14, 40));
    }
  }

  @Test
  void aStoreThatIsAwayLosesNothing() {
    try (SourceFixture fixture = fixture()) {
      fixture.kept.failAfter = 7;
      PrometheusSourceStatus status = fixture.roundAt(PAST.base + 600);
      assertThat(status.trouble()).isEqualTo("minutes could not be kept: the store is away");
      assertThat(status.failures()).isEqualTo(1);

      fixture.kept.failAfter = Integer.MAX_VALUE;
      status = fixture.roundAt(PAST.base + 660);

      assertThat(status.trouble()).isEmpty();
      assertThat(requests(fixture, "steady", "a")).isEqualTo(evenly(1, 10, 40));
    }
  }

  @Test
  void aYoungTargetIsCountedFromItsBeginning() {
    try (SourceFixture fixture = fixture()) {
      fixture.roundAt(PAST.base + 1_200);

      assertThat(requests(fixture, "young", "a")).isEqualTo(evenly(10, 10, 5));
    }
  }

  @Test
  void aLedgerThatBeganAnewCountsFromZero() {
    try (SourceFixture fixture = fixture()) {
      fixture.roundAt(PAST.base + 600);

      assertThat(requests(fixture, "anew", "a"))
          .as("600 is more than 505, and yet all of it is new")
          .isEqualTo(minutes(1, 1, 1, 1, 1, 600, 600, 600, 600, 600));
      assertThat(requests(fixture, "fallen", "a")).isEqualTo(minutes(1, 1, 1, 1, 1, 3, 3, 3, 3, 3));
    }
  }

  @Test
  void minutesWithoutAScrapeWaitAndShareWhatTheNextOneFinds() {
    try (SourceFixture fixture = fixture()) {
      fixture.roundAt(PAST.base + 900);
      assertThat(requests(fixture, "gap", "a")).isEqualTo(evenly(1, 9, 7));

      PrometheusSourceStatus status = fixture.roundAt(PAST.base + 1_260);

      assertThat(requests(fixture, "gap", "a")).isEqualTo(evenly(1, 20, 7));
      assertThat(status.estimatedMinutes()).isEqualTo(9);
    }
  }

  @Test
  void theLastScrapeOfATargetThatIsGoneCounts() {
    try (SourceFixture fixture = fixture()) {
      fixture.roundAt(PAST.base + 1_200);

      assertThat(requests(fixture, "gone", "a")).isEqualTo(evenly(1, 9, 4));
      assertThat(fixture.kept.target("gone").pod()).isEqualTo("p-1");
    }
  }

  @Test
  void whatIsOlderThanTheBackfillIsSaidToBeMissing() {
    try (SourceFixture fixture = fixture()) {
      fixture.roundAt(PAST.base + 60);

      PrometheusSourceStatus status = fixture.roundAt(PAST.base + 60 + 3_600 + 600);

      assertThat(status.skippedMinutes()).isPositive();
      assertThat(requests(fixture, "steady", "a").keySet()).allMatch(minute -> minute >= 11);
    }
  }

  @Test
  void histogramsKeepTheirExposedEdges() {
    try (SourceFixture fixture = fixture()) {
      fixture.roundAt(PAST.base + 600);

      long[] words = fixture.kept.sum("timed", Family.TIMING, value -> true);

      assertThat(words[0]).as("nanoseconds").isEqualTo(9 * 20_500_000_000L);
      int[] filled =
          java.util.stream.IntStream.range(1, words.length).filter(i -> words[i] > 0).toArray();
      assertThat(filled)
          .containsExactly(1 + Buckets.EXPOSED.get(1), 1 + Buckets.EXPOSED.get(2), Buckets.COUNT);
      assertThat(new long[] {words[filled[0]], words[filled[1]], words[filled[2]]})
          .containsExactly(36, 27, 18);
    }
  }

  @Test
  void bytesGoWithTheRequestsOfTheirRouteAndSecondsBecomeNanoseconds() {
    try (SourceFixture fixture = fixture()) {
      fixture.roundAt(PAST.base + 600);

      long[] all = fixture.kept.sum("timed", Family.REQUESTS, value -> true);
      long[] good =
          fixture.kept.sum(
              "timed", Family.REQUESTS, value -> value.key().label("code").equals("200"));
      Family delay = Family.counter("mynah_injected_delay_seconds_total", "route");

      assertThat(all).startsWith(4 * 9, 9_000, 63);
      assertThat(good).startsWith(3 * 9, 6_750);
      assertThat(all[3]).isEqualTo((PAST.base + 60) * 1_000);
      assertThat(all[4]).isEqualTo((PAST.base + 600) * 1_000 - 1);
      assertThat(fixture.kept.sum("timed", delay, value -> true)).containsExactly(2_250_000_000L);
      assertThat(fixture.kept.all("timed"))
          .noneMatch(value -> value.key().family().name().contains("other"));
    }
  }

  @Test
  void targetsAreToldApartByAllTheirLabels() {
    try (SourceFixture fixture = fixture()) {
      PrometheusSourceStatus status = fixture.roundAt(PAST.base + 600);

      assertThat(requests(fixture, "twin", "a")).isEqualTo(evenly(1, 9, 1));
      assertThat(requests(fixture, "twin", "b")).isEqualTo(evenly(1, 9, 0));
      assertThat(requests(fixture, "twin/e", "b")).isEqualTo(evenly(1, 9, 100));
      assertThat(status.targets()).isEqualTo(8);
      assertThat(status.keptUntilMillis()).isEqualTo((PAST.base + 600) * 1_000);
    }
  }

  private SourceFixture fixture() {
    return new SourceFixture(data, prometheus.url());
  }

  private static Map<Long, Long> requests(SourceFixture fixture, String instance, String route) {
    return fixture.kept.byMinute(instance, PAST.base, Family.REQUESTS, route);
  }

  private static Map<Long, Long> evenly(long first, int count, long each) {
    return minutes(first, LongStream.generate(() -> each).limit(count).toArray());
  }

  private static Map<Long, Long> minutes(long first, long... counts) {
    Map<Long, Long> minutes = new TreeMap<>();
    for (int i = 0; i < counts.length; i++) {
      minutes.put(first + i, counts[i]);
    }
    return minutes;
  }
}
