package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Minutes, hours, days and months say the same. */
abstract class RollupKit extends StoreCase {
  private static final SeriesKey USERS = MadeLedger.requests("get-user", "200", "mock");
  private static final SeriesKey FAILED = MadeLedger.requests("get-user", "503", "error");

  private final MadeLedger ledger = new MadeLedger();

  /** Random traffic with pauses, lost frames, lost ledgers, clock steps and late rollups. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyResolutionAddsUpToTheLedger(long seed) {
    Random random = new Random(seed);
    long now = START + 22 * HOUR;
    for (int i = 0; i < 60; i++) {
      long from = now - (random.nextInt(10) == 0 ? random.nextInt(600_000) : 0);
      now = from + 1 + random.nextInt(random.nextInt(8) == 0 ? 20 * 3_600_000 : 60_000);
      traffic(random, from);
      if (i > 0 && random.nextInt(12) == 0) {
        ledger.lose(from, now);
        continue;
      }
      Frame frame = random.nextInt(4) == 0 ? ledger.complete(from, now) : ledger.frame(from, now);
      ingest(ledger, frame);
      if (random.nextInt(5) == 0) {
        clock.set(now + random.nextInt(2) * HOUR);
        store.rollup();
      }
    }
    ingest(ledger, ledger.complete(now, now + MINUTE));

    assertAllAgree();

    clock.set(now + 2 * HOUR);
    assertThat(store.rollup().left()).isZero();
    assertAllAgree();
  }

  private void assertAllAgree() {
    Map<String, List<Long>> totals = totals(store);
    for (Resolution resolution : Resolution.values()) {
      assertThat(sums(store, resolution)).as("%s", resolution).isEqualTo(totals);
    }
    ledger
        .sums()
        .forEach(
            (key, words) ->
                assertThat(
                        values(key, Resolution.MONTH).values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(words[0]));
  }

  private void traffic(Random random, long at) {
    for (int i = random.nextInt(4); i > 0; i--) {
      String route = "route-" + random.nextInt(5);
      ledger.hit(MadeLedger.requests(route, "200", "mock"), random.nextInt(5_000), at);
      ledger.took(MadeLedger.timing(route, "mock"), random.nextInt(178), random.nextInt(300));
    }
  }

  @Test
  void openHoursAreReadFromTheirMinutes() {
    ingest(ledger, ledger.hit(USERS, 60, START).complete(START, START + 2 * MINUTE));
    clock.set(START + 2 * MINUTE);

    RollupRun run = store.rollup();

    assertThat(run.hours()).isZero();
    assertThat(run.left()).isEqualTo(1);
    for (Resolution resolution : List.of(Resolution.HOUR, Resolution.DAY)) {
      assertThat(values(USERS, resolution)).isEqualTo(Map.of(START, 60L));
    }
  }

  @Test
  void closedHoursAreSummedUpOnce() {
    ingest(ledger, ledger.hit(USERS, 120, START).complete(START, START + 2 * HOUR));
    clock.set(START + 3 * HOUR);

    assertThat(store.rollup()).isEqualTo(new RollupRun(true, 2, 1, 1, 0));
    assertThat(store.rollup()).isEqualTo(new RollupRun(true, 0, 0, 0, 0));

    assertThat(values(USERS, Resolution.HOUR)).isEqualTo(Map.of(START, 60L, START + HOUR, 60L));
  }

  @Test
  void aLateFrameMakesItsHourAnew() {
    ingest(ledger, ledger.hit(USERS, 60, START).complete(START, START + HOUR));
    clock.set(START + 3 * HOUR);
    store.rollup();

    ingest(ledger, ledger.hit(USERS, 7, START).frame(START, START + MINUTE));

    assertThat(values(USERS, Resolution.HOUR)).isEqualTo(Map.of(START, 67L));
    store.rollup();
    assertThat(values(USERS, Resolution.HOUR)).isEqualTo(Map.of(START, 67L));
    assertThat(values(USERS, Resolution.DAY).values()).containsExactly(67L);
  }

  @Test
  void hoursOfTheDayAreKeptByRoute() {
    ingest(
        ledger,
        ledger
            .hit(USERS, 10, START)
            .hit(FAILED, 3, START)
            .complete(START + HOUR, START + HOUR + MINUTE));
    clock.set(START + 3 * HOUR);
    store.rollup();

    List<String> read = new ArrayList<>();
    store
        .patterns()
        .read(
            List.of(),
            new TimeRange(START, START + DAY),
            (source, route, day, requests, errors) ->
                read.add(route + " " + requests[1] + " " + errors[1] + " " + source.get("pod")));
    assertThat(read).containsExactly("get-user 13 3 pod-1");
  }

  @Test
  void aRangeTakesTheSpansThatBeginInIt() {
    ingest(ledger, ledger.hit(USERS, 300, START).complete(START, START + 5 * HOUR));
    clock.set(START + 7 * HOUR);
    store.rollup();

    List<Long> starts = new ArrayList<>();
    store
        .counts()
        .read(
            ALL,
            new TimeRange(START + HOUR, START + 3 * HOUR),
            Resolution.HOUR,
            (series, start, words) -> starts.add(start));
    assertThat(starts).containsExactlyInAnyOrder(START + HOUR, START + 2 * HOUR);
  }
}
