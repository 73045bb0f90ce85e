package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.log.LogReader;
import dev.mynah.exporter.store.sql.Database;
import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.exporter.store.sql.StoreFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Numbers of texts stay right over undone transactions, days and several writers. */
abstract class DictionaryKit extends LogKit {
  private static final int WRITERS = 4;
  private static final int BATCHES = 25;

  @Test
  void whatAnUndoneTransactionNumberedIsNotRemembered() {
    LogEntry ada = SampleRequests.by("10.0.0.1", "ada", NOON);
    LogEntry bob = SampleRequests.by("10.0.0.2", "bob", NOON);

    assertThatThrownBy(
            () ->
                database.inTransaction(
                    c -> {
                      tables.add(c, database.dialect(), "lost", List.of(ada), 0);
                      throw new SQLException("on purpose");
                    }))
        .isInstanceOf(StoreFailure.class);
    add(bob);
    add(ada);

    assertThat(reader.page(all(), Long.MAX_VALUE, 10))
        .extracting(entry -> entry.event().client().consumer())
        .containsExactly("ada", "bob");
    assertThat(reader.page(all(), Long.MAX_VALUE, 10))
        .extracting(LogEntry::source)
        .containsOnly(SampleRequests.SOURCE);
  }

  @Test
  void aTextInUseIsMarkedOnceADay() {
    add(SampleRequests.by("10.0.0.1", "ada", NOON));
    clock.move(Duration.ofDays(3));
    add(SampleRequests.by("10.0.0.1", "ada", NOON));

    long day = database.reading(c -> Rows.number(c, "SELECT min(last_day) FROM dictionary"));

    assertThat(day).isEqualTo(Days.of(clock.millis));
  }

  @Test
  void aTextThatWasDeletedMeanwhileIsAddedAgain() {
    add(SampleRequests.by("10.0.0.1", "ada", NOON));
    clock.move(Duration.ofDays(100));
    database.inTransaction(c -> Rows.change(c, "DELETE FROM dictionary WHERE last_day < 50000"));

    add(SampleRequests.by("10.0.0.1", "ada", clock.millis));

    assertThat(reader.page(all(), Long.MAX_VALUE, 1))
        .extracting(entry -> entry.event().client().consumer())
        .containsExactly("ada");
  }

  @Test
  void writersSideBySideGiveATextOneNumber() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        work.add(() -> write(writer));
      }
      for (Future<Void> each : writers.invokeAll(work)) {
        each.get();
      }
    } finally {
      writers.shutdown();
    }

    List<LogReader.Group> groups = reader.group(all(), List.of(LogReader.Key.CONSUMER), 1_000);
    long twice =
        database.reading(
            c ->
                Rows.number(
                    c,
                    "SELECT count(*) FROM (SELECT 1 FROM dictionary GROUP BY kind, parts"
                        + " HAVING count(*) > 1) t"));
    long ids = database.reading(c -> Rows.number(c, "SELECT count(DISTINCT id) FROM request_log"));

    assertThat(groups).hasSize(BATCHES + 9).extracting(LogReader.Group::rows).contains(4L);
    assertThat(groups.stream().mapToLong(LogReader.Group::rows).sum())
        .isEqualTo(WRITERS * BATCHES * 10L)
        .isEqualTo(ids);
    assertThat(twice).isZero();
  }

  /** Writes as another process would; each batch has texts that others bring at the same time. */
  private Void write(int writer) {
    boolean alone = database.dialect() == Dialect.SQLITE;
    Database own = alone ? database : kit.open();
    LogTables ownTables = new LogTables(LogLimits.DEFAULT, clock);
    for (int batch = 0; batch < BATCHES; batch++) {
      List<LogEntry> entries = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        int each = writer % 2 == 0 ? i : 9 - i;
        entries.add(SampleRequests.by("10.0.0.1", "c" + (batch + each), NOON));
      }
      add(own, ownTables, "source-" + writer, entries, 0);
    }
    if (!alone) {
      own.close();
    }
    return null;
  }
}
