package dev.mynah.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.journal.segment.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever becomes of the bytes, reading ends, throws nothing, and undamaged records arrive. */
class DamageFuzzTest {
  private static final int HEADER = 80;

  private static Path sound;
  private static byte[] original;
  private static List<HitEvent> events;
  private static List<Long> ends;

  @BeforeContainer
  static void write() throws IOException {
    sound = Files.createTempDirectory("journal-fuzz");
    JournalFixture fixture = new JournalFixture(sound);
    JournalWriter writer = fixture.start();
    LoopOffers loop = writer.addLoop();
    for (int i = 0; i < 120; i++) {
      fixture.offer(loop, Rank.URGENT, "r" + i);
      fixture.hit("r" + i % 9, 1);
      fixture.run(writer, 1_000);
    }
    original = Files.readAllBytes(fixture.segments().get(0));
    events = new ArrayList<>();
    ends = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(sound, Position.START)) {
      for (var one = reader.poll(1); !one.isEmpty(); one = reader.poll(1)) {
        if (one.get(0) instanceof JournalRecord.Hit hit) {
          events.add(hit.event());
          ends.add(reader.position().offset());
        }
      }
    }
  }

  @AfterContainer
  static void clean() throws IOException {
    try (Stream<Path> files = Files.walk(sound)) {
      files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
    }
  }

  @Property(tries = 400)
  void undamagedRecordsBehindDamageStillArrive(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int length) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = original.clone();
    int at = HEADER + random.nextInt(bytes.length - HEADER - length);
    for (int i = 0; i < length; i++) {
      bytes[at + i] ^= (byte) (1 + random.nextInt(255));
    }

    List<HitEvent> read = readFile(bytes, true);

    List<HitEvent> untouched = new ArrayList<>();
    for (int i = 1; i < events.size(); i++) {
      if (ends.get(i) <= at || ends.get(i - 1) >= at + length) {
        untouched.add(events.get(i));
      }
    }
    assertThat(read).containsAll(untouched).hasSizeLessThanOrEqualTo(events.size());
  }

  @Property(tries = 400)
  void anyBytesAtAllEndInRecordsAndGaps(@ForAll long seed, @ForAll boolean older)
      throws IOException {
    Random random = new Random(seed);
    byte[] bytes = original.clone();
    for (int i = random.nextInt(60); i >= 0; i--) {
      int from = random.nextInt(bytes.length);
      int to = random.nextInt(bytes.length);
      int length = random.nextInt(Math.min(300, bytes.length - Math.max(from, to)) + 1);
      System.arraycopy(bytes, from, bytes, to, length);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 100));

    List<HitEvent> read = readFile(bytes, older);

    assertThat(read.size()).isLessThan(10_000);
  }

  private static List<HitEvent> readFile(byte[] bytes, boolean older) throws IOException {
    Path data = Files.createTempDirectory("journal-fuzzed");
    Path journal = Files.createDirectories(data.resolve("journal"));
    Files.write(Segments.file(journal, 1), bytes);
    Path next = Segments.file(journal, 1 + original.length);
    if (older) {
      Files.write(next, new byte[0]);
    }
    try (JournalReader reader = JournalReader.open(data, Position.START)) {
      List<HitEvent> read = new ArrayList<>();
      for (JournalRecord record : JournalFixture.readOn(reader)) {
        if (record instanceof JournalRecord.Hit hit) {
          read.add(hit.event());
        }
      }
      assertThat(reader.trouble()).isEmpty();
      return read;
    } finally {
      Files.deleteIfExists(next);
      Files.delete(Segments.file(journal, 1));
      Files.delete(journal);
      Files.delete(data);
    }
  }
}
