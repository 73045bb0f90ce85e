package dev.mynah.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  private final AtomicInteger atOnce = new AtomicInteger();

  @Test
  void theFirstAsksForADrainAndTheSecondMeansNow() throws InterruptedException {
    StopSignal signal = new StopSignal(atOnce::incrementAndGet);

    assertThat(signal.await(10)).isFalse();
    signal.raise();
    assertThat(signal.await(10)).isTrue();
    assertThat(atOnce).hasValue(0);
    signal.raise();
    assertThat(atOnce).hasValue(1);
  }
}
