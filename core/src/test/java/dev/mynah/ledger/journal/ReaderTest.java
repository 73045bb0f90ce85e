package dev.mynah.ledger.journal;

import static dev.mynah.ledger.journal.JournalFixture.frames;
import static dev.mynah.ledger.journal.JournalFixture.of;
import static dev.mynah.ledger.journal.JournalFixture.readOn;
import static dev.mynah.ledger.journal.JournalFixture.totals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.journal.segment.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader makes of files that are written, torn, damaged, gone or not ours. */
class ReaderTest {
  @TempDir Path data;
  private JournalFixture fixture;

  @BeforeEach
  void prepare() {
    fixture = new JournalFixture(data);
  }

  @Test
  void readerFollowsTheWriterAndItsPositionIsGoodForTheNext() {
    try (JournalReader reader = JournalReader.open(data, Position.START)) {
      assertThat(reader.poll(10)).isEmpty();
      assertThat(reader.sourceId()).isEmpty();
      JournalWriter writer = fixture.start();
      assertThat(readOn(reader)).hasSize(1);
      assertThat(reader.sourceId()).hasSize(36);
      assertThat(reader.backlogBytes()).isZero();
      fixture.run(writer, 60_000);
      assertThat(reader.backlogBytes()).isPositive();

      assertThat(frames(fixture.read(reader.position())))
          .extracting(Frame::sequence)
          .containsExactly(2L);
      assertThat(frames(readOn(reader))).extracting(Frame::sequence).containsExactly(2L);
      assertThat(reader.backlogBytes()).isZero();
    }
  }

  @Test
  void aFewAtATimeIsTheSameAsAllAtOnce() {
    fillFiles(20);
    List<JournalRecord> all = fixture.read();

    try (JournalReader reader = JournalReader.open(data, Position.START)) {
      int read = 0;
      for (var one = reader.poll(1); !one.isEmpty(); one = reader.poll(1)) {
        read++;
      }
      assertThat(read).isEqualTo(all.size()).isGreaterThan(100);
    }
  }

  @Test
  void tornRecordAtTheEndOfTheNewestFileIsWaitedFor() throws Exception {
    fixture.start().end();
    Path file = newest();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 7));
    try (JournalReader reader = JournalReader.open(data, Position.START)) {
      assertThat(frames(readOn(reader))).hasSize(1);
      assertThat(reader.poll(10)).isEmpty();

      Files.write(file, whole);

      assertThat(frames(readOn(reader))).hasSize(1);
    }
  }

  @Test
  void tornRecordAtTheEndOfAnOlderFileIsAGapOfItsLength() throws Exception {
    fixture.start().end();
    Path file = newest();
    Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    fixture.start();

    List<JournalRecord> records = fixture.read();

    assertThat(of(records, JournalRecord.Gap.class))
        .singleElement()
        .satisfies(gap -> assertThat(gap.bytes()).isEqualTo(3));
    assertThat(frames(records)).hasSize(3);
  }

  @Test
  void damageInTheMiddleCostsOnlyTheRecordItTouches() throws Exception {
    JournalWriter writer = fixture.start();
    LoopOffers loop = writer.addLoop();
    for (int i = 0; i < 50; i++) {
      fixture.offer(loop, Rank.URGENT, "r" + i);
      fixture.run(writer, 50);
    }
    byte[] bytes = Files.readAllBytes(newest());
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(newest(), bytes);

    List<JournalRecord> records = fixture.read();

    assertThat(of(records, JournalRecord.Hit.class)).hasSize(49);
    assertThat(of(records, JournalRecord.Gap.class)).hasSize(1);
  }

  @Test
  void deletedFilesAreAGapThatSaysHowMuchIsLostAndCountsAreWholeAfterIt() throws Exception {
    JournalWriter writer = fillFiles(30);
    List<Path> files = fixture.segments();
    assertThat(files).hasSizeGreaterThan(3);
    long lost = Files.size(files.get(1)) + Files.size(files.get(2));
    Files.delete(files.get(1));
    Files.delete(files.get(2));
    writer.end();

    List<JournalRecord> records = fixture.read();

    assertThat(of(records, JournalRecord.Gap.class))
        .singleElement()
        .satisfies(gap -> assertThat(gap.bytes()).isEqualTo(lost));
    int gap = records.indexOf(of(records, JournalRecord.Gap.class).get(0));
    List<Frame> after = frames(records.subList(gap, records.size()));
    assertThat(after.get(0).complete()).isTrue();
    assertThat(totals(after)).isEqualTo(totals(fixture.ledger));
  }

  @Test
  void filesThatAreNotOursAreSkippedAndSaid() throws Exception {
    fixture.start().end();
    byte[] newer = Files.readAllBytes(newest());
    newer[11] = 9;
    Files.write(newest(), newer);
    fixture.start().end();
    Files.write(newest(), new byte[5_000]);
    fixture.start();
    Files.writeString(data.resolve("journal").resolve("README.seg"), "no");

    List<JournalRecord> records = fixture.read();

    assertThat(of(records, JournalRecord.Gap.class))
        .hasSize(2)
        .allMatch(gap -> gap.why().startsWith("no way to read"));
    assertThat(frames(records)).hasSize(1);
  }

  @Test
  void journalThatBeganAnewIsReadFromItsStart() throws Exception {
    fillFiles(30).end();
    try (JournalReader reader = JournalReader.open(data, Position.START)) {
      readOn(reader);
      for (Path file : fixture.segments()) {
        Files.delete(file);
      }
      fixture.start();

      List<JournalRecord> records = readOn(reader);

      assertThat(of(records, JournalRecord.Gap.class)).hasSize(1);
      assertThat(frames(records)).hasSize(1);
    }
  }

  @Test
  void emptyFileLeftByAKillIsNotInTheWayOfTheNextProcess() throws Exception {
    fixture.start().end();
    long next = 1 + Files.size(newest());
    Path empty = Segments.file(data.resolve("journal"), next);
    Files.createFile(empty);
    JournalWriter writer = fixture.start();

    List<JournalRecord> records = fixture.read();

    assertThat(writer.status().writeFailures()).isZero();
    assertThat(frames(records)).extracting(Frame::sequence).containsExactly(1L, 2L, 3L);
    assertThat(of(records, JournalRecord.Gap.class)).isEmpty();
    assertThat(fixture.segments()).hasSize(2);
  }

  /** Minutes of many events, so that several files are begun. */
  private JournalWriter fillFiles(int minutes) {
    JournalWriter writer = fixture.start();
    LoopOffers loop = writer.addLoop();
    for (int minute = 0; minute < minutes; minute++) {
      fixture.hit("r" + minute % 7, 3);
      for (int i = 0; i < 200; i++) {
        fixture.offer(loop, Rank.USUAL, "r");
        fixture.run(writer, 300);
      }
    }
    return writer;
  }

  private Path newest() throws IOException {
    List<Path> all = fixture.segments();
    return all.get(all.size() - 1);
  }
}
