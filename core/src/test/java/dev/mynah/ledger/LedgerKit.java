package dev.mynah.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises, wherever it keeps its words. */
public abstract class LedgerKit {
  static final Family COUNTER = Family.counter("mynah_kit_total", "cache");
  static final Family DELAY = Family.histogram("mynah_kit_seconds", "upstream");

  Ledger ledger;
  LedgerReader reader;

  /** A new, empty ledger. */
  protected abstract Ledger open(int seriesBudget) throws Exception;

  @BeforeEach
  void openLedger() throws Exception {
    use(Ledger.DEFAULT_SERIES_BUDGET);
  }

  private void use(int seriesBudget) throws Exception {
    closeLedger();
    ledger = open(seriesBudget);
    reader = ledger.reader();
  }

  @AfterEach
  void closeLedger() {
    if (ledger != null) {
      reader.close();
      ledger.close();
    }
  }

  @Test
  void newLedgerIsPresentAndEmpty() throws IOException {
    LedgerSnapshot snapshot = reader.read();

    assertThat(snapshot.present()).isTrue();
    assertThat(snapshot.hits()).isEmpty();
    assertThat(snapshot.ledgerId()).isEqualTo(ledger.status().ledgerId()).isNotZero();
    assertThat(snapshot.startTime()).isEqualTo(ledger.status().startTime());
  }

  @Test
  void countsAreSummedOverSlots() throws IOException {
    ledger.slot(0).counter(COUNTER, "a").add(3);
    ledger.slot(1).counter(COUNTER, "a").add(4);
    ledger.slot(7).counter(COUNTER, "b").increment();

    LedgerSnapshot snapshot = reader.read();

    assertThat(snapshot.count(COUNTER, "a")).isEqualTo(7);
    assertThat(snapshot.count(COUNTER, "b")).isEqualTo(1);
    assertThat(snapshot.counts()).hasSize(2);
  }

  @Test
  void counterNeverGoesBack() throws IOException {
    LedgerCounter counter = ledger.slot(0).counter(COUNTER, "a");
    counter.add(5);
    counter.add(-3);
    counter.add(0);

    assertThat(reader.read().count(COUNTER, "a")).isEqualTo(5);
  }

  @Test
  void lookingASeriesUpAgainCountsIntoTheSameWords() throws IOException {
    ledger.slot(0).counter(COUNTER, "a").increment();
    ledger.slot(0).counter(COUNTER, "a").increment();
    hit(ledger.slot(0).route("r"), 200);
    hit(ledger.slot(0).route("r"), 200);

    LedgerSnapshot snapshot = reader.read();

    assertThat(snapshot.count(COUNTER, "a")).isEqualTo(2);
    assertThat(snapshot.hits()).hasSize(1);
    assertThat(snapshot.requests("r")).isEqualTo(2);
  }

  @Test
  void hitsAreKeptApartByEveryLabel() throws Exception {
    use(10_000);
    RouteHits hits = ledger.slot(0).route("r");
    for (HitMethod method : HitMethod.values()) {
      for (Outcome outcome : Outcome.all()) {
        for (Protocol protocol : Protocol.values()) {
          hits.series(method, 200, outcome, protocol).request(1000);
          hits.series(method, 404, outcome, protocol).request(1000);
        }
      }
    }

    LedgerSnapshot snapshot = reader.read();

    int kinds = HitMethod.values().length * Outcome.all().size() * Protocol.values().length * 2;
    assertThat(snapshot.hits()).hasSize(kinds).allMatch(h -> h.requests() == 1);
    assertThat(snapshot.requests("r")).isEqualTo(kinds);
  }

  @Test
  void codesOutsideOfHttpCountAsZero() throws IOException {
    RouteHits hits = ledger.slot(0).route("r");
    for (int code : new int[] {-1, 0, 99, 1000, Integer.MAX_VALUE}) {
      hits.series(HitMethod.GET, code, Outcome.PROXIED, Protocol.HTTP_1_1).request(1);
    }

    assertThat(reader.read().hits())
        .singleElement()
        .satisfies(
            h -> {
              assertThat(h.code()).isEqualTo("0");
              assertThat(h.requests()).isEqualTo(5);
            });
  }

  @Test
  void firstAndLastHitSpanAllSlotsAndClocksThatGoBack() throws IOException {
    HitSeries one = series(ledger.slot(0).route("r"), 200);
    HitSeries other = series(ledger.slot(1).route("r"), 200);
    one.request(5_000);
    one.request(4_000);
    other.request(9_000);
    other.request(3_000);
    other.bytes(10, 200);
    one.bytes(1, 2);
    one.bytes(-1, -1);

    LedgerSnapshot.Hits hits = reader.read().hits().get(0);

    assertThat(hits.firstHitMillis()).isEqualTo(5_000);
    assertThat(hits.lastHitMillis()).isEqualTo(9_000);
    assertThat(hits.bytesIn()).isEqualTo(11);
    assertThat(hits.bytesOut()).isEqualTo(202);
  }

