package dev.mynah.exporter.promql.eval;

import java.util.List;

/** What a query, or a part of one, comes to. */
public sealed interface Result {

  /** A number for each time. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Scalars(double[] values) implements Result {}

  /** Series with numbers for each time. */
  record Lines(List<Line> lines) implements Result {
    static final Lines NONE = new Lines(List.of());

    long cells() {
      return lines.isEmpty() ? 0 : (long) lines.size() * lines.get(0).values().length;
    }
  }

  /** A text. */
  record Text(String value) implements Result {}

  /** Stored samples of series, as they are: the answer to a bare range selector. */
  record Samples(List<SampleSeries> series) implements Result {}
}
