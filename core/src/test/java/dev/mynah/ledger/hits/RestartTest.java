package dev.mynah.ledger.hits;

import static dev.mynah.ledger.hits.LedgerFixture.hit;
import static dev.mynah.ledger.hits.LedgerFixture.open;
import static dev.mynah.ledger.hits.LedgerFixture.read;
import static dev.mynah.ledger.hits.LedgerFixture.total;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.HitSeries;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.ledger.RouteHits;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts go on where they stood, whatever changed between two starts. */
class RestartTest {
  private static final Family DELAYS = Family.histogram("mynah_test_seconds", "upstream");
  private static final Family EVENTS = Family.counter("mynah_test_total", "reason");

  @TempDir Path directory;

  @Test
  void allKindsGoOnWithTheirStartTime() throws Exception {
    LedgerSnapshot before = null;
    for (int start = 1; start <= 3; start++) {
      try (Ledger ledger = open(directory)) {
        LoopLedger slot = ledger.slot(0);
        hit(slot, "r", start * 1_000L, 2);
        slot.route("r").timing(Outcome.MOCK).record(start * 1_000_000L);
        slot.histogram(DELAYS, "up").record(5_000_000);
        slot.counter(EVENTS, "timeout").add(10);
      }
      LedgerSnapshot now = read(directory);
      assertThat(now.requests("r")).isEqualTo(2L * start);
      assertThat(now.count(EVENTS, "timeout")).isEqualTo(10L * start);
      assertThat(now.histograms()).hasSize(2);
      assertThat(timings(now)).isEqualTo(2L * start);
      assertThat(now.hits().get(0).firstHitMillis()).isEqualTo(1_000);
      assertThat(now.hits().get(0).lastHitMillis()).isEqualTo(start * 1_000L);
      if (before != null) {
        assertThat(now.ledgerId()).isEqualTo(before.ledgerId());
        assertThat(now.startTime()).isEqualTo(before.startTime());
      }
      before = now;
    }
  }

  @Test
  void plainRestartUsesTheSameFilesOn() throws Exception {
    open(directory).close();
    long pair = generation();
    for (int start = 0; start < 3; start++) {
      try (Ledger ledger = open(directory)) {
        for (int i = 0; i < 800; i++) {
          hit(ledger.slot(start), "start-" + start + "-route-" + i, 1_000, 1);
          ledger.slot(start).histogram(DELAYS, "up-" + i).record(1);
        }
      }
    }

    assertThat(generation()).isEqualTo(pair);
    assertThat(total(read(directory))).isEqualTo(2_400);
  }

  private long generation() throws Exception {
    return MappedPair.open(LedgerFiles.in(directory), MapMode.READ_ONLY)
        .index()
        .header()
        .generation();
  }

  @Test
  void fewerAndMoreEventLoopsSeeAllCounts() throws Exception {
    int expected = 0;
    for (int loops : new int[] {4, 1, 2, 7, 1, 3}) {
      try (Ledger ledger = open(LedgerOptions.in(directory).withEventLoops(loops))) {
        for (int loop = 0; loop < loops; loop++) {
          hit(ledger.slot(loop), "r", 1_000, loop + 1);
          expected += loop + 1;
        }
        assertThat(total(read(directory))).isEqualTo(expected);
      }
    }
    assertThat(read(directory).hits()).singleElement();
  }

  @Test
  void moreLoopsThanWereAnnouncedCountToo() throws Exception {
    try (Ledger ledger = open(LedgerOptions.in(directory).withEventLoops(1))) {
      for (int loop = 0; loop < 16; loop++) {
        hit(ledger.slot(loop), "r", 1_000, 1);
      }
      assertThat(total(read(directory))).isEqualTo(16);
    }
  }

