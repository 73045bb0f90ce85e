package dev.mynah.exporter.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QueryTurnsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final QueryTurns turns = new QueryTurns(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  private CompletableFuture<String> slow() throws InterruptedException {
    CompletableFuture<String> slow = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () ->
                slow.complete(
                    turns.take(
                        LONG,
                        () -> {
                          begun.countDown();
                          await(end);
                          return "first";
                        })));
    thread.start();
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    return slow;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoComesWhileAllTurnsAreTakenWaits() throws Exception {
    CompletableFuture<String> first = slow();
    CompletableFuture<String> second = new CompletableFuture<>();
    Thread thread = new Thread(() -> second.complete(turns.take(LONG, () -> "second")));
    thread.start();

    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(second.isDone()).isFalse();
      Thread.onSpinWait();
    }
    end.countDown();

    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("first");
    assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("second");
  }

  @Test
  void whoHasWaitedTooLongIsRefused() throws Exception {
    CompletableFuture<String> first = slow();

    assertThatThrownBy(() -> turns.take(Duration.ofMillis(20), () -> "second"))
        .isInstanceOfSatisfying(
            QueryRefused.class,
            refused -> assertThat(refused.kind()).isEqualTo(QueryRefused.Kind.TIMEOUT))
        .hasMessageContaining("more than 1 queries at once");
    end.countDown();
    assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("first");
  }

  @Test
  void aQueryThatFailsGivesItsTurnBack() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  turns.take(
                      Duration.ZERO,
                      () -> {
                        throw new IllegalStateException("it failed");
                      }))
          .hasMessage("it failed");
    }
    assertThat(turns.<String>take(Duration.ZERO, () -> "next")).isEqualTo("next");
  }
}
