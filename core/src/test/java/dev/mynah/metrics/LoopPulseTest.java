package dev.mynah.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mynah.settings.MetricsSettings;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopPulseTest {
  private static final long SECOND = 1_000_000_000L;

  private final DefaultEventExecutor loop = new DefaultEventExecutor();
  private final AtomicLong nanos = new AtomicLong();
  private final LoopPulse pulse = new LoopPulse("loop-0", loop, nanos::get);

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void lateTickIsTheLagForAMinute() {
    tickAfter(SECOND);
    tickAfter(SECOND + SECOND / 4);
    tickAfter(SECOND);
    assertThat(pulse.lagSeconds()).isCloseTo(0.25, within(1e-9));

    for (int i = 0; i < 60; i++) {
      tickAfter(SECOND);
    }
    assertThat(pulse.lagSeconds()).isZero();
  }

  @Test
  void tickThatIsOverdueNowCounts() {
    nanos.addAndGet(5 * SECOND);

    assertThat(pulse.lagSeconds()).isCloseTo(4, within(1e-9));
    assertThat(pulse.lastBeatNanos()).isZero();
  }

  @Test
  void blockedLoopShowsItsQueueAndBeatsAgainOnceFree() {
    try (Metrics metrics = new Metrics(MetricsSettings.DEFAULT, BuildInfo.UNKNOWN)) {
      LoopPulse real = metrics.watchLoops(List.of(loop), System::nanoTime).get(0);
      CountDownLatch free = new CountDownLatch(1);
      loop.execute(() -> awaitQuietly(free));
      loop.execute(() -> {});
      long before = real.lastBeatNanos();

      assertThat(metrics.scrape("", List.of("mynah_event_loop_pending_tasks")).text())
          .containsPattern("mynah_event_loop_pending_tasks\\{loop=\"loop-0\",} [1-9]");
      free.countDown();

      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> real.lastBeatNanos() > before);
      real.stop();
    }
  }

  private void tickAfter(long later) {
    nanos.addAndGet(later);
    pulse.beat();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
