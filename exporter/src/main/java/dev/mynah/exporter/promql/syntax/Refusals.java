package dev.mynah.exporter.promql.syntax;

import dev.mynah.exporter.series.QueryRefused;
import dev.mynah.exporter.series.QueryRefused.Kind;

/** Refusals of one query, in the words and with the positions of Prometheus. One thread. */
final class Refusals {
  private final String query;

  Refusals(String query) {
    this.query = query;
  }

  /** What makes no sense as written. */
  QueryRefused bad(int at, String sentence) {
    return new QueryRefused(Kind.BAD, place(at) + "parse error: " + sentence);
  }

  /** What is PromQL and is not offered. */
  QueryRefused unsupported(int at, String what) {
    return new QueryRefused(
        Kind.UNSUPPORTED, place(at) + what + " not supported by Mynah's query API");
  }

  private String place(int at) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < at && i < query.length(); i++) {
      if (query.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return line + ":" + column + ": ";
  }
}
