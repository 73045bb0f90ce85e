package dev.mynah.exporter.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.exporter.store.sql.Dialect;
import dev.mynah.exporter.store.sql.StoreKit;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostgresDictionaryTest extends DictionaryKit {
  private static final Dictionary.Text ONE = new Dictionary.Text(Kind.MISSING, "GET /one");
  private static final Dictionary.Text OTHER = new Dictionary.Text(Kind.ACTOR, "other");

  @Override
  StoreKit kit() {
    return StoreKit.postgresql();
  }

  @Test
  void lotsInOppositeOrdersAreNumberedWithoutABeginningAnew() throws Exception {
    CyclicBarrier bothHadTheirFirst = new CyclicBarrier(2);
    AtomicInteger attempts = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);

    Future<List<Integer>> one = threads.submit(lots(ONE, OTHER, bothHadTheirFirst, attempts));
    Future<List<Integer>> two = threads.submit(lots(OTHER, ONE, bothHadTheirFirst, attempts));

    assertThat(one.get()).containsExactly(two.get().get(1), two.get().get(0));
    assertThat(attempts).hasValue(2);
    threads.shutdownNow();
  }

  private Callable<List<Integer>> lots(
      Dictionary.Text first, Dictionary.Text second, CyclicBarrier both, AtomicInteger attempts) {
    return () ->
        database.inTransaction(
            c -> {
              attempts.incrementAndGet();
              Dictionary.Session session = new Dictionary().session(c, Dialect.POSTGRESQL, 20_000);
              session.resolve(List.of(first));
              giveTheOtherTime(both);
              session.resolve(List.of(second));
              return List.of(
                  session.id(first.kind(), first.parts()),
                  session.id(second.kind(), second.parts()));
            });
  }

  /** Where one waits for the other to end, both cannot get here at the same time. */
  private static void giveTheOtherTime(CyclicBarrier both) throws SQLException {
    try {
      both.await(1, TimeUnit.SECONDS);
    } catch (TimeoutException | BrokenBarrierException e) {
      return;
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
  }
}
