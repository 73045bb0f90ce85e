package dev.mynah.exporter.store.counts;

import dev.mynah.ledger.Family;
import java.sql.SQLException;

/** How a kind is written. */
final class KindCode {
  private static final int COUNTER = 0;
  private static final int HISTOGRAM = 1;
  private static final int REQUESTS = 2;

  private KindCode() {}

  static int of(Family.Kind kind) {
    return switch (kind) {
      case COUNTER -> COUNTER;
      case HISTOGRAM -> HISTOGRAM;
      case REQUESTS -> REQUESTS;
    };
  }

  static Family.Kind kind(int code) throws SQLException {
    return switch (code) {
      case COUNTER -> Family.Kind.COUNTER;
      case HISTOGRAM -> Family.Kind.HISTOGRAM;
      case REQUESTS -> Family.Kind.REQUESTS;
      default -> throw new SQLException("a series of kind " + code + ", which is not known");
    };
  }
}
