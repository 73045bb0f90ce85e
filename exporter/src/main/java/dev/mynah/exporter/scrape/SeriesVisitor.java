package dev.mynah.exporter.scrape;

import java.util.Map;

/** Takes the series of an answer, one by one. */
@FunctionalInterface
interface SeriesVisitor {
  /**
   * A series.
   *
   * @param labels with {@code __name__}, where it has one
   * @param points one for each step asked for, NaN where there is none; valid during the call only
   * @throws PrometheusFailure when it is one too many
   */
  void series(Map<String, String> labels, double[] points) throws PrometheusFailure;
}
