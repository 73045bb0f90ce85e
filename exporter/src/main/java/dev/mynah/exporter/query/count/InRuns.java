package dev.mynah.exporter.query.count;

import dev.mynah.exporter.series.Series;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a series, worked out once for all its values. They mostly follow each other, and
 * come again with each block of the store. One thread, one query.
 */
final class InRuns<T> {
  private final Function<Series, T> of;
  private final Map<Long, T> bySeries = new HashMap<>();
  private @Nullable Series last;
  private @Nullable T known;

  InRuns(Function<Series, T> of) {
    this.of = of;
  }

  @SuppressWarnings("ReferenceEquality") // another object may be the same series, and costs little
  T of(Series series) {
    T here = known;
    if (here == null || series != last) {
      here = bySeries.computeIfAbsent(series.id(), id -> of.apply(series));
      last = series;
      known = here;
    }
    return here;
  }
}
