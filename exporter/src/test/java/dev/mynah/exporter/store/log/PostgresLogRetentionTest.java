package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.store.sql.Rows;
import dev.mynah.exporter.store.sql.StoreKit;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresLogRetentionTest extends LogRetentionKit {
  private static final String WITH_ROWS_OF_TODAY =
      "SELECT count(*) FROM request_log WHERE tableoid <> 'request_log_rest'::regclass";

  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }

  @Test
  void daysStandInPartitionsThatAreMadeAheadAndDroppedWhole() {
    clock.millis = System.currentTimeMillis();
    long today = Days.of(clock.millis);
    add(SampleRequests.failed("today", clock.millis));
    long inPartition = database.reading(c -> Rows.number(c, WITH_ROWS_OF_TODAY));
    clock.move(Duration.ofDays(92));

    Map<String, Long> deleted = new LogRetention(database).run(AGES, clock.millis);

    assertThat(inPartition).isEqualTo(1);
    assertThat(deleted.get("request")).isNotNull();
    assertThat(partition(today)).as("today's partition").isFalse();
    assertThat(partition(today + 92 + 7)).as("a week ahead").isTrue();
    assertThat(reader.page(all(), Long.MAX_VALUE, 10)).isEmpty();
    assertThat(new LogRetention(database).bytes()).isZero();
  }

  private boolean partition(long day) {
    String name = "request_log_d" + day;
    return database.reading(
            c -> Rows.number(c, "SELECT count(*) FROM pg_class WHERE relname = ?", name))
        == 1;
  }
}
