package dev.mynah.exporter.series;

import dev.mynah.ledger.Family;
import java.math.BigDecimal;

/**
 * What calls cost and what was saved, in millionths of the operator's unit, at the cost that the
 * route had when they were counted. Counted by the store, not by a ledger.
 */
public final class CostFamilies {
  private static final int MICROS_SCALE = 6;

  /** Millionths in one unit. */
  public static final long MICROS = 1_000_000;

  /** What requests cost that went to the real service. */
  public static final Family COST = Family.counter("mynah_cost_total", Family.ROUTE);

  /** What requests would have cost that were answered without it; the outcome says by what. */
  public static final Family SAVED =
      Family.counter("mynah_cost_saved_total", Family.ROUTE, "outcome");

  private CostFamilies() {}

  /** Millionths as an amount. */
  public static BigDecimal amount(long micros) {
    BigDecimal amount = BigDecimal.valueOf(micros, MICROS_SCALE).stripTrailingZeros();
    return amount.scale() < 0 ? amount.setScale(0) : amount;
  }
}
