package dev.mynah.ledger.hits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.LedgerReader;
import dev.mynah.ledger.LedgerSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that counts as fast as it can is killed at random moments, over and over, on the same
 * files. {@code -Dmynah.kills=100} makes for more rounds.
 */
class KilledWriterTest {
  private static final int ROUNDS = Integer.getInteger("mynah.kills", 8);
  private static final int MAX_MILLIS = 1_500;

  @TempDir Path directory;
  private final Random random = new Random();
  private String ledgerId = "";
  private final Map<Integer, Long> counted = new HashMap<>();
  private long fresh;

  @Test
  void everyAcknowledgedHitIsInTheFileAndNoneTooMany() throws Exception {
    int opened = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int loops = 1 + random.nextInt(3);
      List<String> said = countAndBeKilled(loops, round);
      if (!said.isEmpty()) {
        opened++;
        compare(said, loops);
      }
    }

    assertThat(opened).as("rounds that came to counting").isPositive();
  }

  private List<String> countAndBeKilled(int loops, int round) throws Exception {
    try (ChildJvm child =
        ChildJvm.start("write", directory.toString(), "" + loops, "round" + round)) {
      long delayMillis = 300 + random.nextInt(MAX_MILLIS);
      CompletableFuture<Void> kill =
          CompletableFuture.runAsync(
              child::kill, CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS));
      List<String> said = child.rest();
      kill.get(30, TimeUnit.SECONDS);
      return said;
    }
  }

  private void compare(List<String> said, int loops) throws IOException {
    String[] open = said.get(0).split(" ");
    assertThat(open[2]).isEqualTo("FILE");
    assertThat(ledgerId.isEmpty() || ledgerId.equals(open[1])).as("same counts go on").isTrue();
    ledgerId = open[1];
    LedgerSnapshot snapshot = read();
    assertThat(Long.toHexString(snapshot.ledgerId())).isEqualTo(ledgerId);
    long acknowledgedBatches = 0;
    for (int loop = 0; loop < loops; loop++) {
      long acknowledged = acknowledged(said, loop);
      acknowledgedBatches += acknowledged;
      long before = counted.getOrDefault(loop, 0L);
      long now = snapshot.requests("loop-" + loop);
      assertThat(now)
          .as("loop %d, %d before, %d batches acknowledged", loop, before, acknowledged)
          .isBetween(
              before + acknowledged * LedgerChild.BATCH,
              before + (acknowledged + 1) * LedgerChild.BATCH);
      counted.put(loop, now);
    }
    long freshNow =
        snapshot.hits().stream()
            .filter(hits -> hits.route().startsWith("fresh-"))
            .mapToLong(LedgerSnapshot.Hits::requests)
            .sum();
    assertThat(freshNow)
        .isBetween(fresh + acknowledgedBatches, fresh + acknowledgedBatches + loops);
    fresh = freshNow;
    timingsFollowRequests(snapshot, loops);
  }

  private static void timingsFollowRequests(LedgerSnapshot snapshot, int loops) {
    for (int loop = 0; loop < loops; loop++) {
      String route = "loop-" + loop;
      long timed =
          snapshot.histograms().stream()
              .filter(histogram -> histogram.labelValues().get(0).equals(route))
              .mapToLong(LedgerSnapshot.Histogram::count)
              .sum();
      assertThat(timed).isBetween(snapshot.requests(route) - ROUNDS, snapshot.requests(route));
    }
  }

  private static long acknowledged(List<String> said, int loop) {
    return said.stream()
        .filter(line -> line.startsWith("ack " + loop + " "))
        .mapToLong(line -> Long.parseLong(line.split(" ")[2]))
        .max()
        .orElse(0);
  }

  private LedgerSnapshot read() throws IOException {
    try (LedgerReader reader = Ledgers.reader(directory)) {
      return reader.read();
    }
  }
}
