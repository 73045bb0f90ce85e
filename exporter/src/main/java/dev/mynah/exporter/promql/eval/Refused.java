package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.QueryRefused.Kind;

/** Refusals of queries that were read and cannot be worked out. */
final class Refused {
  private Refused() {}

  static QueryRefused execution(String sentence) {
    return new QueryRefused(Kind.UNSUPPORTED, sentence);
  }

  static QueryRefused sameLabels() {
    return execution("vector cannot contain metrics with the same labelset");
  }
}
