package dev.mynah.dashboards.board;

import dev.mynah.dashboards.model.Steps;

/** From which values on panels change their colour: those that the alerts use. */
final class Limits {
  /** What may fail, as a share; written out so that it can be read in a query. */
  static final String ALLOWED = "0.001";

  private Limits() {}

  static Steps failedShare() {
    return Steps.none();
  }

  static Steps latency() {
    return Steps.none();
  }

  static Steps upstreamLatency() {
    return Steps.none();
  }

  static Steps unmatchedRate() {
    return Steps.none();
  }

  static Steps retryShare() {
    return Steps.none();
  }

  static Steps hitShare() {
    return Steps.none();
  }

  static Steps fill() {
    return Steps.none();
  }

  static Steps ledgerFill() {
    return Steps.none();
  }

  static Steps journalFill() {
    return Steps.none();
  }

  static Steps storeFill() {
    return Steps.none();
  }

  static Steps seriesFill() {
    return Steps.none();
  }

  static Steps heapFill() {
    return Steps.none();
  }

  static Steps loopLag() {
    return Steps.none();
  }

  static Steps tailLag() {
    return Steps.none();
  }

  static Steps certificateLeft() {
    return Steps.none();
  }

  static Steps availability() {
    return Steps.none();
  }

  static Steps upstreamFailedShare() {
    return Steps.none();
  }

  static Steps dedupConflicts() {
    return Steps.anyIsBad();
  }

  static Steps rollupAge() {
    return Steps.none();
  }

  static Steps burnSlow() {
    return Steps.none();
  }

  static Steps burn() {
    return Steps.none();
  }
}
