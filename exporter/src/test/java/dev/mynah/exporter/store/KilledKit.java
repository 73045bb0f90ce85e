package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.series.Resolution;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.Position;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process that is killed while it takes in batches, again and again, counts each once. */
abstract class KilledKit extends StoreCase {
  private static final SeriesKey USERS = MadeLedger.requests("get-user", "200", "mock");
  static final int BATCHES = 400;
  private static final int KILLS = 4;

  @Test
  void whatIsFedAgainAfterAKillIsCountedOnce() throws Exception {
    Random random = new Random(11);
    for (int kill = 1; kill <= KILLS; kill++) {
      int until = kill * BATCHES / (KILLS + 1) + random.nextInt(20);
      killAfter(until);
      assertThat(values(USERS, Resolution.MONTH).values().stream().mapToLong(n -> n).sum())
          .isEqualTo(10 * store.position("one").offset());
    }

    feed(store, batch -> {});

    clock.set(START + BATCHES * MINUTE + 2 * HOUR);
    store.rollup();
    assertThat(sums(store, Resolution.MINUTE)).isEqualTo(totals(store));
    assertThat(sums(store, Resolution.HOUR)).isEqualTo(totals(store));
    assertThat(values(USERS, Resolution.MINUTE).values()).containsOnly(10L).hasSize(BATCHES);
  }

  private void killAfter(int batches) throws Exception {
    StoreSettings settings = settings();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Feeder.class.getName(),
                settings.url(),
                settings.user(),
                settings.file().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (line != null && !line.equals("at " + batches)) {
        line = out.readLine();
      }
      assertThat(line).isEqualTo("at " + batches);
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Told before each batch. */
  interface Progress {
    void next(int batch);
  }

  /** Feeds all batches from where the store stands. */
  static void feed(Store into, Progress progress) {
    MadeLedger ledger = new MadeLedger();
    long at = into.position(ONE.sourceId()).offset();
    for (int i = 0; i < BATCHES; i++) {
      long from = START + i * MINUTE;
      ledger.hit(USERS, 10, from);
      ledger.took(MadeLedger.timing("get-user", "mock"), i % 178, 10);
      Frame frame = ledger.frame(from, from + MINUTE);
      if (i >= at) {
        progress.next(i);
        into.ingest(ONE, batch(new Position(i == 0 ? 0 : 1, i), new Position(1, i + 1), frame));
      }
    }
  }

  /** The process that is killed. */
  static final class Feeder {
    private Feeder() {}

    /** Address, user and file. */
    public static void main(String[] args) {
      StoreSettings settings =
          args[0].isEmpty()
              ? StoreSettings.sqlite(Path.of(args[2]).getParent())
              : StoreSettings.postgresql(args[0], args[1], args[1]);
      Store store = Stores.open(settings, new TestClock(START));
      feed(store, batch -> System.out.println("at " + batch));
    }
  }
}
