package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.promql.metric.Exposed;
import dev.mynah.exporter.promql.metric.LabelSet;
import dev.mynah.exporter.series.CountReader;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.exporter.series.TimeRange;
import dev.mynah.ledger.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a counter once for all times of a query. Series that the query sums anyway are summed as
 * they are read, so that memory goes with what the query answers, not with what is stored.
 */
final class CountRead {
  private final QueryScope scope;
  private final Exposed exposed;
  private final List<Matcher> matchers;
  private final UnaryOperator<LabelSet> key;
  private final Map<LabelSet, CountGroup> groups = new LinkedHashMap<>();
  private final Map<Long, @Nullable CountGroup[]> places = new HashMap<>();
  private final long[] numbers;

  /**
   * @param key from the labels of a series to those of what it is summed into
   */
  CountRead(
      QueryScope scope, Exposed exposed, List<Matcher> matchers, UnaryOperator<LabelSet> key) {
    this.scope = scope;
    this.exposed = exposed;
    this.matchers = matchers;
    this.key = key;
    this.numbers = new long[exposed.width()];
    for (Series series : scope.reader().series(new Selection(families(), stored()))) {
      place(series);
    }
  }

  /** How many stored series are meant. */
  int storedSeries() {
    return places.size();
  }

  Collection<CountGroup> groups() {
    return groups.values();
  }

  /** Reads what was counted between the edges of a timeline. */
  void read(Timeline timeline) {
    if (places.isEmpty()) {
      return;
    }
    scope.reader().readAll(selection(), timeline.pieces(), new Summing(timeline));
    timeline.pieces().forEach(piece -> scope.info(Infos.read(piece.resolution())));
  }

  /** Reads what was counted since the last closed minute, stored already or not. */
  void readOpen(TimeRange minutes) {
    scope.reader().readUpToNow(selection(), minutes, adding(CountGroup::addOpen));
  }

  /** Reads what was counted in no minute. */
  void readBaseline() {
    scope.reader().readBaseline(selection(), adding(CountGroup::addBaseline));
  }

  private CountReader.Sink adding(ObjLongConsumer<CountGroup> sum) {
    return (series, start, words) -> {
      scope.budget().readValue();
      @Nullable CountGroup[] into = place(series);
      exposed.numbers(series, words, numbers);
      for (int i = 0; i < into.length; i++) {
        CountGroup group = into[i];
        if (group != null) {
          sum.accept(group, numbers[i]);
        }
      }
    };
  }

  /** Adds values to their groups; those of series that are in the same groups come added up. */
  private final class Summing implements CountReader.Sink {
    private final Timeline timeline;

    Summing(Timeline timeline) {
      this.timeline = timeline;
    }

    @Override
    public Object sumOf(Series series) {
      return Arrays.asList(place(series));
    }

    @Override
    public int wordsRead() {
      return exposed.wordsRead();
    }

    @Override
    public void value(Series series, long start, long[] words) {
      scope.budget().readValue();
      int index = timeline.indexAfter(start);
      if (index < 0) {
        return;
      }
      @Nullable CountGroup[] into = place(series);
      exposed.numbers(series, words, numbers);
      for (int i = 0; i < into.length; i++) {
        CountGroup group = into[i];
        if (group != null && numbers[i] != 0) {
          group.add(index, numbers[i], timeline.size(), scope.budget());
        }
      }
    }
  }

  private @Nullable CountGroup[] place(Series series) {
    @Nullable CountGroup[] known = places.get(series.id());
    if (known != null) {
      return known;
    }
    @Nullable CountGroup[] into = new CountGroup[exposed.width()];
    if (exposed.fits(series.family())) {
      LabelSet target = LabelSet.of(series.labels()).keeping(Exposed.TARGET);
      List<LabelSet> labels = exposed.labelsOf(series);
      for (int i = 0; i < into.length; i++) {
        if (accepts(labels.get(i))) {
          CountGroup group = groups.computeIfAbsent(key.apply(labels.get(i)), CountGroup::new);
          group.targets().add(target);
          into[i] = group;
        }
      }
      scope.budget().series(groups.size());
      scope.budget().tick();
    }
    places.put(series.id(), into);
    return into;
  }

  private boolean accepts(LabelSet labels) {
    return matchers.stream().allMatch(matcher -> matcher.accepts(labels.get(matcher.name())));
  }

  private Selection selection() {
    return new Selection(families(), toRead());
  }

  private Set<String> families() {
    return Set.of(exposed.family());
  }

  private List<Matcher> stored() {
    return matchers.stream().filter(matcher -> exposed.isStoredLabel(matcher.name())).toList();
  }

  private List<Matcher> toRead() {
    List<Matcher> all = new ArrayList<>(stored());
    if (exposed.part() == Exposed.Part.UNMATCHED) {
      all.add(Matcher.equal("outcome", Outcome.UNMATCHED.label()));
    }
    return all;
  }
}
