package dev.mynah.ledger.hits;

import static dev.mynah.ledger.hits.LedgerFixture.fill;
import static dev.mynah.ledger.hits.LedgerFixture.hit;
import static dev.mynah.ledger.hits.LedgerFixture.open;
import static dev.mynah.ledger.hits.LedgerFixture.read;
import static dev.mynah.ledger.hits.LedgerFixture.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.ledger.dir.DirectoryInUseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that does not open in time does not keep the traffic waiting. */
@Timeout(180)
class OpeningDeadlineTest {
  @TempDir Path directory;

  /** An earlier layout on a disk that has stopped answering. */
  private static class HangingLayout implements PreviousLayout {
    final CountDownLatch released = new CountDownLatch(1);
    final CountDownLatch reading = new CountDownLatch(1);

    @Override
    public List<Path> filesIn(Path directory) {
      return List.of();
    }

    @Override
    public LedgerImage read(Path directory) throws IOException {
      throw new IOException("never asked");
    }
  }

  @Test
  void hangingDiskMeansTheHeapAndTheOldCountsAreHidden() throws Exception {
    fill(directory);
    HangingLayout layout =
        new HangingLayout() {
          @Override
          public List<Path> filesIn(Path path) {
            reading.countDown();
            try {
              released.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return List.of();
          }
        };
    LedgerOptions hurried = LedgerOptions.in(directory).withDeadline(Duration.ofSeconds(3));

    Ledger ledger = Ledgers.open(hurried, List.of(layout)).get(60, TimeUnit.SECONDS);

    assertThat(layout.reading.getCount()).isZero();
    assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.HIDDEN);
    assertThat(ledger.status().detail()).contains("3000 ms");
    hit(ledger.slot(0), "a", 1_000, 1);
    try (LedgerReader reader = ledger.reader()) {
      assertThat(reader.read().present()).isFalse();
    }
    layout.released.countDown();
    await().atMost(Duration.ofSeconds(60)).until(this::free);
    assertThat(total(read(directory))).isEqualTo(7);
  }

  private boolean free() throws Exception {
    try (Ledger ledger = open(directory)) {
      return ledger.status().state() == LedgerStatus.State.FILE;
    } catch (DirectoryInUseException e) {
      return false;
    }
  }

  @Test
  void directoryThatCannotBeMadeMeansTheHeap() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "in the way");

    try (Ledger ledger = open(file.resolve("data"))) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.DEGRADED);
      assertThat(ledger.status().detail()).isNotEmpty();
    }
    try (Ledger ledger = open(file)) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.DEGRADED);
    }
  }
}
