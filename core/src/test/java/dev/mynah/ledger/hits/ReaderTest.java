package dev.mynah.ledger.hits;

import static dev.mynah.ledger.hits.LedgerFixture.fill;
import static dev.mynah.ledger.hits.LedgerFixture.hit;
import static dev.mynah.ledger.hits.LedgerFixture.names;
import static dev.mynah.ledger.hits.LedgerFixture.open;
import static dev.mynah.ledger.hits.LedgerFixture.read;
import static dev.mynah.ledger.hits.LedgerFixture.total;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers see everything and touch nothing. */
@Timeout(90)
class ReaderTest {
  private static final int KILLS = 6;

  @TempDir Path directory;

  @Test
  void readerBeforeAnyLedgerSeesNothingAndMakesNothing() throws Exception {
    Path none = directory.resolve("none");
    try (LedgerReader reader = Ledgers.reader(none)) {
      assertThat(reader.read().present()).isFalse();
      assertThat(Files.exists(none)).isFalse();

      fill(none);

      assertThat(total(reader.read())).isEqualTo(7);
    }
  }

  @Test
  void readerFollowsAWriterThatIsStillCounting() throws Exception {
    try (Ledger ledger = open(directory);
        LedgerReader reader = Ledgers.reader(directory)) {
      for (int i = 1; i <= 200; i++) {
        hit(ledger.slot(i % 2), "route-" + i, i, 1);
        assertThat(total(reader.read())).isEqualTo(i);
      }
    }
  }

  @Test
  void readerFollowsWhenAnotherLedgerTakesThePlace() throws Exception {
    fill(directory);
    try (LedgerReader reader = Ledgers.reader(directory)) {
      LedgerSnapshot first = reader.read();
      Files.writeString(LedgerFiles.in(directory).map(), "broken");
      try (Ledger ledger = open(directory)) {
        hit(ledger.slot(0), "a", 1_000, 1);

        LedgerSnapshot second = reader.read();

        assertThat(second.ledgerId()).isNotEqualTo(first.ledgerId());
        assertThat(total(second)).isEqualTo(1);
      }
    }
  }

  @Test
  void readsWhileThePairIsReplacedOverAndOverNeverGoBack() throws Exception {
    fill(directory);
    AtomicBoolean running = new AtomicBoolean(true);
    CompletableFuture<String> watcher =
        CompletableFuture.supplyAsync(() -> watch(running), task -> new Thread(task).start());
    for (int i = 0; i < 12; i++) {
      long size = (i % 2 == 0 ? 2L : 1L) << 20;
      try (Ledger ledger = open(LedgerOptions.in(directory).withSizeBytes(size))) {
        hit(ledger.slot(0), "a", 1_000, 5);
      }
    }
    running.set(false);

    assertThat(watcher.get(30, TimeUnit.SECONDS)).isEmpty();
    assertThat(total(read(directory))).isEqualTo(7 + 60);
  }

  private String watch(AtomicBoolean running) {
    long before = 0;
    long id = 0;
    try (LedgerReader reader = Ledgers.reader(directory)) {
      while (running.get()) {
        LedgerSnapshot snapshot = reader.read();
        if (total(snapshot) < before || (id != 0 && id != snapshot.ledgerId())) {
          return total(snapshot) + " after " + before + " of ledger " + snapshot.ledgerId();
        }
        before = total(snapshot);
        id = snapshot.ledgerId();
      }
      return "";
    } catch (Exception e) {
      return e.toString();
    }
  }

  @Test
  void readerBetweenTheTwoRenamesSeesTheNewPair() throws Exception {
    fill(directory);
    Path other = directory.resolve("other");
    try (Ledger ledger = open(other)) {
      hit(ledger.slot(0), "a", 1_000, 50);
    }
    LedgerFiles files = LedgerFiles.in(directory);
    Files.move(LedgerFiles.in(other).index(), files.unfinished().index());
    try (LedgerReader before = Ledgers.reader(directory)) {
      assertThat(total(before.read())).isEqualTo(7);
      Files.delete(files.map());
      Files.move(LedgerFiles.in(other).map(), files.map());

      assertThat(total(before.read())).as("what is mapped stays").isEqualTo(7);
      assertThat(total(read(directory))).isEqualTo(50);

      Files.delete(files.index());
      Files.move(files.unfinished().index(), files.index());
      assertThat(total(before.read())).isEqualTo(50);
    }
  }

  @Test
  void deletingTheDirectoryUnderARunningWriterHidesNothingFromItsOwnScrape() throws Exception {
    try (Ledger ledger = open(directory.resolve("data"));
        LedgerReader own = ledger.reader();
        LedgerReader foreign = Ledgers.reader(directory.resolve("data"))) {
      hit(ledger.slot(0), "a", 1_000, 1);
      assertThat(total(foreign.read())).isEqualTo(1);
      for (String name : names(directory.resolve("data"))) {
        Files.delete(directory.resolve("data").resolve(name));
      }

      hit(ledger.slot(0), "a", 1_000, 1);
      hit(ledger.slot(5), "fresh", 1_000, 1);

      assertThat(total(own.read())).isEqualTo(3);
      try (LedgerReader another = ledger.reader()) {
        assertThat(total(another.read())).isEqualTo(3);
      }
      assertThat(foreign.read().present()).isFalse();
    }
  }

  @Test
  void killedReadersDisturbNobody() throws Exception {
    Random random = new Random();
    try (Ledger ledger = open(directory)) {
      List<String> before = names(directory);
      long expected = 0;
      for (int i = 0; i < KILLS; i++) {
        try (ChildJvm reader = ChildJvm.start("read", directory.toString())) {
          reader.line();
          for (int hits = random.nextInt(200_000); hits >= 0; hits--) {
            hit(ledger.slot(0), "r", 1_000, 1);
            expected++;
          }
          reader.kill();
        }
      }
      assertThat(read(directory).requests("r")).isEqualTo(expected);
      assertThat(names(directory)).isEqualTo(before);
    }
  }

  @Test
  void readerNeedsNoRightToWrite() throws Exception {
    fill(directory);
    for (String name : names(directory)) {
      Files.setPosixFilePermissions(
          directory.resolve(name), PosixFilePermissions.fromString("r--r--r--"));
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    var mapTime = Files.getLastModifiedTime(LedgerFiles.in(directory).map());
    List<String> before = names(directory);
    try {
      assertThat(total(read(directory))).isEqualTo(7);
      assertThat(names(directory)).isEqualTo(before);
      assertThat(Files.getLastModifiedTime(LedgerFiles.in(directory).map())).isEqualTo(mapTime);
    } finally {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
