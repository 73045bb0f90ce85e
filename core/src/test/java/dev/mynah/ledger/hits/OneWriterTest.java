package dev.mynah.ledger.hits;

import static dev.mynah.ledger.hits.LedgerFixture.hit;
import static dev.mynah.ledger.hits.LedgerFixture.open;
import static dev.mynah.ledger.hits.LedgerFixture.read;
import static dev.mynah.ledger.hits.LedgerFixture.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerStatus;
import dev.mynah.ledger.dir.DirectoryInUseException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One process counts into a directory; locks of the dead do not stop the living. */
@Timeout(90)
class OneWriterTest {
  @TempDir Path directory;

  @Test
  void secondProcessIsToldWhoHasTheDirectory() throws Exception {
    try (ChildJvm other = ChildJvm.start("open", directory.toString())) {
      assertThat(other.line()).startsWith("FILE");

      assertThatThrownBy(() -> open(directory))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining("pid " + other.pid())
          .hasMessageContaining(directory.toString());

      assertThat(other.end()).isZero();
    }
    open(directory).close();
  }

  @Test
  void secondLedgerOfTheSameProcessIsRefusedAndHarmsNothing() throws Exception {
    try (Ledger first = open(directory)) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> open(directory.resolve("../" + directory.getFileName())))
            .isInstanceOf(DirectoryInUseException.class)
            .hasMessageContaining("this very process");
      }
      hit(first.slot(0), "r", 1_000, 1);
      try (ChildJvm other = ChildJvm.start("open", directory.toString())) {
        assertThat(other.line()).as("still locked against others").isNull();
        assertThat(other.end()).isNotZero();
      }
    }
    assertThat(total(read(directory))).isEqualTo(1);
  }

  @Test
  void killedWriterLeavesTheDirectoryFree() throws Exception {
    String id;
    try (ChildJvm other = ChildJvm.start("open", directory.toString())) {
      id = String.valueOf(other.line());
      other.kill();
    }

    try (Ledger ledger = open(directory)) {
      assertThat(id).isEqualTo("FILE " + Long.toHexString(ledger.status().ledgerId()));
    }
  }

  @Test
  void lockThatADeadProcessHoldsInTheMapCostsTwoSecondsAndNoCount() throws Exception {
    LedgerFixture.fill(directory);
    long idBefore = read(directory).ledgerId();
    try (ChildJvm other = ChildJvm.start("hold", directory.toString())) {
      assertThat(other.line()).isEqualTo("held");
      other.kill();
    }

    long start = System.nanoTime();
    try (Ledger ledger = open(directory)) {
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("the lock was met, and given up for dead in time")
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
      assertThat(ledger.status().state()).isEqualTo(LedgerStatus.State.FILE);
      assertThat(ledger.status().quarantined()).isZero();
      for (int i = 0; i < 500; i++) {
        hit(ledger.slot(0), "more-" + i, 9_000, 1);
      }
    }

    assertThat(total(read(directory))).isEqualTo(507);
    assertThat(read(directory).requests("a")).isEqualTo(3);
    assertThat(read(directory).ledgerId()).isEqualTo(idBefore);
  }
}
