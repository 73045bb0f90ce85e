package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.log.Snapshots;
import dev.mynah.exporter.store.sql.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is too old goes, by class; when there is too much, the oldest goes and failures last. */
abstract class LogRetentionKit extends LogKit {
  static final LogRetention.Ages AGES =
      new LogRetention.Ages(
          Duration.ofDays(90), Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(60));

  @Test
  void everyClassIsKeptForItsTime() {
    add(SampleRequests.SOURCE, List.of(SampleRequests.failed("old", NOON)), 5);
    add(SampleRequests.unmatched("/old", NOON));
    Snapshots snapshots = new StoredSnapshots(database, clock);
    snapshots.create("old", "{}");
    clock.move(Duration.ofDays(8));
    run();
    boolean detailed = detail("old");
    clock.move(Duration.ofDays(23));
    run();
    long clientRows = count("client_day");
    long logRows = count("request_log");
    clock.move(Duration.ofDays(30));
    run();
    int kept = snapshots.list(Long.MAX_VALUE, 10).size();
    clock.move(Duration.ofDays(30));
    Map<String, Long> last = run();

    assertThat(detailed).isFalse();
    assertThat(clientRows).isZero();
    assertThat(logRows).isEqualTo(2);
    assertThat(kept).isZero();
    assertThat(last).containsEntry("request", 2L).containsEntry("left_out", 1L);
    assertThat(count("request_log") + count("log_block") + count("left_out")).isZero();
  }

  @Test
  void whatIsYoungEnoughStaysAsItIs() {
    add(SampleRequests.failed("new", NOON), SampleRequests.unmatched("/new", NOON));
    clock.move(Duration.ofDays(6));

    Map<String, Long> deleted = run();

    assertThat(deleted.values()).containsOnly(0L);
    assertThat(detail("new")).isTrue();
    assertThat(count("client_day")).isEqualTo(2);
  }

  @Test
  void aFailureWhoseDetailsAreGoneStillCountsAsOne() {
    add(SampleRequests.failed("old", NOON), SampleRequests.entry(SampleRequests.event(NOON)));
    clock.move(Duration.ofDays(8));

    Map<String, Long> deleted = run();

    assertThat(deleted).containsEntry("error", 1L);
    List<LogReader.Group> groups = reader.group(all(), List.of(LogReader.Key.ERROR_TYPE), 10);
    assertThat(groups)
        .extracting(LogReader.Group::values)
        .containsExactlyInAnyOrder(List.of("_expired"), List.of(""));
    assertThat(run()).containsEntry("error", 0L);
  }

  @Test
  void theOldestGoesFirstWhenThereIsTooMuchAndFailuresStay() {
    LogRetention retention = new LogRetention(database);
    for (int i = 0; i < 10; i++) {
      List<LogEntry> entries = new ArrayList<>();
      for (int n = 0; n < 2_000; n++) {
        entries.add(SampleRequests.entry(SampleRequests.event(clock.millis + n)));
      }
      entries.add(SampleRequests.failed("failure " + i, clock.millis));
      add(entries);
      clock.move(Duration.ofMinutes(20));
    }
    long half = retention.bytes() / 2 + 2_000;

    long deleted = retention.shrink(half);

    assertThat(retention.bytes()).isLessThanOrEqualTo(half);
    assertThat(deleted).isEqualTo(10_000);
    assertThat(reader.page(new LogFilter(ALWAYS, List.of(), true), Long.MAX_VALUE, 100))
        .hasSize(10);
    LogReader.Group all = reader.group(all(), List.of(), 1).get(0);
    assertThat(all.rows()).as("an hour of failures alone is no log").isEqualTo(10_005);
    assertThat(reader.basis(all(), List.of(LogReader.Key.ROUTE)).range().fromMillis())
        .isEqualTo(NOON + Duration.ofMinutes(80).toMillis() + 2_000);
  }

  @Test
  void failuresGoTooOnceTheyTakeMoreThanTheirShare() {
    LogRetention retention = new LogRetention(database);
    for (int i = 0; i < 4; i++) {
      List<LogEntry> entries = new ArrayList<>();
      for (int n = 0; n < 500; n++) {
        entries.add(SampleRequests.failed("failure " + i, clock.millis));
      }
      add(entries);
      clock.move(Duration.ofMinutes(20));
    }

    retention.shrink(retention.bytes() - 1);

    assertThat(reader.page(new LogFilter(ALWAYS, List.of(), true), Long.MAX_VALUE, 5_000))
        .hasSizeLessThan(2_000)
        .allSatisfy(entry -> assertThat(entry.event().timeMillis()).isGreaterThan(NOON));
  }

  @Test
  void textsThatNothingNamesAreDeletedAndNumbersNotGivenAgain() {
    for (int i = 0; i < 20; i++) {
      add(SampleRequests.by("10.0.1." + i, "old", NOON));
    }
    clock.move(Duration.ofDays(100));
    add(SampleRequests.by("10.0.0.1", "new", clock.millis));

    Map<String, Long> deleted = run();
    add(SampleRequests.by("10.0.0.1", "newer", clock.millis));

    assertThat(deleted).containsEntry("text", 20L);
    assertThat(reader.page(all(), Long.MAX_VALUE, 10))
        .extracting(entry -> entry.event().client().consumer())
        .containsExactly("newer", "new");
  }

  private boolean detail(String message) {
    return reader.page(new LogFilter(ALWAYS, List.of(), true), Long.MAX_VALUE, 10).stream()
        .anyMatch(entry -> entry.event().trouble().message().equals(message));
  }

  private Map<String, Long> run() {
    return new LogRetention(database).run(AGES, clock.millis);
  }

  private long count(String table) {
    return database.reading(c -> Rows.number(c, "SELECT count(*) FROM " + table));
  }
}
