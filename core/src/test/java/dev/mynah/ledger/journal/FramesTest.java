package dev.mynah.ledger.journal;

import static dev.mynah.ledger.journal.JournalFixture.requests;
import static dev.mynah.ledger.journal.JournalFixture.totals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.journal.Frame.GaugeValue;
import dev.mynah.settings.JournalSettings.Mode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What frames say, and from when to when. */
class FramesTest {
  private static final long MINUTE = 60_000;

  @TempDir Path data;
  private JournalFixture fixture;

  @BeforeEach
  void prepare() {
    fixture = new JournalFixture(data);
  }

  @Test
  void frameIsWrittenEveryFullMinuteAndHoldsOnlyWhatChanged() {
    JournalWriter writer = fixture.start();
    fixture.hit("a", 3);
    fixture.hit("b", 1);
    fixture.run(writer, MINUTE);
    fixture.hit("a", 2);
    fixture.run(writer, MINUTE);
    fixture.run(writer, MINUTE);

    List<Frame> frames = fixture.frames();

    assertThat(frames).extracting(Frame::complete).containsExactly(true, false, false, false);
    assertThat(frames.get(1).fromMillis()).isEqualTo(TestTime.START);
    assertThat(frames.get(1).toMillis()).isEqualTo(TestTime.START + MINUTE);
    assertThat(requests(frames.get(1), "a")).isEqualTo(3);
    assertThat(requests(frames.get(2), "a")).isEqualTo(5);
    assertThat(frames.get(2).values()).extracting(v -> v.key().label("route")).containsOnly("a");
    assertThat(frames.get(3).values()).isEmpty();
    assertThat(frames).extracting(Frame::sequence).containsExactly(1L, 2L, 3L, 4L);
    assertThat(frames).extracting(Frame::unwatched).containsOnly(false);
  }

  @Test
  void framesEndAtFullMinutesHoweverLateTheyAreTaken() {
    fixture.time.pass(17_321);
    JournalWriter writer = fixture.start();
    for (int minute = 0; minute < 20; minute++) {
      fixture.run(writer, MINUTE + 13);
    }

    List<Frame> frames = fixture.frames();

    for (int i = 1; i < frames.size(); i++) {
      assertThat(frames.get(i).toMillis() % MINUTE).isZero();
      assertThat(frames.get(i).fromMillis())
          .isEqualTo(i == 1 ? TestTime.START + 17_321 : frames.get(i - 1).toMillis());
    }
  }

  @Test
  void lastFrameIsWrittenAtTheEndAndSumsUpToTheLedger() throws Exception {
    JournalWriter writer = fixture.start();
    fixture.hit("a", 3);
    fixture.run(writer, MINUTE);
    fixture.hit("b", 5);
    fixture.run(writer, 10_000);
    fixture.hit("c", 1);
    writer.end();

    List<Frame> frames = fixture.frames();

    assertThat(frames.get(frames.size() - 1).toMillis())
        .isEqualTo(TestTime.START + MINUTE + 10_000);
    assertThat(totals(frames)).isEqualTo(totals(fixture.ledger)).isNotEmpty();
  }

  @Test
  void clockSetForwardLeavesAHoleAndMakesNoSpanLonger() {
    JournalWriter writer = fixture.start();
    fixture.run(writer, 30_000);
    fixture.hit("a", 1);
    fixture.time.step(60 * MINUTE);
    fixture.run(writer, 50);

    Frame frame = fixture.frames().get(1);

    assertThat(frame.toMillis()).isEqualTo(TestTime.START + 60 * MINUTE + 30_050);
    assertThat(frame.toMillis() - frame.fromMillis()).isEqualTo(30_050);
    assertThat(requests(frame, "a")).isEqualTo(1);
  }

  @Test
  void clockSetBackOverlapsAndMakesNoSpanLonger() {
    JournalWriter writer = fixture.start();
    fixture.run(writer, MINUTE + 30_000);
    fixture.time.step(-45 * MINUTE);
    fixture.run(writer, 50);
    fixture.run(writer, 40_000);

    List<Frame> frames = fixture.frames();

    Frame stepped = frames.get(2);
    assertThat(stepped.toMillis()).isEqualTo(TestTime.START - 44 * MINUTE + 30_050);
    assertThat(stepped.toMillis() - stepped.fromMillis()).isEqualTo(30_050);
    assertThat(frames.get(3).fromMillis()).isEqualTo(stepped.toMillis());
    assertThat(frames.get(3).toMillis()).isEqualTo(TestTime.START - 43 * MINUTE);
  }

