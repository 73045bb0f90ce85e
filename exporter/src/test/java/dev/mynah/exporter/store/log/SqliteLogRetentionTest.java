package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.mynah.exporter.store.sql.StoreKit;
import org.junit.jupiter.api.Test;

class SqliteLogRetentionTest extends LogRetentionKit {
  @Override
  StoreKit kit() {
    return StoreKit.sqlite();
  }

  @Test
  void whatTheLogIsThoughtToTakeIsNearWhatItTakes() {
    long before = database.bytes();
    for (int i = 0; i < 20; i++) {
      add(new SampleRequests(i).some(2_000, NOON + i * 10_000L, 10_000));
    }

    long takes = database.bytes() - before;

    assertThat(new LogRetention(database).bytes()).isCloseTo(takes, withPercentage(30));
  }
}
