package dev.mynah.ledger.journal;

import static dev.mynah.ledger.journal.JournalFixture.of;
import static dev.mynah.ledger.journal.JournalFixture.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mynah.ledger.hits.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, and a directory that goes away, are ordinary states. */
class JournalDiskTest {
  private static final long MINUTE = 60_000;

  @TempDir Path parent;

  @Test
  void fullDiskIsCountedAndOneFrameTellsAllOnceThereIsRoom() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount(parent.resolve("disk"), 2);
    assumeTrue(mounted.isPresent(), "this user may not mount a file system of its own");
    try (SmallDisk disk = mounted.get()) {
      JournalFixture fixture = new JournalFixture(disk.path());
      JournalWriter writer = fixture.start();
      LoopOffers loop = writer.addLoop();
      offer(fixture, writer, loop, 20);
      disk.fillUp();
      fixture.hit("r", 5);
      offer(fixture, writer, loop, 800);
      assertThat(writer.status().writeFailures()).isPositive();
      assertThat(writer.status().detail()).contains("space");
      assertThat(writer.status().leftOut().disk()).isPositive();

      Files.delete(disk.path().resolve("filler"));
      fixture.run(writer, 6_000);
      offer(fixture, writer, loop, 20);
      writer.end();

      List<JournalRecord> records = fixture.read();
      assertThat(writer.status().detail()).isEmpty();
      assertThat(of(records, JournalRecord.Gap.class)).isEmpty();
      assertThat(totals(fixture.frames())).isEqualTo(totals(fixture.ledger));
      long told = of(records, JournalRecord.Hit.class).size();
      long leftOut =
          of(records, JournalRecord.LeftOut.class).stream()
              .mapToLong(JournalRecord.LeftOut::count)
              .sum();
      assertThat(told + leftOut).isEqualTo(840);
      assertThat(fixture.frames()).anyMatch(f -> f.toMillis() - f.fromMillis() > 2 * MINUTE);
    }
  }

  @Test
  void directoryThatVanishesIsMadeAgainWithWholeCounts() throws Exception {
    JournalFixture fixture = new JournalFixture(parent);
    JournalWriter writer = fixture.start();
    fixture.hit("r", 5);
    fixture.run(writer, MINUTE);
    String id = Files.readString(parent.resolve("source-id"));
    try (JournalReader reader = JournalReader.open(parent, Position.START)) {
      JournalFixture.readOn(reader);
      for (Path file : fixture.segments()) {
        Files.delete(file);
      }
      Files.delete(parent.resolve("journal"));
      Files.delete(parent.resolve("source-id"));
      fixture.hit("r", 1);
      fixture.run(writer, 10_000);

      List<Frame> frames = JournalFixture.frames(JournalFixture.readOn(reader));

      assertThat(writer.status().writeFailures()).isPositive();
      assertThat(frames).hasSize(1);
      assertThat(frames.get(0).complete()).isTrue();
      assertThat(totals(frames)).isEqualTo(totals(fixture.ledger));
      assertThat(Files.readString(parent.resolve("source-id"))).isEqualTo(id);
    }
  }

  private static void offer(
      JournalFixture fixture, JournalWriter writer, LoopOffers loop, int times) {
    for (int i = 0; i < times; i++) {
      fixture.offer(loop, Rank.USUAL, "r");
      fixture.run(writer, 300);
    }
  }
}
