package dev.mynah.ledger.hits;

import static dev.mynah.ledger.hits.LedgerFixture.countOf;
import static dev.mynah.ledger.hits.LedgerFixture.hit;
import static dev.mynah.ledger.hits.LedgerFixture.names;
import static dev.mynah.ledger.hits.LedgerFixture.open;
import static dev.mynah.ledger.hits.LedgerFixture.read;
import static dev.mynah.ledger.hits.LedgerFixture.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.ledger.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room is an ordinary state: counting goes on, and nothing dies of it. */
class FullDiskTest {
  private static final int MEGABYTES = 8;

  @TempDir Path parent;
  private SmallDisk disk;
  private Path directory;
  private LedgerOptions options;

  @BeforeEach
  void mount() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount(parent.resolve("disk"), MEGABYTES);
    assumeTrue(mounted.isPresent(), "this user may not mount a file system of its own");
    disk = mounted.get();
    directory = disk.path().resolve("data");
    options = LedgerOptions.in(directory).withSizeBytes(4 << 20).withSeriesBudget(1_000_000);
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void noRoomForANewLedgerMeansCountingOnTheHeapAndNoHalfMadeFile() throws Exception {
    try (Ledger ledger = open(options.withSizeBytes(32 << 20))) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.DEGRADED);
      assertThat(ledger.status().detail()).isNotEmpty();
      hit(ledger.slot(0), "r", 1_000, 3);
      try (LedgerReader reader = ledger.reader()) {
        assertThat(total(reader.read())).isEqualTo(3);
      }
    }
    assertThat(countOf(directory, "hits-v1")).isZero();

    try (Ledger ledger = open(options)) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.FILE);
    }
  }

  @Test
  void diskThatRunsFullLaterHarmsNoCount() throws Exception {
    try (Ledger ledger = open(options.withEventLoops(2))) {
      disk.fillUp();
      for (int i = 0; i < 20_000; i++) {
        hit(ledger.slot(i % 2), "route-" + i, 1_000, 1);
        ledger.slot(0).route("route-" + i % 500).timing(Outcome.MOCK).record(i);
      }
      assertThat(total(read(directory))).isEqualTo(20_000);
    }
    try (Ledger ledger = open(options)) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.FILE);
      hit(ledger.slot(0), "route-1", 1_000, 1);
      assertThat(total(read(directory))).isEqualTo(20_001);
    }
  }

  @Test
  void brokenLedgerOnAFullDiskIsMovedAsideAndTheHeapServes() throws Exception {
    fillLedger();
    disk.fillUp();
    Files.write(LedgerFiles.in(directory).index(), new byte[64]);

    try (Ledger ledger = open(options)) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.DEGRADED);
      assertThat(ledger.status().quarantined()).isEqualTo(1);
      try (LedgerReader reader = ledger.reader()) {
        assertThat(reader.read().present()).isTrue();
      }
    }
  }

  @Test
  void changedSizeWithoutRoomForItUsesTheOldFileOn() throws Exception {
    fillLedger();
    disk.fillUp();

    try (Ledger ledger = open(options.withSizeBytes(6 << 20))) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.FILE);
      hit(ledger.slot(0), "a", 1_000, 1);
    }

    assertThat(total(read(directory))).isEqualTo(8);
    assertThat(countOf(directory, ".new")).isZero();
  }

  @Test
  void ledgerOnAReadOnlyDiskIsLeftOutOfScrapesRatherThanShownFromZero() throws Exception {
    fillLedger();
    var before = names(directory);
    try (SmallDisk view = readOnlyView();
        Ledger ledger = open(LedgerOptions.in(view.path().resolve("data")))) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.HIDDEN);
      hit(ledger.slot(0), "a", 1_000, 1);
      try (LedgerReader reader = ledger.reader()) {
        assertThat(reader.read().present()).isFalse();
      }
      assertThat(total(read(view.path().resolve("data"))))
          .as("a reader needs no right to write")
          .isEqualTo(7);
    }
    assertThat(names(directory)).isEqualTo(before);
  }

  @Test
  void readerOnAReadOnlyDiskFollowsTheWriter() throws Exception {
    try (Ledger ledger = open(options);
        SmallDisk view = readOnlyView();
        LedgerReader reader = Ledgers.reader(view.path().resolve("data"))) {
      for (int i = 1; i <= 100; i++) {
        hit(ledger.slot(0), "route-" + i, 1_000, 1);
        assertThat(total(reader.read())).isEqualTo(i);
      }
    }
  }

  @Test
  void readOnlyDiskWithoutALedgerMeansTheHeap() throws Exception {
    Files.createDirectories(directory);
    try (SmallDisk view = readOnlyView();
        Ledger ledger = open(LedgerOptions.in(view.path().resolve("data")))) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.DEGRADED);
    }
  }

  private SmallDisk readOnlyView() throws Exception {
    Optional<SmallDisk> view = SmallDisk.readOnlyView(disk.path(), parent.resolve("view"));
    assumeTrue(view.isPresent(), "this user may not mount a read-only view");
    return view.get();
  }

  private void fillLedger() throws Exception {
    try (Ledger ledger = open(options)) {
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.FILE);
      hit(ledger.slot(0), "a", 1_000, 7);
    }
  }
}
