package dev.mynah.exporter.query.count;

import dev.mynah.exporter.series.Series;
import java.util.IdentityHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a series, worked out once for all its values. They mostly follow each other, and
 * come again with each block of the store. One thread, one query.
 */
final class InRuns<T> {
  private final Function<Series, T> of;
  private final IdentityHashMap<Series, T> bySeries = new IdentityHashMap<>();
  private @Nullable Series last;
  private @Nullable T known;

  InRuns(Function<Series, T> of) {
    this.of = of;
  }

  @SuppressWarnings("ReferenceEquality") // another object may be the same series, and costs little
  T of(Series series) {
    T here = known;
    if (here == null || series != last) {
      here = bySeries.get(series);
      if (here == null) {
        here = of.apply(series);
        bySeries.put(series, here);
      }
      last = series;
      known = here;
    }
    return here;
  }
}
