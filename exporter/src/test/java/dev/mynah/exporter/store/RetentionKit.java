package dev.mynah.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.series.Resolution;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is too old goes, and sums stay. */
abstract class RetentionKit extends StoreCase {
  private static final SeriesKey USERS = MadeLedger.requests("get-user", "200", "mock");

  private final MadeLedger ledger = new MadeLedger();

  @Test
  void minutesGoAfterAWeekAndTheirHoursStay() {
    ingest(ledger, ledger.hit(USERS, 60, START).complete(START, START + HOUR));
    clock.set(START + 9 * DAY);
    store.rollup();

    RetentionRun run = store.retention(RetentionSettings.DEFAULT);

    assertThat(run.ran()).isTrue();
    assertThat(run.deleted()).containsKeys("minute", "hour", "day", "pattern");
    assertThat(values(USERS, Resolution.MINUTE)).isEmpty();
    assertThat(values(USERS, Resolution.HOUR)).isEqualTo(Map.of(START, 60L));
  }

  @Test
  void hoursGoAfterAMonthAndTheirDaysStay() {
    ingest(ledger, ledger.hit(USERS, 60, START).complete(START, START + HOUR));
    clock.set(START + 70 * DAY);
    store.rollup();

    store.retention(RetentionSettings.DEFAULT);

    assertThat(values(USERS, Resolution.HOUR)).isEmpty();
    assertThat(values(USERS, Resolution.DAY)).isEqualTo(Map.of(START, 60L));
  }

  @Test
  void minutesThatWereNotSummedUpStay() {
    ingest(ledger, ledger.hit(USERS, 60, START).complete(START, START + HOUR));
    clock.set(START + 9 * DAY);

    store.retention(RetentionSettings.DEFAULT);

    assertThat(values(USERS, Resolution.MINUTE)).hasSize(60);
  }

  @Test
  void aLateFrameForAnHourWhoseMinutesAreGoneDoesNotShrinkIt() {
    ingest(ledger, ledger.hit(USERS, 60, START).complete(START, START + HOUR));
    clock.set(START + 9 * DAY);
    store.rollup();
    store.retention(RetentionSettings.DEFAULT);

    Frame late = ledger.hit(USERS, 7, START).frame(START + 10 * MINUTE, START + 11 * MINUTE);
    ingest(ledger, late);
    store.rollup();

    assertThat(values(USERS, Resolution.HOUR)).isEqualTo(Map.of(START, 67L));
    assertThat(values(USERS, Resolution.DAY).values()).containsExactly(67L);
  }

  @Test
  void countsOlderThanHoursAreKeptAreInTheTotals() {
    ingest(ledger, ledger.hit(USERS, 60, START).complete(START, START + HOUR));
    clock.set(START + 70 * DAY);
    store.rollup();
    store.retention(RetentionSettings.DEFAULT);

    ingest(ledger, ledger.hit(USERS, 7, START).frame(START, START + MINUTE));
    store.rollup();

    assertThat(values(USERS, Resolution.DAY)).isEqualTo(Map.of(START, 60L));
    assertThat(totals(store).values()).extracting(words -> words.get(0)).containsExactly(67L);
    assertThat(store.gaps().gaps(EVER, 5)).hasSize(1);
  }

  @Test
  void cleaningUpTwiceDeletesNothingMore() {
    ingest(ledger, ledger.hit(USERS, 60, START).complete(START, START + HOUR));
    clock.set(START + 9 * DAY);
    store.rollup();
    store.retention(RetentionSettings.DEFAULT);

    RetentionRun again = store.retention(RetentionSettings.DEFAULT);

    assertThat(again.deleted().values()).containsOnly(0L);
  }
}
