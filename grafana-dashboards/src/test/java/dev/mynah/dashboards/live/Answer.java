package dev.mynah.dashboards.live;

import java.util.List;
import java.util.Map;

/**
 * What a data source said to a query.
 *
 * @param error empty when it could answer
 * @param series with the latest value of each
 */
record Answer(String error, List<Series> series) {
  Answer {
    series = List.copyOf(series);
  }

  /** A series and its latest value. */
  record Series(Map<String, String> labels, double latest) {
    Series {
      labels = Map.copyOf(labels);
    }
  }

  static Answer failed(String error) {
    return new Answer(error, List.of());
  }

  boolean isError() {
    return !error.isEmpty();
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  /** Whether something would be shown that is not a number. */
  boolean hasUnreal() {
    return series.stream().anyMatch(one -> !Double.isFinite(one.latest()));
  }

  /** In a cell of a table. */
  String brief() {
    if (isError()) {
      return "error: " + error;
    }
    return hasUnreal() ? series.size() + ", NaN or Inf" : Integer.toString(series.size());
  }
}
