package dev.mynah.exporter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Labels;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.ledger.journal.Frame;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers reach up to now: what was counted and is not stored yet is told apart exactly. */
class OpenMinuteTest {
  private static final long NOON = 1_772_366_400_000L;
  private static final SourceIdentity WHO =
      new SourceIdentity("source-1", "mynah", "here:9464", "", "", "default", "test");

  private static final Labels TARGET = new Labels(Map.of("job", "mynah", "instance", "here:9464"));
  private static final Clock AT_NOON = Clock.fixed(Instant.ofEpochMilli(NOON), ZoneOffset.UTC);
  private static final Clock BEFORE = Clock.offset(AT_NOON, Duration.ofHours(-1));
  private static final TimeRange FIRST_MINUTE = new TimeRange(NOON, NOON + 60_000);

  private final Ledger ledger = HeapLedger.create(AT_NOON, 2_000);
  private final StoredSeries stored = new StoredSeries();
  private final OpenMinute open = open(ledger);

  private OpenMinute open(Ledger of) {
    RouteBook.Entry a =
        new RouteBook.Entry("a", "letters", "mock", "", BigDecimal.ZERO, List.of(), "/a");
    return new OpenMinute(
        stored,
        of.reader(),
        new SeriesNames(() -> WHO, () -> RouteBook.of(List.of(a)), System::nanoTime),
        Clock.offset(AT_NOON, Duration.ofSeconds(30)));
  }

  @Test
  void whatALedgerCountedThatBeganJustNowIsOpenBeforeItsFirstFrame() {
    open.begin("source-1");
    hit("a", 3);

    assertThat(requests()).containsExactly(Map.entry("a", 3L));
    assertThat(upToNow()).isEqualTo(3);
    assertThat(open.coverage().closedUntilMillis()).isEqualTo(NOON);
  }

  @Test
  void pastOfALedgerThatNobodyReadIsNotOpen() {
    Ledger old = HeapLedger.create(BEFORE, 2_000);
    OpenMinute late = open(old);
    late.begin("source-1");
    hit(old, "a", 3);

    assertThat(requests(late)).isEmpty();
    assertThat(late.coverage().closedUntilMillis()).isZero();
  }

  @Test
  void nothingIsSaidBeforeItIsKnownWhatIsStored() {
    hit("a", 3);

    assertThat(requests()).isEmpty();
  }

  @Test
  void seriesThatBeginsRightAfterTheFirstFrameCountsAtOnce() throws Exception {
    open.begin("source-1");
    hit("a", 3);
    store(NOON + 1_000, true);
    hit("b", 7);

    assertThat(requests()).containsExactly(Map.entry("b", 7L));
  }

  @Test
  void seriesThatTheStoreDoesNotHaveYetAreListedEachWithItsOwnId() throws Exception {
    open.begin("source-1");
    hit("a", 1);
    hit("b", 1);

    List<Series> listed = open.series(all());

    assertThat(listed).extracting(s -> s.get("route")).containsExactlyInAnyOrder("a", "b");
    assertThat(listed).extracting(Series::id).doesNotHaveDuplicates().allMatch(id -> id < 0);
    stored.series.addAll(listed);
    assertThat(open.series(all())).hasSize(2);
  }

  @Test
  void ledgerThatIsReadIsASignOfLifeWhereTheStoreHasNone() {
    open.begin("source-1");

    assertThat(signs()).containsExactly(NOON);
    stored.sign = NOON + 60_000;
    assertThat(signs()).containsExactly(NOON + 60_000);
  }

  private List<Long> signs() {
    List<Long> times = new ArrayList<>();
    open.readGauges(
        new CountReader.GaugeSelection(Set.of("mynah_ledger_open"), List.of()),
        new TimeRange(NOON - 60_000, NOON + 120_000),
        (name, labels, time, value) -> {
          assertThat(labels).isEqualTo(TARGET);
          times.add(time);
        });
    return times;
  }

  @Test
  void whatWasCountedSinceTheLastFrameIsOpen() throws Exception {
    hit("a", 3);
    store(NOON, true);
    open.caughtUp();
    hit("a", 2);

    assertThat(requests()).containsExactly(Map.entry("a", 2L));
    store(NOON + 60_000, false);
    assertThat(requests()).isEmpty();
  }

  @Test
  void seriesThatBeganSinceCountsWhole() throws Exception {
    hit("a", 3);
    store(NOON, true);
    open.caughtUp();
    hit("b", 7);

    assertThat(requests()).containsExactly(Map.entry("b", 7L));
  }

