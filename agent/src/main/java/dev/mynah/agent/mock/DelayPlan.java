package dev.mynah.agent.mock;

import dev.mynah.agent.config.Delay;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long answers of a route wait. Immutable. */
public sealed interface DelayPlan {
  /** No wait at all. */
  DelayPlan NONE = new Fixed(0);

  /** The wait of one answer in nanoseconds; 0 for none. */
  long nanos(RandomGenerator random);

  static DelayPlan of(Delay delay) {
    if (delay instanceof Delay.Fixed fixed) {
      return new Fixed(saturated(fixed.duration()));
    }
    if (delay instanceof Delay.Uniform uniform) {
      return new Uniform(saturated(uniform.min()), saturated(uniform.max()));
    }
    if (delay instanceof Delay.LogNormal logNormal) {
      return new LogNormal(
          saturated(logNormal.median()), logNormal.sigma(), saturated(logNormal.max()));
    }
    return NONE;
  }

  private static long saturated(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    boolean fits = duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) <= 0;
    return fits ? duration.toNanos() : Long.MAX_VALUE;
  }

  /** Always the same. */
  record Fixed(long waitNanos) implements DelayPlan {
    @Override
    public long nanos(RandomGenerator random) {
      return waitNanos;
    }
  }

  /** Evenly between the two, both included. */
  record Uniform(long minNanos, long maxNanos) implements DelayPlan {
    @Override
    public long nanos(RandomGenerator random) {
      if (maxNanos <= minNanos) {
        return minNanos;
      }
      long span = maxNanos - minNanos;
      return minNanos + random.nextLong(span == Long.MAX_VALUE ? span : span + 1);
    }
  }

  /** Log-normally around the median; what lies past the maximum waits the maximum. */
  record LogNormal(long medianNanos, double sigma, long maxNanos) implements DelayPlan {
    @Override
    public long nanos(RandomGenerator random) {
      double drawn = medianNanos * Math.exp(sigma * random.nextGaussian());
      return drawn >= maxNanos ? maxNanos : (long) drawn;
    }
  }
}
