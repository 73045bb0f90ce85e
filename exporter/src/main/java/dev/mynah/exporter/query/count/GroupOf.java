package dev.mynah.exporter.query.count;

import dev.mynah.exporter.series.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The group of a series; the values of a series mostly follow each other. One thread. */
final class GroupOf {
  private final List<Dimension> by;
  private @Nullable Series last;
  private List<String> group = List.of();

  GroupOf(List<Dimension> by) {
    this.by = by;
  }

  @SuppressWarnings("ReferenceEquality") // another object may be the same series, and costs little
  List<String> group(Series series) {
    if (series != last) {
      last = series;
      group = by.stream().map(each -> series.get(each.label())).toList();
    }
    return group;
  }
}
