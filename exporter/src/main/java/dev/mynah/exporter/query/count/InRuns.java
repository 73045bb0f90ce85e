package dev.mynah.exporter.query.count;

import dev.mynah.exporter.series.Series;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a series; the values of a series mostly follow each other, so it is worked out
 * for the first of them only. One thread.
 */
final class InRuns<T> {
  private final Function<Series, T> of;
  private @Nullable Series last;
  private @Nullable T known;

  InRuns(Function<Series, T> of) {
    this.of = of;
  }

  @SuppressWarnings("ReferenceEquality") // another object may be the same series, and costs little
  T of(Series series) {
    T here = known;
    if (here == null || series != last) {
      here = of.apply(series);
      last = series;
      known = here;
    }
    return here;
  }
}
