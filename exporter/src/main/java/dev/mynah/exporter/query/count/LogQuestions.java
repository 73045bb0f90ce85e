package dev.mynah.exporter.query.count;

import dev.mynah.exporter.log.LogFilter;
import dev.mynah.exporter.query.ask.Filters;
import dev.mynah.exporter.query.ask.Question;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Turns a question into a filter of the request log, which knows sources but no target labels. */
final class LogQuestions {
  private static final List<String> TARGETS = List.of("job", "instance", "namespace", "pod");

  private LogQuestions() {}

  static LogFilter filter(Question question, CountReader counts, boolean errorsOnly) {
    Filters filters = question.filters();
    List<String> fields = new ArrayList<>(filters.fields());
    fields.removeAll(TARGETS);
    List<Matcher> matchers = new ArrayList<>(filters.matchers(fields));
    List<Matcher> targets = filters.matchers(TARGETS);
    if (!targets.isEmpty()) {
      Set<String> sources = new TreeSet<>();
      counts
          .series(new Selection(Set.of(), targets))
          .forEach(series -> sources.add(series.get("source")));
      matchers.add(Filters.oneOf("source", sources));
    }
    return new LogFilter(question.range(), matchers, errorsOnly);
  }
}
