package dev.mynah.ledger.hits;

import dev.mynah.ledger.HitMethod;
import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LoopLedger;
import dev.mynah.ledger.Outcome;
import dev.mynah.ledger.Protocol;
import dev.mynah.ledger.RouteHits;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/** What the second JVM does. Lines go out unbuffered: what was written before a kill is read. */
final class LedgerChild {
  /** How many hits lie between two acknowledgements. */
  static final int BATCH = 500;

  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private LedgerChild() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "write" -> write(directory, Integer.parseInt(arguments[2]), arguments[3]);
      case "open" -> open(directory);
      case "read" -> read(directory);
      case "hold" -> holdTheMapsLock(directory);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static Ledger ledger(Path directory, int loops) throws Exception {
    LedgerOptions options =
        LedgerOptions.in(directory).withEventLoops(loops).withSeriesBudget(1_000_000);
    return Ledgers.open(options).get(60, TimeUnit.SECONDS);
  }

  /** Opens, says how it stands, and closes once the parent closes the pipe. */
  private static void open(Path directory) throws Exception {
    try (Ledger ledger = ledger(directory, 1)) {
      say(ledger.status().state() + " " + Long.toHexString(ledger.status().ledgerId()));
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }

  /** Counts on each loop for ever: hits of one route, and every batch a route never seen before. */
  private static void write(Path directory, int loops, String round) throws Exception {
    Ledger ledger = ledger(directory, loops);
    say("open " + Long.toHexString(ledger.status().ledgerId()) + " " + ledger.status().state());
    for (int i = 0; i < loops; i++) {
      int loop = i;
      new Thread(() -> count(ledger.slot(loop), loop, round)).start();
    }
  }

  private static void count(LoopLedger slot, int loop, String round) {
    RouteHits hits = slot.route("loop-" + loop);
    for (long batch = 1; ; batch++) {
      for (int i = 0; i < BATCH; i++) {
        hits.series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1).request(1_000 + batch);
        hits.timing(Outcome.MOCK).record(i * 1_000L);
      }
      slot.route("fresh-" + round + "-" + batch % 200)
          .series(HitMethod.GET, 200, Outcome.MOCK, Protocol.HTTP_1_1)
          .request(2_000);
      say("ack " + loop + " " + batch);
    }
  }

  private static void read(Path directory) throws IOException {
    try (LedgerReader reader = Ledgers.reader(directory)) {
      for (long reads = 1; ; reads++) {
        long requests = reader.read().requests("r");
        if (reads % 100 == 0) {
          say("read " + requests);
        }
      }
    }
  }

  /** Dies, when killed, as Chronicle's worst guest: inside of its lock. */
  private static void holdTheMapsLock(Path directory) throws Exception {
    var map =
        ChronicleMapBuilder.of(Long.class, byte[].class)
            .constantValueSizeBySample(new byte[PageLayout.PAGE_BYTES])
            .entries(1)
            .actualSegments(1)
            .checksumEntries(false)
            .createPersistedTo(LedgerFiles.in(directory).map().toFile());
    try (var query = map.queryContext(0L)) {
      query.writeLock().lock();
      say("held");
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }

  private static void say(String line) {
    try {
      OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
