package dev.mynah.dashboards.board;

import dev.mynah.dashboards.model.Steps;
import dev.mynah.dashboards.rule.Thresholds;
import java.math.BigDecimal;

/**
 * From which values on panels change their colour: the values at which alerts fire, and in a few
 * places an earlier or later step beside them.
 */
final class Limits {
  /** What may fail, as it is written in a query. */
  static final String ALLOWED = Double.toString(Thresholds.ERROR_BUDGET);

  /** What is promised, in percent, as it is written in a sentence. */
  static final String PROMISED =
      BigDecimal.valueOf(Thresholds.SLO_TARGET).movePointRight(2).toPlainString();

  private static final double DAY_SECONDS = 86_400;

  /** Several times what is suspicious is bad. */
  private static final double FAR_BEYOND = 4;

  private Limits() {}

  static Steps failedShare() {
    return Steps.above(Thresholds.ERROR_RATIO_WARNING, Thresholds.ERROR_RATIO_CRITICAL);
  }

  static Steps latency() {
    return suspiciousThenBad(Thresholds.LATENCY_P99);
  }

  static Steps upstreamLatency() {
    return suspiciousThenBad(Thresholds.UPSTREAM_LATENCY_P99);
  }

  static Steps upstreamFailedShare() {
    return suspiciousThenBad(Thresholds.UPSTREAM_FAILED);
  }

  static Steps unmatchedRate() {
    return Steps.above(Thresholds.UNMATCHED_RATE);
  }

  static Steps retryShare() {
    return suspiciousThenBad(Thresholds.UPSTREAM_RETRIED);
  }

  static Steps hitShare() {
    return Steps.below(Thresholds.CACHE_HIT_RATIO_LOW);
  }

  /** Any is one too many, as for the alert. */
  static Steps dedupConflicts() {
    return Steps.anyIsBad();
  }

  static Steps fill() {
    return Steps.above(Thresholds.FILL);
  }

  static Steps ledgerFill() {
    return Steps.above(Thresholds.LEDGER_FILL);
  }

  static Steps journalFill() {
    return Steps.above(Thresholds.JOURNAL_FILL);
  }

  static Steps storeFill() {
    return Steps.above(Thresholds.STORE_FILL);
  }

  static Steps seriesFill() {
    return Steps.above(Thresholds.SERIES_FILL);
  }

  static Steps heapFill() {
    return Steps.above(Thresholds.HEAP_FILL);
  }

  static Steps loopLag() {
    return suspiciousThenBad(Thresholds.LOOP_LAG);
  }

  static Steps tailLag() {
    return suspiciousThenBad(Thresholds.TAIL_LAG);
  }

  static Steps rollupAge() {
    return Steps.above(Thresholds.ROLLUP_AGE);
  }

  static Steps certificateLeft() {
    return Steps.below(
        Thresholds.CERTIFICATE_DAYS_WARNING * DAY_SECONDS,
        Thresholds.CERTIFICATE_DAYS_CRITICAL * DAY_SECONDS);
  }

  static Steps restarts() {
    return Steps.above(1, Thresholds.RESTARTS);
  }

  static Steps availability() {
    return Steps.below(Thresholds.SLO_TARGET);
  }

  static Steps burn() {
    return Steps.above(Thresholds.BURN_PAGE_SLOW, Thresholds.BURN_PAGE_FAST);
  }

  static Steps burnOfHours() {
    return Steps.above(Thresholds.BURN_TICKET_SLOW, Thresholds.BURN_PAGE_SLOW);
  }

  static Steps burnSlow() {
    return Steps.above(Thresholds.BURN_TICKET_SLOW, Thresholds.BURN_TICKET_FAST);
  }

  private static Steps suspiciousThenBad(double value) {
    return Steps.above(value, FAR_BEYOND * value);
  }
}
