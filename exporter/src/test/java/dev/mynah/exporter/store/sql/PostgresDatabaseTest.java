package dev.mynah.exporter.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest extends DatabaseKit {
  private static final String SET =
      "INSERT INTO kept (class, from_millis) VALUES (?, ?) ON CONFLICT (class) DO UPDATE SET"
          + " from_millis = kept.from_millis + excluded.from_millis";

  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }

  @Test
  void twoInEachOthersWayBothGetThrough() throws Exception {
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);

    Future<Integer> one = threads.submit(crossing("a", "b", bothHoldOne, attempts));
    Future<Integer> two = threads.submit(crossing("b", "a", bothHoldOne, attempts));

    assertThat(one.get() + two.get()).isEqualTo(2);
    assertThat(attempts.get()).isBetween(3, 2 * PostgresDatabase.ATTEMPTS);
    assertThat(sum()).isEqualTo(4);
    threads.shutdownNow();
  }

  private Callable<Integer> crossing(
      String first, String second, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
    return () ->
        database()
            .inTransaction(
                c -> {
                  Rows.change(c, SET, first, 1L);
                  if (attempts.incrementAndGet() <= 2) {
                    await(bothHoldOne);
                  }
                  return Rows.change(c, SET, second, 1L);
                });
  }

  private static void await(CyclicBarrier barrier) throws SQLException {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new SQLException(e);
    }
  }

  @Test
  void oneThatIsAlwaysInTheWayIsTriedOnlySoOften() {
    AtomicInteger attempts = new AtomicInteger();

    assertThatThrownBy(
            () ->
                database()
                    .inTransaction(
                        c -> {
                          attempts.incrementAndGet();
                          throw new SQLException("could not serialize", "40001");
                        }))
        .isInstanceOfSatisfying(
            StoreFailure.class, e -> assertThat(e.kind()).isEqualTo(StoreFailure.Kind.BUSY));

    assertThat(attempts).hasValue(PostgresDatabase.ATTEMPTS);
  }

  @Test
  void otherTroubleIsToldAtOnce() {
    AtomicInteger attempts = new AtomicInteger();

    assertThatThrownBy(
            () ->
                database()
                    .inTransaction(
                        c -> {
                          attempts.incrementAndGet();
                          throw new SQLException("the connection broke", "08006");
                        }))
        .isInstanceOf(StoreFailure.class);

    assertThat(attempts).hasValue(1);
  }

  private long sum() {
    return database().<Long>reading(c -> Rows.number(c, "SELECT sum(from_millis) FROM kept"));
  }
}
