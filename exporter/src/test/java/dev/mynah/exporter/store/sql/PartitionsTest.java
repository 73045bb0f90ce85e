package dev.mynah.exporter.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partitions of PostgreSQL tables are made while others read the table and write to it. */
class PartitionsTest {
  private static final long DAY = 86_400_000;
  private static final Partitions MINUTES = new Partitions("minute_block", DAY);
  private static final String COUNT = "SELECT count(*) FROM minute_block";
  private static final String ADD =
      "INSERT INTO minute_block (starts, series, block) VALUES (?, ?, ?)";
  private static final String NAMED = "SELECT count(*) FROM ONLY minute_block_p";

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private StoreKit kit;
  private Database database;

  @BeforeEach
  void open() {
    kit = StoreKit.postgresql();
    database = kit.open();
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    database.close();
    kit.close();
  }

  @Test
  void twoThatHaveReadTheTableBothMakeIt() throws Exception {
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();
    Work<Integer> work =
        c -> {
          attempts.incrementAndGet();
          Rows.number(c, COUNT);
          await(bothHaveRead);
          MINUTES.ensure(c, 5 * DAY);
          return Rows.change(c, ADD, 5 * DAY, Thread.currentThread().getId(), new byte[0]);
        };

    Future<Integer> one = threads.submit((Callable<Integer>) () -> database.inTransaction(work));
    Future<Integer> two = threads.submit((Callable<Integer>) () -> database.inTransaction(work));

    assertThat(one.get() + two.get()).isEqualTo(2);
    assertThat(attempts).hasValue(2);
    assertThat(database.<Long>reading(c -> Rows.number(c, NAMED + 5))).isEqualTo(2);
  }

  @Test
  void whoReadsTheTableDoesNotKeepOthersFromMakingIt() throws Exception {
    long rows =
        database.reading(
            reader -> {
              Rows.number(reader, COUNT);
              database.inTransaction(PartitionsTest::makeAndFill);
              return Rows.number(reader, COUNT);
            });

    assertThat(rows).isZero();
    assertThat(database.<Long>reading(c -> Rows.number(c, NAMED + 7))).isEqualTo(1);
  }

  private static int makeAndFill(Connection connection) throws SQLException {
    Rows.change(connection, "SET LOCAL lock_timeout = 2000");
    MINUTES.ensure(connection, 7 * DAY);
    return Rows.change(connection, ADD, 7 * DAY, 1L, new byte[0]);
  }

  private static void await(CyclicBarrier barrier) throws SQLException {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new SQLException(e);
    }
  }
}
