package dev.mynah.exporter.store;

import java.time.Duration;

/**
 * How much one read of counts may touch before it is refused, so that no query takes the process
 * down.
 *
 * @param maxSeries that a selection may mean
 * @param maxValues that may be handed over
 * @param maxTime that it may take
 */
public record QueryLimits(int maxSeries, long maxValues, Duration maxTime) {
  public static final QueryLimits DEFAULT =
      new QueryLimits(50_000, 20_000_000, Duration.ofSeconds(30));

  public QueryLimits {
    if (maxSeries < 1 || maxValues < 1 || maxTime.isNegative() || maxTime.isZero()) {
      throw new IllegalArgumentException("limits of a query start at 1");
    }
  }
}
