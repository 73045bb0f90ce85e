package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.series.Resolution;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several exporters on one store count nothing twice and lose nothing. */
abstract class SeveralExportersKit extends StoreCase {
  private static final SeriesKey USERS = MadeLedger.requests("get-user", "200", "mock");
  private static final int MINUTES = 90;

  private final ExecutorService threads = Executors.newFixedThreadPool(3);
  private Store other;

  @BeforeEach
  void openOther() {
    other = open();
  }

  @AfterEach
  void closeOther() {
    threads.shutdownNow();
    other.close();
  }

  @Test
  void sourcesOfTheirOwnAddUp() throws Exception {
    Future<?> one = threads.submit(() -> feed(store, ONE));
    Future<?> two = threads.submit(() -> feed(other, TWO));
    one.get();
    two.get();

    Map<Long, Long> minutes = values(USERS, Resolution.MINUTE);
    assertThat(minutes).hasSize(MINUTES);
    assertThat(minutes.values()).containsOnly(20L);
    assertThat(values(other, USERS, Resolution.MONTH).values()).containsExactly(20L * MINUTES);
  }

  private static void feed(Store into, SourceIdentity source) {
    MadeLedger ledger = new MadeLedger();
    for (int i = 0; i < MINUTES; i++) {
      long from = START + i * MINUTE;
      Frame frame = ledger.hit(USERS, 10, from).frame(from, from + MINUTE);
      ingest(into, source, ledger, frame);
    }
  }

  @Test
  void twoThatFeedTheSameSourceCountItOnce() throws Exception {
    List<Batch> batches = new ArrayList<>();
    MadeLedger ledger = new MadeLedger();
    for (int i = 0; i < MINUTES; i++) {
      long from = START + i * MINUTE;
      Frame frame = ledger.hit(USERS, 10, from).frame(from, from + MINUTE);
      batches.add(batch(ledger.position(), ledger.next(), frame));
    }

    Future<Integer> one = threads.submit(() -> feedAll(store, batches));
    Future<Integer> two = threads.submit(() -> feedAll(other, batches));

    assertThat(one.get() + two.get()).isEqualTo(MINUTES);
    assertThat(values(USERS, Resolution.MINUTE).values()).containsOnly(10L).hasSize(MINUTES);
  }

  private static int feedAll(Store into, List<Batch> batches) {
    int taken = 0;
    for (Batch batch : batches) {
      try {
        into.ingest(ONE, batch);
        taken++;
      } catch (StalePosition e) {
        assertThat(e.stored()).isNotEqualTo(batch.from());
      }
      awaitTurn(into, batch.to());
    }
    return taken;
  }

  /** Neither runs ahead of what was taken in. */
  private static void awaitTurn(Store of, Position position) {
    assertThat(of.position(ONE.sourceId())).isGreaterThanOrEqualTo(position);
  }

  @Test
  void summingUpBesideTakingInLosesNothing() throws ExecutionException, InterruptedException {
    clock.set(START + 10 * HOUR);
    Future<?> feeding = threads.submit(() -> feed(store, ONE));
    while (!feeding.isDone()) {
      other.rollup();
    }
    feeding.get();
    other.rollup();

    assertThat(sums(other, Resolution.HOUR)).isEqualTo(totals(store));
    assertThat(values(other, USERS, Resolution.HOUR))
        .isEqualTo(Map.of(START, 600L, START + HOUR, 300L));
  }
}
