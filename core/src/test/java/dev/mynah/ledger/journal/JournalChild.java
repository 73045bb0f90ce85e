package dev.mynah.ledger.journal;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.hits.LedgerOptions;
import dev.mynah.ledger.hits.Ledgers;
import dev.mynah.settings.JournalSettings;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that counts and keeps a journal until it is killed. */
final class JournalChild {
  private JournalChild() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    Ledger ledger = Ledgers.open(LedgerOptions.in(data)).get(60, TimeUnit.SECONDS);
    JournalSettings settings =
        new JournalSettings(
            JournalSettings.Mode.ON,
            JournalSettings.DEFAULT_SIZE_BYTES,
            JournalSettings.LEAST_SEGMENT_BYTES,
            JournalSettings.DEFAULT_FRAME_RESERVE_BYTES,
            20_000,
            JournalSettings.DEFAULT_RING_EVENTS,
            JournalSettings.Capture.DEFAULT);
    Journal journal = Journal.open(JournalOptions.in(data, settings), ledger);
    LoopJournal loop = journal.loop(0);
    for (int i = 0; ; i++) {
      JournalFixture.hit(ledger.slot(0), "route-" + i % 50, System.currentTimeMillis(), 1);
      double weight = loop.admit(Rank.USUAL);
      if (weight > 0) {
        loop.offer(JournalFixture.event("route-" + i % 50, System.currentTimeMillis(), weight));
      }
      if (i % 64 == 0) {
        Thread.yield();
      }
    }
  }
}
