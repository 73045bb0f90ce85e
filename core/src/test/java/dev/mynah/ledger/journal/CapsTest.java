package dev.mynah.ledger.journal;

import static dev.mynah.ledger.journal.JournalFixture.SMALL;
import static dev.mynah.ledger.journal.JournalFixture.frames;
import static dev.mynah.ledger.journal.JournalFixture.of;
import static dev.mynah.ledger.journal.JournalFixture.readOn;
import static dev.mynah.ledger.journal.JournalFixture.totals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.settings.JournalSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may take how much room, what goes first, and when anything is written at all. */
class CapsTest {
  private static final long MINUTE = 60_000;

  @TempDir Path data;
  private JournalFixture fixture;

  @BeforeEach
  void prepare() {
    fixture = new JournalFixture(data);
  }

  @Test
  void whatEveryReaderHasBehindItIsDeleted() throws Exception {
    JournalWriter writer = fixture.start();
    LoopOffers loop = writer.addLoop();
    fixture.consume("slow", Position.START);
    events(writer, loop, 20);
    int before = fixture.segments().size();
    try (JournalReader reader = JournalReader.open(data, Position.START)) {
      readOn(reader);
      fixture.consume("fast", reader.position());
      events(writer, loop, 1);
      assertThat(fixture.segments()).hasSizeGreaterThanOrEqualTo(before);

      fixture.consume("slow", reader.position());
      fixture.run(writer, 5_000);

      assertThat(fixture.segments()).hasSizeLessThanOrEqualTo(2);
      assertThat(of(readOn(reader), JournalRecord.Gap.class)).isEmpty();
      assertThat(writer.status().files().deletedUnreadBytes()).isZero();
    }
  }

  @Test
  void eventsNeverPushOutFramesThatAReaderHasNotSeen() throws Exception {
    fixture.consume("away", Position.START);
    JournalWriter writer = fixture.start();
    LoopOffers loop = writer.addLoop();
    for (int minute = 0; minute < 120; minute++) {
      fixture.hit("r", 1);
      events(writer, loop, 1);
    }

    assertThat(fixture.bytes()).isBetween(SMALL.sizeBytes() / 3, SMALL.sizeBytes());
    assertThat(writer.status().leftOut().disk()).isPositive();
    assertThat(writer.status().files().deletedUnreadBytes()).isZero();
    List<Frame> frames = fixture.frames();
    assertThat(frames.get(0).sequence()).isEqualTo(1);
    assertThat(frames).hasSizeGreaterThan(120);
    writer.end();
    assertThat(totals(fixture.frames())).isEqualTo(totals(fixture.ledger));
  }

  @Test
  void framesBeyondTheCapPushOutTheOldestWhichIsCountedAndAGap() throws Exception {
    fixture.consume("away", Position.START);
    JournalWriter writer = fixture.start();
    for (int minute = 0; minute < 60; minute++) {
      for (int route = 0; route < 600; route++) {
        fixture.hit("route-" + route, 1 + minute % 3);
      }
      fixture.run(writer, MINUTE);
    }
    writer.end();

    List<JournalRecord> records = fixture.read();

    assertThat(fixture.bytes()).isLessThanOrEqualTo(SMALL.sizeBytes());
    assertThat(writer.status().files().deletedUnreadBytes()).isPositive();
    JournalRecord.Gap gap = of(records, JournalRecord.Gap.class).get(0);
    assertThat(gap.bytes()).isEqualTo(writer.status().files().deletedUnreadBytes());
    assertThat(frames(records).get(0).complete()).isTrue();
    assertThat(totals(frames(records))).isEqualTo(totals(fixture.ledger));
  }

  @Test
  void withoutAReaderTheNewestIsKept() throws Exception {
    JournalWriter writer = fixture.start();
    LoopOffers loop = writer.addLoop();
    events(writer, loop, 120);
    fixture.offer(loop, Rank.URGENT, "newest");
    fixture.run(writer, 50);

    var hits = of(fixture.read(), JournalRecord.Hit.class);

    assertThat(fixture.bytes()).isLessThanOrEqualTo(SMALL.sizeBytes());
    assertThat(hits.get(hits.size() - 1).event().request().route()).isEqualTo("newest");
    assertThat(writer.status().leftOut().disk()).isZero();
  }

  @Test
  void autoWritesOnceSomebodyReadsAndSaysThatNobodyWatchedBefore() throws Exception {
    JournalWriter writer = fixture.start(SMALL.withMode(JournalSettings.Mode.AUTO));
    LoopOffers loop = writer.addLoop();
    fixture.hit("r", 4);
    fixture.run(writer, 2 * MINUTE);
    assertThat(loop.admit(Rank.URGENT)).isZero();
    assertThat(writer.status().state()).isEqualTo(JournalStatus.State.WAITING);
    assertThat(fixture.read()).isEmpty();

    fixture.consume("exporter", Position.START);
    fixture.run(writer, 5_000);
    fixture.offer(loop, Rank.URGENT, "r");
    fixture.hit("r", 1);
    fixture.run(writer, MINUTE);

    List<Frame> frames = fixture.frames();
    assertThat(frames.get(0).unwatched()).isTrue();
    assertThat(frames.get(0).complete()).isTrue();
    assertThat(frames.get(0).fromMillis()).isEqualTo(TestTime.START);
    assertThat(frames.get(1).unwatched()).isFalse();
    assertThat(frames.get(1).fromMillis()).isEqualTo(frames.get(0).toMillis());
    assertThat(of(fixture.read(), JournalRecord.Hit.class)).hasSize(1);
  }

  @Test
  void autoRestsOnceNobodyHasReadForThirtyDays() throws Exception {
    fixture.consume("exporter", Position.START);
    JournalWriter writer = fixture.start(SMALL.withMode(JournalSettings.Mode.AUTO));
    assertThat(writer.isOn()).isTrue();

    fixture.touch("exporter", Duration.ofDays(31).toMillis());
    fixture.run(writer, 5_000);
    assertThat(writer.isOn()).isFalse();
    fixture.hit("r", 1);
    fixture.run(writer, 10 * MINUTE);
    fixture.touch("exporter", 0);
    fixture.run(writer, 5_000);

    List<Frame> frames = fixture.frames();
    Frame back = frames.get(frames.size() - 1);
    assertThat(back.unwatched()).isTrue();
    assertThat(back.fromMillis()).isEqualTo(frames.get(frames.size() - 2).toMillis());
    assertThat(frames).extracting(Frame::sequence).containsExactly(1L, 2L, 3L);
  }

  private void events(JournalWriter writer, LoopOffers loop, int minutes) {
    for (int i = 0; i < minutes * 200; i++) {
      fixture.offer(loop, Rank.USUAL, "r");
      fixture.run(writer, 300);
    }
  }
}
