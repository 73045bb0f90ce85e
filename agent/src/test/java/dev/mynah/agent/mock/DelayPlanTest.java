package dev.mynah.agent.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.config.Delay;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelayPlanTest {
  private final RandomGenerator random = new Random(7);

  private LongStream drawn(Delay delay) {
    DelayPlan plan = DelayPlan.of(delay);
    return LongStream.generate(() -> plan.nanos(random)).limit(20_000);
  }

  @Test
  void noDelayIsNone() {
    assertThat(drawn(new Delay.None()).distinct()).containsOnly(0L);
  }

  @Test
  void fixedDelayIsAlwaysTheSame() {
    assertThat(drawn(new Delay.Fixed(Duration.ofMillis(3))).distinct()).containsOnly(3_000_000L);
  }

  @Test
  void uniformDelayReachesBothEnds() {
    assertThat(
            drawn(new Delay.Uniform(Duration.ofNanos(5), Duration.ofNanos(8))).distinct().sorted())
        .containsExactly(5L, 6L, 7L, 8L);
    assertThat(drawn(new Delay.Uniform(Duration.ofNanos(5), Duration.ofNanos(5))).distinct())
        .containsExactly(5L);
  }

  @Test
  void lognormalDelayHasItsMedianAndItsEnd() {
    Delay delay = new Delay.LogNormal(Duration.ofMillis(100), 0.5, Duration.ofMillis(200));

    long[] sorted = drawn(delay).sorted().toArray();

    assertThat(sorted[sorted.length / 2]).isBetween(97_000_000L, 103_000_000L);
    assertThat(sorted[sorted.length - 1]).isEqualTo(200_000_000L);
    assertThat(sorted[0]).isPositive();
  }

  @Test
  void delayTooLongForNanosecondsDoesNotTurnNegative() {
    Duration ages = Duration.ofDays(400_000);

    assertThat(drawn(new Delay.Fixed(ages)).min()).hasValue(Long.MAX_VALUE);
    assertThat(drawn(new Delay.Uniform(Duration.ZERO, ages)).min().orElseThrow()).isNotNegative();
    assertThat(drawn(new Delay.LogNormal(ages, 2, ages)).min().orElseThrow()).isPositive();
  }
}