  @Test
  void seriesThatIsNotKnownIsLeftOutUntilEveryOneIsKnown() throws Exception {
    hit("a", 3);
    hit("old", 1_000);
    open.stored(List.of(frame(NOON, false, "a")));
    open.caughtUp();
    hit("a", 1);

    assertThat(requests()).containsExactly(Map.entry("a", 1L));
  }

  @Test
  void completeFrameInPartsIsWholeOnlyOnceAllOfThemWereRead() throws Exception {
    hit("a", 3);
    hit("b", 1_000);
    open.stored(List.of(frame(NOON, true, "a")));

    assertThat(requests()).as("b is in the other part").isEmpty();
    open.stored(List.of(frame(NOON, true, "b")));
    open.caughtUp();
    assertThat(requests()).isEmpty();
    hit("b", 1);
    assertThat(requests()).containsExactly(Map.entry("b", 1L));
  }

  @Test
  void afterAStartTheStoreIsTakenUpWhereItIs() throws Exception {
    hit("a", 3);
    Frame last = frame(NOON, false, "");
    stored.last = last;
    hit("a", 2);
    hit("b", 7);

    open.begin("source-1");

    assertThat(requests()).containsExactlyInAnyOrder(Map.entry("a", 2L), Map.entry("b", 7L));
  }

  @Test
  void readingDoesNotWaitForAWriteThatHangs() throws Exception {
    store(NOON, true);
    open.caughtUp();
    hit("a", 5);
    Frame next = frame(NOON + 30_000, false, "");
    CountDownLatch inStore = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> storing =
          other.submit(
              () ->
                  open.storing(
                      List.of(next),
                      () -> {
                        inStore.countDown();
                        await(end);
                      }));
      await(inStore);

      assertThat(upToNow()).isEqualTo(5);
      assertThat(storing).isNotDone();
      end.countDown();
      storing.get(10, TimeUnit.SECONDS);
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void storeThatIsAtAnotherFrameThanAnyRememberedIsAskedForIt() throws Exception {
    store(NOON, true);
    open.caughtUp();
    hit("a", 5);
    stored.last = frame(NOON + 60_000, false, "");
    stored.minute = 5;
    hit("a", 2);

    assertThat(upToNow()).isEqualTo(5 + 2);
  }

  @Test
  void whatIsBeingStoredIsNeitherReadTwiceNorNotAtAll() throws Exception {
    store(NOON, true);
    open.caughtUp();
    hit("a", 5);
    Frame next = frame(NOON + 30_000, false, "");
    CountDownLatch inStore = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> storing =
          other.submit(
              () ->
                  open.storing(
                      List.of(next),
                      () -> {
                        stored.minute = 5;
                        stored.last = next;
                        inStore.countDown();
                        await(told);
                        open.stored(List.of(next));
                      }));
      await(inStore);

      assertThat(upToNow()).as("committed, and not told of").isEqualTo(5);
      told.countDown();
      storing.get(10, TimeUnit.SECONDS);
      assertThat(upToNow()).isEqualTo(5);
    } finally {
      other.shutdownNow();
    }
  }

