package dev.mynah.exporter.query.count;

import dev.mynah.exporter.query.ask.Filters;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Selection;
import java.util.ArrayList;
import java.util.List;

/** A selection cut down to some routes. */
final class RoutesOnly {
  private RoutesOnly() {}

  static Selection of(Selection selection, List<String> routes) {
    List<Matcher> matchers = new ArrayList<>(selection.matchers());
    matchers.add(Filters.oneOf("route", routes));
    return new Selection(selection.families(), matchers);
  }
}
