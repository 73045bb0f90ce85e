package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.series.CostFamilies;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.GapReader;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.JournalRecord;
import dev.mynah.ledger.journal.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What frames become. */
abstract class FrameIngestKit extends StoreCase {
  private static final SeriesKey USERS = MadeLedger.requests("get-user", "200", "mock");
  private static final SeriesKey PAY = MadeLedger.requests("pay", "200", "proxied");
  private static final SeriesKey TIMING = MadeLedger.timing("pay", "proxied");

  private final MadeLedger ledger = new MadeLedger();

  @Test
  void framesBecomeMinutesOfWhatWasGained() {
    Frame first = ledger.hit(USERS, 5, START + 1_000).complete(START, START + MINUTE);
    Frame second = ledger.hit(USERS, 7, START + 61_000).frame(START + MINUTE, START + 2 * MINUTE);

    ingest(ledger, first, second);

    assertThat(values(USERS, Resolution.MINUTE)).isEqualTo(Map.of(START, 5L, START + MINUTE, 7L));
  }

  @Test
  void aBatchIsTakenInOnce() {
    Frame frame = ledger.hit(USERS, 5, START).complete(START, START + MINUTE);
    Batch batch = batch(Position.START, new Position(1, 100), frame);
    store.ingest(ONE, batch);

    assertThatThrownBy(() -> store.ingest(ONE, batch))
        .isInstanceOf(StalePosition.class)
        .hasMessageContaining("Position[segment=1, offset=100]");

    assertThat(values(USERS, Resolution.MINUTE)).containsOnly(Map.entry(START, 5L));
    assertThat(store.position("one")).isEqualTo(new Position(1, 100));
    assertThat(store.status().counters().stale()).isEqualTo(1);
  }

  @Test
  void aFrameThatComesTwiceChangesNothing() {
    Frame first = ledger.hit(USERS, 5, START).complete(START, START + MINUTE);
    Frame second = ledger.hit(USERS, 2, START).frame(START + MINUTE, START + 2 * MINUTE);

    ingest(ledger, first, second);
    ingest(ledger, first, second);

    assertThat(values(USERS, Resolution.MINUTE)).isEqualTo(Map.of(START, 5L, START + MINUTE, 2L));
  }

