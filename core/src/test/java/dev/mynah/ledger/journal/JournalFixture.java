package dev.mynah.ledger.journal;

import dev.mynah.ledger.HeapLedger;
import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.HitEvent.Answer;
import dev.mynah.ledger.journal.HitEvent.Client;
import dev.mynah.ledger.journal.HitEvent.Request;
import dev.mynah.ledger.journal.HitEvent.Spent;
import dev.mynah.settings.JournalSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A ledger on the heap, a journal of it without a thread, and clocks that wait to be moved. */
final class JournalFixture {
  static final JournalSettings SMALL =
      new JournalSettings(
          JournalSettings.Mode.ON,
          JournalSettings.LEAST_SIZE_BYTES,
          JournalSettings.LEAST_SEGMENT_BYTES,
          512 << 10,
          200,
          64,
          JournalSettings.Capture.DEFAULT);

  final Path data;
  final TestTime time = new TestTime();
  final Ledger ledger = HeapLedger.create(time, 1_000_000);
  private final Random random = new Random(42);

  JournalFixture(Path data) {
    this.data = data;
  }

  JournalOptions options(JournalSettings settings) {
    return new JournalOptions(data, settings, time, time::nanoTime, random::nextLong);
  }

  /** A process starts. */
  JournalWriter start(JournalSettings settings) {
    JournalWriter writer = new JournalWriter(options(settings), data, ledger);
    writer.open();
    return writer;
  }

  JournalWriter start() {
    return start(SMALL);
  }

  /** Turns as the journal's thread makes them. */
  void run(JournalWriter writer, long millis) {
    for (long passed = 0; passed < millis; passed += 50) {
      time.pass(50);
      writer.turn();
    }
  }

  void hit(String route, int times) {
    hit(ledger.slot(0), route, time.millis(), times);
  }

  static void hit(LoopLedger slot, String route, long nowMillis, int times) {
    var hits = slot.route(route);
    for (int i = 0; i < times; i++) {
      hits.series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1).request(nowMillis);
      hits.timing(Outcome.MOCK).record(1_000_000L * (1 + i % 50));
    }
  }

  static HitEvent event(String route, long timeMillis, double weight) {
    return new HitEvent(
        timeMillis,
        weight,
        new Request(route, "default", "default", "", "GET", "/" + route, "http/1.1"),
        new Answer("mock", 200, BigDecimal.ZERO),
        new Spent(1_250_000, -1, 0, 0, 120),
        new Client("10.1.2.3", "curl/8.5", "", "", ""),
        null,
        null);
  }

  /** Asks, and tells when it is wanted. */
  void offer(LoopJournal loop, Rank rank, String route) {
    double weight = loop.admit(rank);
    if (weight > 0) {
      loop.offer(event(route, time.millis(), weight));
    }
  }

  List<JournalRecord> read() {
    return read(Position.START);
  }

  List<JournalRecord> read(Position from) {
    try (JournalReader reader = JournalReader.open(data, from)) {
      return readOn(reader);
    }
  }

  static List<JournalRecord> readOn(JournalReader reader) {
    List<JournalRecord> all = new ArrayList<>();
    for (var some = reader.poll(100); !some.isEmpty(); some = reader.poll(100)) {
      all.addAll(some);
    }
    return all;
  }

  List<Frame> frames() {
    return frames(read());
  }

  static List<Frame> frames(List<JournalRecord> records) {
    return of(records, JournalRecord.Counts.class).stream()
        .map(JournalRecord.Counts::frame)
        .toList();
  }

  static <T extends JournalRecord> List<T> of(List<JournalRecord> records, Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** What a store knows after these frames. */
  static Map<SeriesKey, List<Long>> totals(List<Frame> frames) {
    Map<SeriesKey, List<Long>> totals = new LinkedHashMap<>();
    for (Frame frame : frames) {
      frame.values().forEach(value -> totals.put(value.key(), boxed(value.words())));
    }
    return totals;
  }

  static Map<SeriesKey, List<Long>> totals(Ledger ledger) throws IOException {
    try (LedgerReader reader = ledger.reader()) {
      return totals(reader.read());
    }
  }

  static Map<SeriesKey, List<Long>> totals(LedgerSnapshot snapshot) {
    Map<SeriesKey, List<Long>> totals = new LinkedHashMap<>();
    snapshot.eachSeries((key, words) -> totals.put(key, boxed(words)));
    return totals;
  }

  static long requests(Frame frame, String route) {
    return frame.values().stream()
        .filter(value -> value.key().family().name().equals("mynah_http_requests"))
        .filter(value -> value.key().label("route").equals(route))
        .mapToLong(value -> value.words()[0])
        .sum();
  }

  void consume(String name, Position position) throws IOException {
    ConsumerFile.publish(data, name, position);
    touch(name, 0);
  }

  /** File times are the system's, not the test's. */
  void touch(String name, long millisAgo) throws IOException {
    Path file = data.resolve("journal").resolve("consumers").resolve(name);
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.millis() - millisAgo));
  }

  List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("journal"))) {
      return files.filter(file -> file.toString().endsWith(".seg")).sorted().toList();
    }
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (Path file : segments()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static List<Long> boxed(long[] words) {
    return Arrays.stream(words).boxed().toList();
  }
}