  private long upToNow() {
    AtomicLong sum = new AtomicLong();
    open.readUpToNow(all(), FIRST_MINUTE, (series, start, words) -> sum.addAndGet(words[0]));
    return sum.get();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anotherLedgerIsNotComparedWithTheOldOne() throws Exception {
    Ledger old = HeapLedger.create(BEFORE, 2_000);
    OpenMinute late = open(old);
    hit(old, "a", 3);
    late.stored(List.of(ofAnotherLedger()));
    late.caughtUp();

    assertThat(requests(late)).isEmpty();
  }

  @Test
  void ledgerThatTakesThePlaceOfAnotherCountsWhole() throws Exception {
    hit("a", 3);
    open.stored(List.of(ofAnotherLedger()));
    open.caughtUp();

    assertThat(requests()).containsExactly(Map.entry("a", 3L));
  }

  private Frame ofAnotherLedger() throws IOException {
    Frame ours = frame(NOON, true, "a");
    return new Frame(ours.ledgerId() + 1, 1, NOON - 1, NOON, true, false, ours.values(), List.of());
  }

  @Test
  void seriesAreCalledAsTheStoreCallsThemAndElseAsItWill() throws Exception {
    stored.series.add(
        new Series(
            17,
            Family.REQUESTS,
            new Labels(
                Map.of(
                    "route",
                    "b",
                    "method",
                    "GET",
                    "code",
                    "200",
                    "outcome",
                    "mock",
                    "protocol",
                    "http/1.1",
                    "job",
                    "mynah",
                    "instance",
                    "here:9464")),
            new Labels(Map.of("group", "stored-group", "source", "source-1"))));
    store(NOON, true);
    open.caughtUp();
    hit("a", 1);
    hit("b", 1);

    List<Series> told = new ArrayList<>();
    open.readOpenMinute(all(), (series, start, words) -> told.add(series));

    assertThat(told).filteredOn(s -> s.get("route").equals("b")).allMatch(s -> s.id() == 17);
    assertThat(told)
        .filteredOn(s -> s.get("route").equals("a"))
        .allMatch(s -> s.get("group").equals("letters"))
        .allMatch(s -> s.get("job").equals("mynah") && s.get("environment").equals("test"));
  }

  @Test
  void selectionHoldsAndTheTimeIsTheMinuteAfterTheLastStored() throws Exception {
    store(NOON, true);
    open.caughtUp();
    hit("a", 1);
    hit("b", 1);

    List<Long> starts = new ArrayList<>();
    open.readOpenMinute(
        new Selection(Set.of("mynah_http_requests"), List.of(Matcher.equal("group", "letters"))),
        (series, start, words) -> starts.add(start));

    assertThat(starts).containsExactly(NOON);
  }

  private static Selection all() {
    return new Selection(Set.of("mynah_http_requests"), List.of());
  }

  private List<Map.Entry<String, Long>> requests() {
    return requests(open);
  }

  private static List<Map.Entry<String, Long>> requests(OpenMinute from) {
    List<Map.Entry<String, Long>> requests = new ArrayList<>();
    from.readOpenMinute(
        all(), (series, start, words) -> requests.add(Map.entry(series.get("route"), words[0])));
    return requests;
  }

  private void hit(String route, int times) {
    hit(ledger, route, times);
  }

  private static void hit(Ledger into, String route, int times) {
    var hits = into.slot(0).route(route);
    for (int i = 0; i < times; i++) {
      hits.series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1).request(NOON);
      hits.timing(Outcome.MOCK).record(1_000_000);
    }
  }

  private void store(long toMillis, boolean complete) throws IOException {
    Frame frame = frame(toMillis, complete, "");
    stored.last = frame;
    open.stored(List.of(frame));
  }

  private long sequence;

  /** A frame of one route, or of all. */
  private Frame frame(long toMillis, boolean complete, String route) throws IOException {
    List<Frame.Value> values = new ArrayList<>();
    try (LedgerReader reader = ledger.reader()) {
      var now = reader.read();
      now.eachSeries(
          (key, words) -> {
            if (route.isEmpty() || key.label("route").equals(route)) {
              values.add(new Frame.Value(key, words.clone()));
            }
          });
      return new Frame(
          now.ledgerId(),
          ++sequence,
          toMillis - 60_000,
          toMillis,
          complete,
          false,
          values,
          List.of());
    }
  }

  /** A store that knows some series. */
  private static final class StoredSeries implements CountReader {
    final List<Series> series = new ArrayList<>();
    volatile long minute;
    volatile long sign;
    volatile @Nullable Frame last;

    @Override
    public List<Series> series(Selection selection) {
      return series.stream().filter(selection::accepts).toList();
    }

    @Override
    public void read(Selection selection, TimeRange range, Resolution resolution, Sink sink) {
      long[] words = {minute, 0, 0, 0, 0};
      Labels none = new Labels(Map.of());
      sink.value(new Series(1, Family.REQUESTS, none, none), range.fromMillis(), words);
    }

    @Override
    public void readMinutes(
        String sourceId, MarkSink mark, Selection selection, TimeRange range, Sink sink) {
      mark.at(
          lastFrame(sourceId).map(LastFrame::mark).orElse(Mark.NONE), () -> lastFrame(sourceId));
      read(selection, range, Resolution.MINUTE, sink);
    }

    @Override
    public Optional<LastFrame> lastFrame(String sourceId) {
      Frame frame = last;
      return frame == null
          ? Optional.empty()
          : Optional.of(
              new LastFrame(
                  new Mark(frame.ledgerId(), frame.sequence()),
                  frame.toMillis(),
                  frame.values().stream()
                      .collect(Collectors.toMap(Frame.Value::key, Frame.Value::words))));
    }

    @Override
    public void readGauges(GaugeSelection selection, TimeRange range, GaugeSink sink) {
      if (sign > 0) {
        sink.value("mynah_ledger_open", TARGET, sign, 1);
      }
    }

    @Override
    public Coverage coverage() {
      return new Coverage(0, 0, 0, 0, 0);
    }
  }
}