  @Test
  void machineThatSleptHasASpanOfItsWakingTimeOnly() {
    JournalWriter writer = fixture.start();
    fixture.run(writer, 20_000);
    fixture.time.step(600 * MINUTE);
    fixture.run(writer, 50);

    Frame frame = fixture.frames().get(1);

    assertThat(frame.toMillis() - frame.fromMillis()).isEqualTo(20_050);
  }

  @Test
  void processThatWasStoppedSaysOverHowLongItCounted() {
    JournalWriter writer = fixture.start();
    fixture.run(writer, 20_000);
    fixture.time.pass(10 * MINUTE);
    writer.turn();

    Frame frame = fixture.frames().get(1);

    assertThat(frame.fromMillis()).isEqualTo(TestTime.START);
    assertThat(frame.toMillis()).isEqualTo(TestTime.START + 10 * MINUTE + 20_000);
  }

  @Test
  void nextProcessTellsWhatAKilledOneCountedUpToItsLastHitAndGoesOnFromItsOwnStart() {
    JournalWriter killed = fixture.start();
    fixture.run(killed, MINUTE);
    fixture.run(killed, 20_000);
    fixture.hit("a", 4);
    fixture.time.pass(60 * MINUTE);
    JournalWriter next = fixture.start();
    fixture.hit("a", 1);
    fixture.run(next, MINUTE);

    List<Frame> frames = fixture.frames();

    Frame first = frames.get(2);
    assertThat(first.fromMillis()).isEqualTo(TestTime.START + MINUTE);
    assertThat(first.toMillis()).isEqualTo(TestTime.START + MINUTE + 20_000);
    assertThat(first.complete()).isTrue();
    assertThat(first.unwatched()).isFalse();
    assertThat(requests(first, "a")).isEqualTo(4);
    Frame second = frames.get(3);
    assertThat(second.fromMillis()).isEqualTo(TestTime.START + 61 * MINUTE + 20_000);
    assertThat(requests(second, "a")).isEqualTo(5);
    assertThat(frames).extracting(Frame::sequence).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void countsThatNobodyWatchedBelongToNoMinute() {
    fixture.hit("a", 7);
    fixture.time.pass(300 * MINUTE);
    fixture.hit("a", 2);

    JournalWriter writer = fixture.start();

    Frame first = fixture.frames().get(0);
    assertThat(writer.isOn()).isTrue();
    assertThat(first.unwatched()).isTrue();
    assertThat(first.complete()).isTrue();
    assertThat(first.fromMillis()).isEqualTo(TestTime.START);
    assertThat(first.toMillis()).isEqualTo(TestTime.START + 300 * MINUTE);
    assertThat(requests(first, "a")).isEqualTo(9);
  }

  @Test
  void gaugesAreInEveryFrameAndTheirFailureCostsNothingElse() {
    JournalWriter writer = fixture.start();
    GaugeValue gauge = new GaugeValue("g", List.of("pool"), List.of("p"), 1.5);
    writer.gauges(() -> List.of(gauge));
    fixture.run(writer, MINUTE);
    writer.gauges(
        () -> {
          throw new IllegalStateException("no");
        });
    fixture.hit("a", 1);
    fixture.run(writer, MINUTE);

    List<Frame> frames = fixture.frames();

    assertThat(frames.get(1).gauges()).containsExactly(gauge);
    assertThat(frames.get(2).gauges()).isEmpty();
    assertThat(requests(frames.get(2), "a")).isEqualTo(1);
  }

  @Test
  void moreSeriesThanFitAFrameMakeSeveralOfOneSpan() throws Exception {
    JournalWriter writer = fixture.start();
    for (int i = 0; i < 3_000; i++) {
      fixture.hit("route-" + i, 1);
    }
    fixture.run(writer, MINUTE);

    List<Frame> frames = fixture.frames();

    assertThat(frames).hasSize(3);
    assertThat(frames.get(1).toMillis()).isEqualTo(frames.get(2).toMillis());
    assertThat(totals(frames)).isEqualTo(totals(fixture.ledger)).hasSize(6_000);
  }

  @Test
  void ledgerThatBeganAnewIsReadFromItsOwnStart() {
    JournalWriter before = fixture.start();
    fixture.hit("a", 5);
    before.end();
    fixture.time.pass(MINUTE);
    JournalFixture anew = new JournalFixture(data);
    anew.time.pass(10 * MINUTE);

    anew.start(JournalFixture.SMALL.withMode(Mode.ON));

    List<Frame> frames = anew.frames();
    Frame first = frames.get(frames.size() - 1);
    assertThat(first.ledgerId()).isNotEqualTo(frames.get(0).ledgerId());
    assertThat(first.sequence()).isEqualTo(frames.size());
    assertThat(first.values()).isEmpty();
    assertThat(first.fromMillis()).isEqualTo(TestTime.START);
  }
}
