package dev.mynah.exporter.query.count;

import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Series;
import java.util.List;
import java.util.function.Function;

/** Takes what was counted in the spans of a question. */
interface SpanSink {
  void value(Series series, int span, long[] words);

  /** See {@link CountReader.Sink#sumOf}. */
  Object sumOf(Series series);

  /** Adds values to a cell. */
  @FunctionalInterface
  interface Sum<T, K> {
    /**
     * Adds.
     *
     * @param kind what is known of the series
     */
    void add(T cell, K kind, long[] words);
  }

  /** A group, and a kind of series that is added alike. */
  record Place<K>(List<String> group, K kind) {}

  /**
   * Into the cells of a table by group.
   *
   * @param <T> what is summed
   * @param <K> kind of series
   */
  static <T, K> SpanSink of(
      Table<T> table, List<Dimension> by, Function<Series, K> kind, Sum<T, K> sum) {
    InRuns<Place<K>> places =
        new InRuns<>(series -> new Place<>(group(series, by), kind.apply(series)));
    return new SpanSink() {
      @Override
      public Object sumOf(Series series) {
        return places.of(series);
      }

      @Override
      public void value(Series series, int span, long[] words) {
        Place<K> place = places.of(series);
        sum.add(table.cell(place.group(), span), place.kind(), words);
      }
    };
  }

  private static List<String> group(Series series, List<Dimension> by) {
    String[] group = new String[by.size()];
    for (int i = 0; i < group.length; i++) {
      group[i] = series.get(by.get(i).label());
    }
    return List.of(group);
  }
}