  @Test
  void askingForASeriesShowsItAtZero() throws IOException {
    series(ledger.slot(0).route("r"), 200);
    ledger.slot(0).route("r").timing(Outcome.MOCK);

    LedgerSnapshot snapshot = reader.read();

    assertThat(snapshot.hits()).singleElement().matches(h -> h.requests() == 0);
    assertThat(snapshot.histograms()).singleElement().matches(h -> h.count() == 0);
  }

  @Test
  void histogramCountsIntoTheBucketOfTheDuration() throws IOException {
    LedgerHistogram delay = ledger.slot(0).histogram(DELAY, "up");
    delay.record(500_000);
    delay.record(500_001);
    delay.record(0);
    delay.record(-5);
    delay.record(Long.MAX_VALUE / 16);

    LedgerSnapshot.Histogram histogram = reader.read().histograms().get(0);

    assertThat(histogram.count()).isEqualTo(5);
    assertThat(histogram.countUpTo(Buckets.EXPOSED.get(0))).isEqualTo(3);
    assertThat(histogram.countUpTo(Buckets.EXPOSED.get(1))).isEqualTo(4);
    assertThat(histogram.sumNanos()).isEqualTo(1_000_001 + Long.MAX_VALUE / 16);
  }

  @Test
  void familyIsRefusedWhereItsKindOrLabelsDoNotFit() {
    LoopLedger slot = ledger.slot(0);

    assertThat(thrownBy(() -> slot.counter(DELAY, "x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(thrownBy(() -> slot.counter(COUNTER))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longAndOddLabelValuesStayApart() throws IOException {
    String longValue = "x".repeat(5_000);
    ledger.slot(0).counter(COUNTER, longValue + "a").add(1);
    ledger.slot(0).counter(COUNTER, longValue + "b").add(2);
    ledger.slot(0).counter(COUNTER, "naïve \"\\\n\u0000 \ud83d\ude00").add(4);
    ledger.slot(0).counter(COUNTER, "lone \ud83d").add(8);
    ledger.slot(0).counter(COUNTER, "lone \ud83d").add(8);
    ledger.slot(0).counter(COUNTER, "").add(16);

    LedgerSnapshot snapshot = reader.read();

    assertThat(snapshot.counts()).extracting(LedgerSnapshot.Count::value).contains(1L, 2L, 4L, 16L);
    assertThat(snapshot.counts()).hasSize(5);
    assertThat(snapshot.count(COUNTER, "lone ?")).isEqualTo(16);
    assertThat(snapshot.counts()).allMatch(c -> c.labelValues().get(0).length() <= 200);
  }

  @Test
  void histogramsLoseTheirRouteBeforeCountersDo() throws Exception {
    use(300);
    for (int i = 0; i < 30; i++) {
      RouteHits hits = ledger.slot(0).route("r" + i);
      hit(hits, 200);
      hits.timing(Outcome.MOCK).record(1_000_000);
    }

    LedgerSnapshot snapshot = reader.read();

    for (int i = 0; i < 30; i++) {
      assertThat(snapshot.requests("r" + i)).isEqualTo(1);
    }
    assertThat(snapshot.histograms())
        .anyMatch(h -> h.labelValues().equals(List.of(Family.OVERFLOW, "mock")));
    assertThat(snapshot.histograms().stream().mapToLong(LedgerSnapshot.Histogram::count).sum())
        .isEqualTo(30);
    assertThat(ledger.status().exposedSeries()).isLessThanOrEqualTo(300);
  }

  @Test
  void thousandsOfPassingRoutesLoseNoHit() throws Exception {
    use(300);
    int routes = 20_000;
    for (int i = 0; i < routes; i++) {
      RouteHits hits = ledger.slot(i % 3).route("passing-" + i);
      hit(hits, i % 2 == 0 ? 200 : 404);
      hits.timing(Outcome.MOCK).record(1_000);
      ledger.slot(i % 3).counter(COUNTER, "c" + i).increment();
    }

    LedgerSnapshot snapshot = reader.read();

    assertThat(total(snapshot)).isEqualTo(routes);
    assertThat(snapshot.requests(Family.OVERFLOW)).isGreaterThan(routes / 2);
    assertThat(snapshot.counts().stream().mapToLong(LedgerSnapshot.Count::value).sum())
        .isEqualTo(routes);
    assertThat(snapshot.histograms().stream().mapToLong(LedgerSnapshot.Histogram::count).sum())
        .isEqualTo(routes);
    assertThat(ledger.status().exposedSeries()).isLessThan(400);
    assertThat(ledger.status().folded()).isPositive();
  }

  @Test
  void hitsOfConfiguredRoutesStayApartHoweverManyThereAre() throws Exception {
    use(100);
    int routes = 3_000;
    ledger.routesPresent(IntStream.range(0, routes).mapToObj(i -> "r" + i).toList());
    for (int i = 0; i < routes; i++) {
      hit(ledger.slot(i % 2).route("r" + i), 200);
      hit(ledger.slot(0).route("stray-" + i), 200);
    }

    LedgerSnapshot snapshot = reader.read();

    for (int i = 0; i < routes; i += 100) {
      assertThat(snapshot.requests("r" + i)).isEqualTo(1);
    }
    assertThat(snapshot.requests(Family.OVERFLOW)).isGreaterThan(routes - 100);
    assertThat(total(snapshot)).isEqualTo(2L * routes);
  }

  @Test
  void configuredRouteWhoseBackendMakesCodesUpIsFolded() throws Exception {
    use(30);
    ledger.routesPresent(List.of("r"));
    RouteHits hits = ledger.slot(0).route("r");
    for (int code = 100; code <= 999; code++) {
      hit(hits, code);
      hit(hits, code);
    }

    LedgerSnapshot snapshot = reader.read();

    assertThat(total(snapshot)).isEqualTo(1_800);
    assertThat(snapshot.hits()).hasSizeLessThan(80);
    assertThat(snapshot.requests("r")).isEqualTo(128);
  }

  @Test
  void scrapeSeesWhatIsCounted() throws Exception {
    hit(ledger.slot(0).route("r"), 200);
    hit(ledger.slot(0).route(Family.UNMATCHED), 404);
    ledger.slot(0).counter(COUNTER, "a").increment();
    ledger.slot(0).route("r").timing(Outcome.MOCK).record(1);

    try (LedgerReader scrape = ledger.scrapeReader()) {
      LedgerSnapshot snapshot = scrape.read();

      assertThat(snapshot.hits()).hasSize(2);
      assertThat(snapshot.count(COUNTER, "a")).isEqualTo(1);
      assertThat(snapshot.histograms()).hasSize(1);
    }
  }

  @Test
  void raceOfWritersAndReadersIsExactAndNeverGoesBack() throws Exception {
    int loops = 3;
    int hitsEach = 200_000;
    CountDownLatch start = new CountDownLatch(1);
    AtomicBoolean running = new AtomicBoolean(true);
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < loops; i++) {
      writers.add(writer(ledger.slot(i), hitsEach, start));
    }
    List<String> problems = new ArrayList<>();
    Thread watcher = new Thread(() -> watch(running, problems));
    watcher.start();
    start.countDown();
    for (Thread writer : writers) {
      writer.join();
    }
    running.set(false);
    watcher.join();

    assertThat(problems).isEmpty();
    assertThat(total(reader.read())).isEqualTo((long) loops * hitsEach);
  }

  private static Thread writer(LoopLedger slot, int hitsEach, CountDownLatch start) {
    Thread thread =
        new Thread(
            () -> {
              awaitQuietly(start);
              RouteHits hits = slot.route("raced");
              for (int i = 0; i < hitsEach; i++) {
                hits.series(HitMethod.GET, 200 + i % 5, Outcome.MOCK, Protocol.HTTP_1_1)
                    .request(1_000 + i);
                hits.timing(Outcome.MOCK).record(i * 100L);
              }
            });
    thread.start();
    return thread;
  }

  private void watch(AtomicBoolean running, List<String> problems) {
    long before = 0;
    try (LedgerReader own = ledger.reader()) {
      while (running.get()) {
        LedgerSnapshot snapshot = own.read();
        long now = total(snapshot);
        if (now < before) {
          problems.add(now + " after " + before);
        }
        if (snapshot.hits().stream().anyMatch(h -> h.requests() > 0 && h.firstHitMillis() == 0)) {
          problems.add("a hit without a time");
        }
        before = now;
      }
    } catch (IOException e) {
      problems.add(e.toString());
    }
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static long total(LedgerSnapshot snapshot) {
    return snapshot.hits().stream().mapToLong(LedgerSnapshot.Hits::requests).sum();
  }

  static HitSeries series(RouteHits hits, int code) {
    return hits.series(HitMethod.GET, code, Outcome.MOCK, Protocol.HTTP_1_1);
  }

  static void hit(RouteHits hits, int code) {
    series(hits, code).request(1_000);
  }

  private static Throwable thrownBy(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      return e;
    }
    return new AssertionError("nothing thrown");
  }
}
