package dev.mynah.ledger.hits;

import static dev.mynah.ledger.hits.LedgerFixture.hit;
import static dev.mynah.ledger.hits.LedgerFixture.open;
import static dev.mynah.ledger.hits.LedgerFixture.read;
import static dev.mynah.ledger.hits.LedgerFixture.total;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.Outcome;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes that have been gone for a month give their series up, and no count is lost by it. */
class RemovedRoutesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path directory;

  private LedgerOptions at(Duration after, String... routes) {
    return LedgerOptions.in(directory)
        .withClock(Clock.fixed(START.plus(after), ZoneOffset.UTC))
        .withPresentRoutes(Set.of(routes));
  }

  private void start(Duration after, String... routes) throws Exception {
    try (Ledger ledger = open(at(after, routes))) {
      for (String route : routes) {
        hit(ledger.slot(0), route, START.plus(after).toEpochMilli(), 1);
        ledger.slot(0).route(route).timing(Outcome.MOCK).record(1_000);
      }
    }
  }

  @Test
  void routeGoneForAMonthIsFolded() throws Exception {
    start(Duration.ZERO, "stays", "goes", "goes-too");
    LedgerSnapshot before = read(directory);

    start(Duration.ofDays(31), "stays");

    LedgerSnapshot after = read(directory);
    assertThat(after.requests("stays")).isEqualTo(2);
    assertThat(after.requests("goes")).isZero();
    assertThat(after.requests(Family.REMOVED)).isEqualTo(2);
    assertThat(total(after)).isEqualTo(4);
    assertThat(after.hits()).hasSize(2);
    assertThat(after.histograms())
        .filteredOn(h -> h.labelValues().contains(Family.REMOVED))
        .singleElement()
        .matches(h -> h.count() == 2);
    assertThat(after.ledgerId()).isEqualTo(before.ledgerId());
    assertThat(after.startTime()).isEqualTo(before.startTime());
  }

  @Test
  void routeThatIsStillConfiguredStaysHoweverLongItRests() throws Exception {
    start(Duration.ZERO, "rests", "used");
    for (int day = 20; day <= 100; day += 20) {
      try (Ledger ledger = open(at(Duration.ofDays(day), "rests", "used"))) {
        hit(ledger.slot(0), "used", START.plus(Duration.ofDays(day)).toEpochMilli(), 1);
      }
    }

    start(Duration.ofDays(115), "used");

    assertThat(read(directory).requests("rests")).isEqualTo(1);
    start(Duration.ofDays(131), "used");
    assertThat(read(directory).requests("rests")).isZero();
    assertThat(read(directory).requests(Family.REMOVED)).isEqualTo(1);
  }

  @Test
  void nothingIsFoldedAfterAnUncleanStopOrWithoutKnowingTheRoutes() throws Exception {
    start(Duration.ZERO, "goes");
    LedgerContent.load(LedgerFiles.in(directory), MapMode.READ_WRITE)
        .pair()
        .index()
        .set(IndexHeader.CLEAN, 0);
    start(Duration.ofDays(40), "stays");
    assertThat(read(directory).requests("goes")).isEqualTo(1);

    start(Duration.ofDays(41));
    assertThat(read(directory).requests("goes")).isEqualTo(1);

    start(Duration.ofDays(42), "stays");
    assertThat(read(directory).requests("goes")).isZero();
  }

  @Test
  void routeThatComesBackLaterStartsAtZeroAndTheRestStays() throws Exception {
    start(Duration.ZERO, "goes");
    start(Duration.ofDays(40), "stays");

    start(Duration.ofDays(41), "goes", "stays");

    assertThat(read(directory).requests("goes")).isEqualTo(1);
    assertThat(read(directory).requests(Family.REMOVED)).isEqualTo(1);
    assertThat(total(read(directory))).isEqualTo(4);
  }

  @Test
  void passingRoutesOfMonthsDoNotFillTheLedger() throws Exception {
    long expected = 0;
    for (int month = 0; month < 6; month++) {
      Duration now = Duration.ofDays(32L * month);
      LedgerOptions options =
          at(now, "stays").withSizeBytes(LedgerOptions.MIN_SIZE_BYTES).withSeriesBudget(100_000);
      try (Ledger ledger = open(options)) {
        assertThat(ledger.status().usedBytes()).isLessThan(100_000);
        for (int i = 0; i < 500; i++) {
          hit(ledger.slot(0), "passing-" + month + "-" + i, START.plus(now).toEpochMilli(), 1);
          expected++;
        }
      }
    }
    assertThat(total(read(directory))).isEqualTo(expected);
  }

  @Test
  void scrapesLeaveOutWhatNobodyCountsIntoAndHitsKeepsIt() throws Exception {
    start(Duration.ZERO, "stays", "renamed", "goes");
    try (Ledger ledger = open(at(Duration.ofDays(1), "stays", "new-name"));
        LedgerReader scrape = ledger.scrapeReader()) {
      int exposed = ledger.status().exposedSeries();
      assertThat(routes(scrape.read())).containsExactlyInAnyOrder("stays");
      assertThat(routes(read(directory))).hasSize(3);

      hit(ledger.slot(0), "goes", 5_000, 1);

      assertThat(routes(scrape.read())).containsExactlyInAnyOrder("stays", "goes");
      assertThat(scrape.read().requests("goes")).isEqualTo(2);
      assertThat(ledger.status().exposedSeries()).isEqualTo(exposed + 3);
    }
    start(Duration.ofDays(40), "stays");
    try (Ledger ledger = open(at(Duration.ofDays(40), "stays"));
        LedgerReader scrape = ledger.scrapeReader()) {
      assertThat(routes(scrape.read())).containsExactlyInAnyOrder("stays");
      assertThat(scrape.read().histograms()).hasSize(1);
      assertThat(read(directory).requests(Family.REMOVED)).isEqualTo(3);
    }
  }

  @Test
  void renamedRoutesDoNotUseTheBudgetUp() throws Exception {
    for (int day = 0; day < 30; day++) {
      String[] routes = new String[20];
      for (int i = 0; i < routes.length; i++) {
        routes[i] = "route-" + i + "-of-day-" + day;
      }
      start(Duration.ofDays(day), routes);
      assertThat(read(directory).requests(routes[19])).isEqualTo(1);
    }
    assertThat(read(directory).histograms())
        .noneMatch(h -> h.labelValues().contains(Family.OVERFLOW));
  }

  private static Set<String> routes(LedgerSnapshot snapshot) {
    return snapshot.hits().stream().map(LedgerSnapshot.Hits::route).collect(Collectors.toSet());
  }
}
