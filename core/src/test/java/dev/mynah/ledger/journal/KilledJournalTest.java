package dev.mynah.ledger.journal;

import static dev.mynah.ledger.journal.JournalFixture.frames;
import static dev.mynah.ledger.journal.JournalFixture.of;
import static dev.mynah.ledger.journal.JournalFixture.totals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.hits.ChildJvm;
import dev.mynah.ledger.hits.LedgerOptions;
import dev.mynah.ledger.hits.Ledgers;
import dev.mynah.settings.JournalSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they write, over and over, on one directory. */
class KilledJournalTest {
  private static final int ROUNDS = Integer.getInteger("mynah.kills", 4);

  @TempDir Path data;

  @Test
  void framesComeToWhatTheLedgerHasAndSequenceHasNoGaps() throws Exception {
    Random random = new Random();
    List<JournalRecord> read = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(data, Position.START)) {
      for (int round = 0; round < ROUNDS; round++) {
        long millis = 1_200 + random.nextInt(1_500);
        try (ChildJvm child = ChildJvm.of(JournalChild.class, data.toString())) {
          CompletableFuture.runAsync(
                  child::kill, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
              .get(60, TimeUnit.SECONDS);
        }
        read.addAll(JournalFixture.readOn(reader));
      }
      try (Ledger ledger = Ledgers.open(LedgerOptions.in(data)).get(60, TimeUnit.SECONDS)) {
        Journal.open(
                JournalOptions.in(data, JournalSettings.DEFAULT.withMode(JournalSettings.Mode.ON)),
                ledger)
            .close();
      }
      read.addAll(JournalFixture.readOn(reader));
      assertThat(reader.backlogBytes()).isZero();
    }

    List<Frame> frames = frames(read);

    try (LedgerReader ledger = Ledgers.reader(data)) {
      assertThat(totals(frames)).isEqualTo(totals(ledger.read())).hasSizeGreaterThan(50);
    }
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i).sequence()).isEqualTo(i + 1);
    }
    assertThat(of(read, JournalRecord.Hit.class)).isNotEmpty();
  }
}