  @Test
  void anHourOfAbsenceIsSpreadOverItsMinutes() {
    ingest(ledger, ledger.hit(USERS, 1, START).complete(START, START + MINUTE));
    Frame late = ledger.hit(USERS, 5_900, START).frame(START + MINUTE, START + HOUR);

    ingest(ledger, late);

    Map<Long, Long> minutes = values(USERS, Resolution.MINUTE);
    assertThat(minutes).hasSize(60);
    assertThat(minutes.values()).allMatch(requests -> requests <= 101);
    assertThat(minutes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(5_901);
  }

  @Test
  void aLedgerThatBeganAnewCountsFromNothingAndKeepsWhatWas() {
    ingest(ledger, ledger.hit(USERS, 5, START).complete(START, START + MINUTE));
    ledger.beginAnew();

    ingest(ledger, ledger.hit(USERS, 3, START).complete(START + MINUTE, START + 2 * MINUTE));

    assertThat(values(USERS, Resolution.MINUTE)).isEqualTo(Map.of(START, 5L, START + MINUTE, 3L));
    assertThat(totals(store).values()).containsExactly(List.of(8L, 80L, 800L));
  }

  @Test
  void whatNobodyWatchedIsInTheTotalsAndInNoMinute() {
    ingest(ledger, ledger.hit(USERS, 1_000, START).unwatched(START - DAY, START));
    ingest(ledger, ledger.hit(USERS, 5, START + 1).frame(START, START + MINUTE));

    assertThat(values(USERS, Resolution.MINUTE)).isEqualTo(Map.of(START, 5L));
    assertThat(totals(store).values()).containsExactly(List.of(1_005L, 10_050L, 100_500L));
    List<Long> unwatched = new ArrayList<>();
    store.counts().readBaseline(ALL, (series, start, words) -> unwatched.add(words[0]));
    assertThat(unwatched).containsExactly(1_000L);
    assertThat(store.gaps().gaps(EVER, 10))
        .singleElement()
        .extracting(GapReader.Gap::why)
        .asString()
        .contains("nobody read");
  }

  @Test
  void missingFramesAreSpreadOverTheTimeTheyTookAndTold() {
    ingest(ledger, ledger.hit(USERS, 1, START).complete(START, START + MINUTE));
    ledger.hit(USERS, 100, START).lose(START + MINUTE, START + 6 * MINUTE);
    Frame after = ledger.hit(USERS, 20, START).frame(START + 6 * MINUTE, START + 7 * MINUTE);

    ingest(ledger, after);

    Map<Long, Long> minutes = values(USERS, Resolution.MINUTE);
    assertThat(minutes).hasSize(7).containsEntry(START + 3 * MINUTE, 20L);
    assertThat(minutes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(121);
    assertThat(store.gaps().gaps(EVER, 10))
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.frames()).isEqualTo(1);
              assertThat(gap.source()).isEqualTo("one");
              assertThat(gap.fromMillis()).isEqualTo(START + MINUTE);
            });
  }

  @Test
  void afterMissingFramesASeriesIsMadeWholeByTheNextCompleteOne() {
    ingest(ledger, ledger.hit(USERS, 1, START).hit(PAY, 1, START).complete(START, START + MINUTE));
    ledger.hit(PAY, 40, START).lose(START + MINUTE, START + 5 * MINUTE);
    ingest(ledger, ledger.hit(USERS, 9, START).frame(START + 5 * MINUTE, START + 6 * MINUTE));

    ingest(ledger, ledger.complete(START + 6 * MINUTE, START + 7 * MINUTE));
    ingest(ledger, ledger.hit(PAY, 7, START).frame(START + 7 * MINUTE, START + 8 * MINUTE));
    ingest(ledger, ledger.hit(USERS, 3, START).frame(START + 8 * MINUTE, START + 9 * MINUTE));

    assertThat(values(PAY, Resolution.MONTH).values()).containsExactly(48L);
    assertThat(values(USERS, Resolution.MINUTE)).containsEntry(START + 8 * MINUTE, 3L);
    assertThat(values(PAY, Resolution.MINUTE).get(START + 2 * MINUTE)).isPositive();
  }

  @Test
  void lostPiecesOfTheJournalAreTold() {
    ingest(ledger, ledger.hit(USERS, 1, START).complete(START, START + MINUTE));
    Frame frame = ledger.hit(USERS, 1, START).frame(START + MINUTE, START + 2 * MINUTE);
    JournalRecord.Gap lost = new JournalRecord.Gap(4_096, "deleted before it was read");

    store.ingest(
        ONE,
        new Batch(
            ledger.position(), ledger.next(), List.of(frame), List.of(), 0, List.of(lost), ROUTES));

    assertThat(store.gaps().gaps(EVER, 10))
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.bytes()).isEqualTo(4_096);
              assertThat(gap.why()).contains("deleted before");
            });
  }

  @Test
  void aClockThatStepsBackAddsToTheMinutesThereAre() {
    ingest(ledger, ledger.hit(USERS, 5, START).complete(START, START + MINUTE));

    ingest(ledger, ledger.hit(USERS, 2, START).frame(START, START + MINUTE));

    assertThat(values(USERS, Resolution.MINUTE)).isEqualTo(Map.of(START, 7L));
  }

  @Test
  void countsOfRemovedRoutesAreNotCountedAgain() {
    SeriesKey removed = MadeLedger.requests(Family.REMOVED, "200", "mock");

    ingest(ledger, ledger.hit(removed, 500, START).complete(START, START + MINUTE));

    assertThat(store.counts().series(ALL)).isEmpty();
  }

  @Test
  void costsAreCountedAtTheCostOfTheirTime() {
    SeriesKey saved = MadeLedger.requests("pay", "200", "cache");

    ingest(
        ledger,
        ledger.hit(PAY, 1_500, START).hit(saved, 500, START).complete(START, START + MINUTE));

    SeriesKey cost = new SeriesKey(CostFamilies.COST, List.of("pay"));
    SeriesKey savings = new SeriesKey(CostFamilies.SAVED, List.of("pay", "cache"));
    assertThat(values(cost, Resolution.MINUTE)).isEqualTo(Map.of(START, 3_000_000L));
    assertThat(values(savings, Resolution.MINUTE)).isEqualTo(Map.of(START, 1_000_000L));
  }

  @Test
  void seriesCarryTargetLabelsAndAttributes() {
    ingest(ledger, ledger.hit(PAY, 1, START).complete(START, START + MINUTE));

    Selection ofGroup =
        new Selection(
            Set.of(Family.REQUESTS.name()),
            List.of(Matcher.equal("group", "payments"), Matcher.equal("pod", "pod-1")));
    assertThat(store.counts().series(ofGroup))
        .singleElement()
        .satisfies(
            series -> {
              assertThat(series.labels().get("instance")).isEqualTo("host:9464");
              assertThat(series.get("workspace")).isEqualTo("blue");
              assertThat(series.get("group")).isEqualTo("payments");
              assertThat(series.get("source")).isEqualTo("one");
            });
  }

  @Test
  void histogramsKeepEveryBucket() {
    ledger.took(TIMING, 40, 12).took(TIMING, 41, 30).took(TIMING, 177, 1);

    ingest(ledger, ledger.complete(START, START + MINUTE));

    List<long[]> read = new ArrayList<>();
    store.counts().read(ALL, EVER, Resolution.MINUTE, (series, start, words) -> read.add(words));
    assertThat(read).singleElement().isEqualTo(ledger.sum(TIMING));
  }

  @Test
  void firstAndLastHitAreKnown() {
    ingest(ledger, ledger.hit(USERS, 5, START + 1_234).complete(START, START + MINUTE));
    ingest(ledger, ledger.hit(USERS, 5, START + 61_000).frame(START + MINUTE, START + 2 * MINUTE));

    List<Long> moments = new ArrayList<>();
    store
        .counts()
        .read(
            ALL,
            EVER,
            Resolution.MONTH,
            (series, start, words) -> moments.addAll(List.of(words[3], words[4])));
    assertThat(moments).containsExactly(START + 1_234, START + 61_000);
  }

  @Test
  void gaugesAreKeptByMinute() {
    ingest(ledger, ledger.gauge("in_flight", 3).complete(START, START + MINUTE + 5));
    ingest(ledger, ledger.gauge("in_flight", 0.25).frame(START + MINUTE, START + 2 * MINUTE));

    List<String> read = new ArrayList<>();
    store
        .counts()
        .readGauges(
            new CountReader.GaugeSelection(Set.of("in_flight"), List.of()),
            EVER,
            (name, labels, at, value) ->
                read.add(name + labels.get("job") + (at - START) / MINUTE + "=" + value));
    assertThat(read).containsExactly("in_flightmynah1=3.0", "in_flightmynah2=0.25");
  }

  @Test
  void whereTheLastFrameLeftTheSeriesIsKnown() {
    assertThat(store.counts().lastFrame("one")).isEmpty();
    ingest(ledger, ledger.hit(USERS, 5, START).complete(START, START + MINUTE));
    ingest(ledger, ledger.hit(USERS, 2, START).frame(START + MINUTE, START + MINUTE + 40_000));

    CountReader.LastFrame last = store.counts().lastFrame("one").orElseThrow();

    assertThat(last.toMillis()).isEqualTo(START + MINUTE + 40_000);
    assertThat(last.words().get(USERS)[0]).isEqualTo(7);
    assertThat(last.words()).hasSize(1);
  }

  @Test
  void minutesComeWithTheFrameThatTheyEndWith() {
    List<String> read = new ArrayList<>();
    marked(read);
    ingest(ledger, ledger.hit(USERS, 5, START).complete(START, START + MINUTE));
    marked(read);
    ingest(ledger, ledger.hit(USERS, 2, START).frame(START + MINUTE, START + 2 * MINUTE));
    marked(read);

    assertThat(read).containsExactly("at 0 of 0", "at 1 of 5", "5", "at 2 of 7", "5", "2");
  }

  private void marked(List<String> read) {
    store
        .counts()
        .readMinutes(
            "one",
            (mark, last) ->
                read.add(
                    "at "
                        + mark.sequence()
                        + " of "
                        + last.get().map(frame -> frame.words().get(USERS)[0]).orElse(0L)),
            ALL,
            EVER,
            (series, start, words) -> read.add(String.valueOf(words[0])));
  }

  @Test
  void coverageEndsWithTheLastClosedMinute() {
    ingest(ledger, ledger.hit(USERS, 1, START).complete(START, START + 3 * MINUTE + 7));

    assertThat(store.counts().coverage().closedUntilMillis()).isEqualTo(START + 3 * MINUTE);
    assertThat(store.counts().coverage().minutesFromMillis()).isEqualTo(START);
  }

  @Test
  void minutesOfASourceWithoutJournalReplaceWhatTheyWere() {
    long[] words = {10, 0, 0, START, START};
    long[] again = {12, 0, 0, START, START};
    store.ingestMinutes(TWO, START, List.of(new MinuteValue(USERS, words)));

    store.ingestMinutes(TWO, START, List.of(new MinuteValue(USERS, again)));
    store.ingestMinutes(TWO, START + MINUTE, List.of(new MinuteValue(USERS, words)));

    assertThat(values(USERS, Resolution.MINUTE)).isEqualTo(Map.of(START, 12L, START + MINUTE, 10L));
    assertThat(totals(store).values()).containsExactly(List.of(22L, 0L, 0L));
  }

  @Test
  void namesOfASourceMayChange() {
    ingest(ledger, ledger.hit(USERS, 1, START).complete(START, START + MINUTE));
    SourceIdentity renamed = new SourceIdentity("one", "mynah", "new:1", "", "", "", "");

    ingest(
        store,
        renamed,
        ledger,
        ledger.hit(USERS, 1, START).frame(START + MINUTE, START + 2 * MINUTE));

    assertThat(store.counts().series(ALL))
        .extracting((Series series) -> series.labels().get("instance"))
        .containsExactly("new:1");
  }
}
