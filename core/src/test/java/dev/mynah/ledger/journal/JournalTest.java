package dev.mynah.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.hits.LedgerOptions;
import dev.mynah.ledger.hits.Ledgers;
import dev.mynah.settings.JournalSettings;
import dev.mynah.settings.JournalSettings.Mode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal with its own thread, and where there is none. */
class JournalTest {
  @TempDir Path data;

  @Test
  void eventIsReadWithinMomentsAndTheLastFrameOnceItIsClosed() throws Exception {
    try (Ledger ledger = Ledgers.open(LedgerOptions.in(data)).get(60, TimeUnit.SECONDS);
        JournalReader reader = JournalReader.open(data, Position.START)) {
      Journal journal = Journal.open(options(Mode.ON), ledger);
      assertThat(journal.loop(0)).isSameAs(journal.loop(0));
      JournalFixture.hit(ledger.slot(0), "r", 1_000, 3);
      LoopJournal loop = journal.loop(0);
      loop.offer(JournalFixture.event("r", 1_000, loop.admit(Rank.URGENT)));
      await()
          .untilAsserted(
              () -> assertThat(reader.poll(10)).anyMatch(JournalRecord.Hit.class::isInstance));

      journal.close();

      var frames = JournalFixture.frames(JournalFixture.readOn(reader));
      assertThat(JournalFixture.requests(frames.get(0), "r")).isEqualTo(3);
      assertThat(loop.admit(Rank.URGENT)).isZero();
      assertThat(journal.status().state()).isEqualTo(JournalStatus.State.OFF);
      assertThat(journal.status().leftOut().total()).isZero();
    }
  }

  @Test
  void countsOnTheHeapHaveNoJournal() throws Exception {
    Ledger heap = HeapLedger.create(Clock.systemUTC(), 100);
    try (Journal journal = Journal.open(options(Mode.ON), heap)) {
      assertThat(journal.loop(0)).isSameAs(LoopJournal.OFF);
      assertThat(journal.status().detail()).contains("heap");
    }
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void journalThatIsSwitchedOffWritesNothing() throws Exception {
    try (Ledger ledger = Ledgers.open(LedgerOptions.in(data)).get(60, TimeUnit.SECONDS);
        Journal journal = Journal.open(options(Mode.AUTO).withMode(Mode.OFF), ledger)) {
      assertThat(journal.loop(0)).isSameAs(LoopJournal.OFF);
    }
    assertThat(data.resolve("journal")).doesNotExist();
    assertThat(data.resolve("source-id")).doesNotExist();
  }

  private JournalOptions options(Mode mode) {
    return JournalOptions.in(data, JournalSettings.DEFAULT.withMode(mode));
  }
}
