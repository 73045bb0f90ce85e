package dev.mynah.ledger.hits;

import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Short words for what tests of the ledger's files do over and over. */
final class LedgerFixture {
  private LedgerFixture() {}

  static Ledger open(LedgerOptions options) throws Exception {
    return Ledgers.open(options).get(60, TimeUnit.SECONDS);
  }

  static Ledger open(Path directory) throws Exception {
    return open(LedgerOptions.in(directory));
  }

  static void hit(LoopLedger slot, String route, long nowMillis, int times) {
    var series = slot.route(route).series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1);
    for (int i = 0; i < times; i++) {
      series.request(nowMillis);
    }
  }

  static LedgerSnapshot read(Path directory) throws IOException {
    try (LedgerReader reader = Ledgers.reader(directory)) {
      return reader.read();
    }
  }

  static long total(LedgerSnapshot snapshot) {
    return snapshot.hits().stream().mapToLong(LedgerSnapshot.Hits::requests).sum();
  }

  /** A directory with 3 hits of "a", 4 of "b" on another loop, and one timing. */
  static void fill(Path directory) throws Exception {
    try (Ledger ledger = open(LedgerOptions.in(directory).withEventLoops(2))) {
      hit(ledger.slot(0), "a", 1_000, 3);
      hit(ledger.slot(1), "b", 2_000, 4);
      ledger.slot(0).route("a").timing(Outcome.MOCK).record(1_000_000);
    }
  }

  static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  static long countOf(Path directory, String part) throws IOException {
    return names(directory).stream().filter(name -> name.contains(part)).count();
  }
}
