package dev.mynah.dashboards.board;

import dev.mynah.dashboards.model.Steps;

/**
 * From which values on panels change their colour. Where the catalogue says when to worry about a
 * metric, it is that value.
 */
final class Limits {
  /** Share of requests that are to be answered well. */
  static final double TARGET = 0.999;

  /** What may fail, as a share; written out so that it can be read in a query. */
  static final String ALLOWED = "0.001";

  private static final double DAY_SECONDS = 86_400;

  private Limits() {}

  static Steps failedShare() {
    return Steps.above(0.01, 0.05);
  }

  static Steps latency() {
    return Steps.above(1, 5);
  }

  static Steps upstreamLatency() {
    return Steps.above(1, 5);
  }

  static Steps upstreamFailedShare() {
    return Steps.above(0.05, 0.2);
  }

  static Steps unmatchedRate() {
    return Steps.anyIsBad();
  }

  static Steps retryShare() {
    return Steps.above(0.05, 0.2);
  }

  static Steps hitShare() {
    return Steps.below(0.2);
  }

  static Steps dedupConflicts() {
    return Steps.anyIsBad();
  }

  static Steps fill() {
    return Steps.above(0.8, 0.95);
  }

  static Steps ledgerFill() {
    return Steps.above(0.9);
  }

  static Steps journalFill() {
    return Steps.above(0.5, 0.9);
  }

  static Steps storeFill() {
    return Steps.above(0.9);
  }

  static Steps seriesFill() {
    return Steps.above(0.9);
  }

  static Steps heapFill() {
    return Steps.above(0.9);
  }

  static Steps loopLag() {
    return Steps.above(0.1, 1);
  }

  static Steps tailLag() {
    return Steps.above(150, 600);
  }

  static Steps rollupAge() {
    return Steps.above(600);
  }

  static Steps certificateLeft() {
    return Steps.below(14 * DAY_SECONDS, 3 * DAY_SECONDS);
  }

  static Steps availability() {
    return Steps.below(TARGET);
  }

  static Steps burn() {
    return Steps.above(1, 14.4);
  }

  static Steps burnSlow() {
    return Steps.above(1, 3);
  }
}