  @Test
  void routeThatIsDeletedAndComesBackGoesOn() throws Exception {
    try (Ledger ledger = open(directory)) {
      RouteHits old = ledger.slot(0).route("r");
      HitSeries inFlight = old.series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1);
      inFlight.request(1_000);
      ledger.routesPresent(Set.of("other"));
      hit(ledger.slot(0), "other", 1_000, 1);

      hit(ledger.slot(0), "r", 2_000, 1);
      inFlight.request(3_000);

      assertThat(read(directory).requests("r")).isEqualTo(3);
      assertThat(read(directory).hits()).hasSize(2);
    }
  }

  @Test
  void addAfterClosingIsLostAndHarmless() throws Exception {
    Ledger ledger = open(directory);
    HitSeries series =
        ledger.slot(0).route("r").series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1);
    series.request(1_000);
    ledger.close();
    ledger.close();

    series.request(1_000);
    hit(ledger.slot(0), "never-seen", 1_000, 1);

    open(directory).close();
    assertThat(read(directory).requests("r")).isBetween(1L, 2L);
  }

  @Test
  void smallLedgerFoldsAndItsSumsStayRightOverRestarts() throws Exception {
    LedgerOptions small =
        LedgerOptions.in(directory)
            .withSizeBytes(LedgerOptions.MIN_SIZE_BYTES)
            .withSeriesBudget(1_000_000)
            .withEventLoops(2);
    Map<String, Long> before = new HashMap<>();
    int routes = 3_000;
    for (int start = 1; start <= 3; start++) {
      try (Ledger ledger = open(small)) {
        for (int i = 0; i < routes; i++) {
          String route = "start-" + start % 2 + "-route-" + i;
          RouteHits hits = ledger.slot(i % 2).route(route);
          hits.series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1).request(1_000);
          hits.timing(Outcome.MOCK).record(1_000);
        }
        LedgerSnapshot snapshot = read(directory);
        assertThat(total(snapshot)).isEqualTo((long) start * routes);
        assertThat(timings(snapshot)).isEqualTo((long) start * routes);
        assertThat(snapshot.requests(Family.OVERFLOW)).isPositive();
        Map<String, Long> now = perSeries(snapshot);
        before.forEach(
            (key, value) ->
                assertThat(now)
                    .containsKey(key)
                    .satisfies(all -> assertThat(all.get(key)).isGreaterThanOrEqualTo(value)));
        before.putAll(now);
      }
    }
    assertThat(
            Files.size(directory.resolve("hits-v1.cm"))
                + Files.size(directory.resolve("hits-v1.idx")))
        .isLessThanOrEqualTo(LedgerOptions.MIN_SIZE_BYTES);
  }

  @Test
  void tenThousandConfiguredRoutesOnFourLoopsStayApart() throws Exception {
    int routes = 10_000;
    Set<String> ids =
        IntStream.range(0, routes).mapToObj(i -> "GET-some-path-" + i).collect(Collectors.toSet());
    LedgerOptions options = LedgerOptions.in(directory).withEventLoops(4).withPresentRoutes(ids);
    for (int start = 1; start <= 2; start++) {
      try (Ledger ledger = open(options)) {
        for (String id : ids) {
          for (int loop = 0; loop < 4; loop++) {
            hit(ledger.slot(loop), id, 1_000, 1);
          }
        }
      }
      LedgerSnapshot snapshot = read(directory);
      assertThat(snapshot.hits()).hasSize(routes);
      long each = 4L * start;
      assertThat(snapshot.hits()).allMatch(hits -> hits.requests() == each);
    }
  }

  @Test
  void fileNeverExceedsItsCapAtAnySize() throws Exception {
    for (long size : new long[] {1 << 20, 5 << 20, 32 << 20, 200 << 20}) {
      Path own = directory.resolve("size" + size);
      try (Ledger ledger = open(LedgerOptions.in(own).withSizeBytes(size))) {
        assertThat(ledger.status().sizeBytes()).isBetween(size * 9 / 10, size);
        hit(ledger.slot(0), "r", 1_000, 1);
        assertThat(total(read(own))).isEqualTo(1);
      }
    }
  }

  @Test
  void changedSizeKeepsTheCounts() throws Exception {
    long idBefore = 0;
    int starts = 0;
    for (long size : new long[] {4 << 20, 16 << 20, 2 << 20}) {
      try (Ledger ledger = open(LedgerOptions.in(directory).withSizeBytes(size))) {
        hit(ledger.slot(0), "r", 1_000, 1);
        hit(ledger.slot(1), "s", 1_000, 1);
        starts++;
        assertThat(ledger.status().sizeBytes()).isLessThanOrEqualTo(size);
        long id = ledger.status().ledgerId();
        assertThat(idBefore == 0 || idBefore == id).isTrue();
        idBefore = id;
      }
      assertThat(read(directory).requests("r")).isEqualTo(starts);
      assertThat(read(directory).requests("s")).isEqualTo(starts);
    }
  }

  private static long timings(LedgerSnapshot snapshot) {
    return snapshot.histograms().stream().mapToLong(LedgerSnapshot.Histogram::count).sum();
  }

  private static Map<String, Long> perSeries(LedgerSnapshot snapshot) {
    Map<String, Long> counts = new HashMap<>();
    snapshot.hits().forEach(h -> counts.put(h.route() + h.method() + h.code(), h.requests()));
    snapshot.histograms().forEach(h -> counts.put("h" + h.labelValues(), h.count()));
    return counts;
  }
}
