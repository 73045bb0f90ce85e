package dev.mynah.exporter.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.exporter.tail.TailSteps.Outcome;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.JournalRecord;
import dev.mynah.ledger.journal.Position;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was written to the journal reaches the store once, whatever fails on the way. */
class TailStepsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final HeldJournal journal = new HeldJournal();
  private final HeldStore store = new HeldStore();
  private final List<LogEntry> told = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final List<String> standing = new ArrayList<>();
  private Instant now = NOON;
  private int caughtUp;
  private final TailSteps steps = new TailSteps(parts());

  @Test
  void whatWasWrittenIsStoredOnceAndThenThereIsNothingNew() {
    journal.records.addAll(List.of(hit(1), hit(2), frame(60), new JournalRecord.LeftOut(1, 5)));

    assertThat(steps.step()).isEqualTo(Outcome.STORED);
    assertThat(steps.step()).isEqualTo(Outcome.IDLE);

    assertThat(store.batches).hasSize(1);
    assertThat(store.batches.get(0).entries()).hasSize(2);
    assertThat(store.batches.get(0).frames()).hasSize(1);
    assertThat(store.batches.get(0).leftOut()).isEqualTo(5);
    assertThat(journal.published).endsWith(new Position(1, 4));
    assertThat(steps.status().counters().events()).isEqualTo(2);
    assertThat(steps.status().storedUpToMillis()).isEqualTo(60);
  }

  @Test
  void lastFrameIsKnownToBeWholeEvenIfRequestsNeverPause() {
    journal.records.add(frame(60));
    steps.step();
    assertThat(caughtUp).as("another part of the frame may follow").isZero();
    journal.records.add(hit(1));

    steps.step();

    assertThat(caughtUp).isEqualTo(1);
  }

  @Test
  void whileNobodyWritesItSaysThatSomebodyWouldRead() {
    journal.id = "";

    assertThat(steps.step()).isEqualTo(Outcome.IDLE);

    assertThat(journal.published).containsExactly(Position.START);
    assertThat(journal.opened).isZero();
  }

  @Test
  void itSaysHourlyThatItIsStillThere() {
    steps.step();
    steps.step();
    now = now.plus(Duration.ofHours(1));
    steps.step();

    assertThat(journal.published).hasSize(2);
  }

  @Test
  void storeThatIsDownIsOfferedTheSamePieceAgain() {
    journal.records.addAll(List.of(hit(1), frame(60)));
    steps.step();
    journal.records.addAll(List.of(hit(2), frame(120)));
    store.down = () -> new IllegalStateException("no connection");

    assertThat(steps.step()).isEqualTo(Outcome.TROUBLED);
    journal.records.add(hit(3));
    assertThat(steps.step()).isEqualTo(Outcome.TROUBLED);
    assertThat(steps.status().queuedEvents()).isEqualTo(1);
    assertThat(steps.status().trouble()).isEqualTo("no connection");
    store.down = () -> null;
    assertThat(steps.step()).isEqualTo(Outcome.STORED);
    assertThat(steps.step()).isEqualTo(Outcome.STORED);

    assertThat(store.batches.stream().mapToInt(b -> b.entries().size()).sum()).isEqualTo(3);
    assertThat(journal.given).as("records read, none twice").isEqualTo(5);
    assertThat(told).as("told of once each").hasSize(3);
    assertThat(standing).containsExactly("no connection", "well");
    assertThat(steps.status().counters().failures()).isEqualTo(2);
  }

  @Test
  void storeThatIsDownAtTheStartIsWaitedFor() {
    journal.records.add(hit(1));
    store.down = () -> new IllegalStateException("no connection");

    assertThat(steps.step()).isEqualTo(Outcome.TROUBLED);
    store.down = () -> null;
    assertThat(steps.step()).isEqualTo(Outcome.STORED);

    assertThat(store.batches).hasSize(1);
  }

  @Test
  void journalThatCannotBeReadIsOpenedAnew() {
    journal.records.add(hit(1));
    journal.broken = true;

    assertThat(steps.step()).isEqualTo(Outcome.TROUBLED);
    journal.broken = false;
    assertThat(steps.step()).isEqualTo(Outcome.STORED);

    assertThat(journal.opened).isEqualTo(2);
    assertThat(store.batches.get(0).entries()).hasSize(1);
  }

  @Test
  void entriesThatTheStoreCannotTakeDoNotKeepCountsOut() {
    journal.records.addAll(List.of(hit(1), hit(2), frame(60)));
    store.beforeIngest =
        batch -> {
          if (!batch.entries().isEmpty()) {
            throw new IllegalStateException("no such character");
          }
        };

    int tries = 0;
    while (store.batches.isEmpty() && tries++ < 50) {
      steps.step();
    }

    assertThat(store.batches).hasSize(1);
    assertThat(store.batches.get(0).frames()).hasSize(1);
    assertThat(store.batches.get(0).leftOut()).as("said to be missing").isEqualTo(2);
    assertThat(steps.status().counters().givenUp()).isEqualTo(2);
  }

  @Test
  void longAbsenceIsCaughtUpInBoundedPieces() {
    for (int i = 0; i < 5_000; i++) {
      journal.records.add(hit(i));
    }
    for (int i = 0; i < 200; i++) {
      journal.records.add(frame(i));
    }

    int steps = 0;
    while (this.steps.step() != Outcome.IDLE) {
      steps++;
    }

    assertThat(steps).isGreaterThan(3);
    assertThat(store.batches).allMatch(b -> b.entries().size() < 2_100 && b.frames().size() < 70);
    assertThat(store.batches.stream().mapToInt(b -> b.entries().size()).sum()).isEqualTo(5_000);
    assertThat(store.batches.stream().mapToInt(b -> b.frames().size()).sum()).isEqualTo(200);
  }

  @Test
  void gapsAreHandedOnAndCounted() {
    journal.records.addAll(List.of(new JournalRecord.Gap(4_096, "deleted"), frame(60)));

    steps.step();

    assertThat(store.batches.get(0).gaps()).hasSize(1);
    assertThat(steps.status().counters().gaps()).isEqualTo(1);
    assertThat(steps.status().counters().lostBytes()).isEqualTo(4_096);
  }

  @Test
  void directoryThatWasReplacedIsReadFromItsOwnPosition() {
    journal.records.add(hit(1));
    steps.step();
    journal.id = "source-2";
    journal.records.clear();
    journal.records.add(hit(2));
    store.at = Position.START;
    now = now.plusSeconds(10);

    steps.step();
    steps.step();

    assertThat(store.batches).hasSize(2);
    assertThat(store.batches.get(1).entries().get(0).source()).isEqualTo("source-2");
  }

  @Test
  void lagIsTheAgeOfWhatIsStoredWhileThereIsMore() {
    journal.records.add(frame(60_000));
    steps.step();
    assertThat(steps.status().lagSeconds(100_000)).isZero();
    journal.records.add(frame(90_000));
    store.down = () -> new IllegalStateException("no connection");

    steps.step();

    assertThat(steps.status().lagSeconds(100_000)).isEqualTo(40);
  }

  private TailParts parts() {
    TailListener listener =
        new TailListener() {
          @Override
          public void read(List<LogEntry> entries) {
            told.addAll(entries);
          }

          @Override
          public void stored(List<Frame> stored, long nanos) {
            frames.addAll(stored);
          }

          @Override
          public void caughtUp() {
            caughtUp++;
          }
        };
    TailParts.Standing heard =
        new TailParts.Standing() {
          @Override
          public void troubled(String sentence) {
            standing.add(sentence);
          }

          @Override
          public void well() {
            standing.add("well");
          }
        };
    return new TailParts(
        journal,
        store,
        id -> new SourceIdentity(id, "mynah", "here", "", "", "default", ""),
        (source, event) -> new LogEntry(0, source, event, LogEntry.Origin.UNKNOWN),
        () -> RouteBook.EMPTY,
        listener,
        heard,
        clock());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public java.time.ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  private static JournalRecord frame(long toMillis) {
    return new JournalRecord.Counts(
        new Frame(1, 1, toMillis - 60, toMillis, false, false, List.of(), List.of()));
  }

  private static JournalRecord hit(long timeMillis) {
    return new JournalRecord.Hit(
        new HitEvent(
            timeMillis,
            1,
            new HitEvent.Request("r", "g", "default", "", "GET", "/r", "http/1.1"),
            new HitEvent.Answer("mock", 200, BigDecimal.ZERO),
            new HitEvent.Spent(1, -1, 0, 0, 0),
            new HitEvent.Client("127.0.0.1", "", "", "", ""),
            null,
            null));
  }
}
