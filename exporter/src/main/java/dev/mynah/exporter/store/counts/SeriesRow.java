package dev.mynah.exporter.store.counts;

import dev.mynah.exporter.series.Labels;
import dev.mynah.exporter.series.Matcher;
import dev.mynah.exporter.series.Selection;
import dev.mynah.exporter.series.Series;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.SeriesKey;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A series as its row has it; its face to readers is made when one asks. Any thread. */
final class SeriesRow {
  private final long id;
  private final long source;
  private final SeriesKey key;
  private final String group;
  private volatile @Nullable Face face;

  /** Remembered while there is memory, and while the source is called so. */
  private record Face(SourceRow of, SoftReference<Series> series) {}

  SeriesRow(long id, long source, SeriesKey key, String group) {
    this.id = id;
    this.source = source;
    this.key = key;
    this.group = group;
  }

  long id() {
    return id;
  }

  long source() {
    return source;
  }

  SeriesKey key() {
    return key;
  }

  Family.Kind kind() {
    return key.family().kind();
  }

  String group() {
    return group;
  }

  SeriesRow inGroup(String other) {
    return new SeriesRow(id, source, key, other);
  }

  /** As {@link Selection#accepts}, without making a face. */
  boolean isMeant(Selection selection, SourceRow of) {
    if (!selection.families().isEmpty() && !selection.families().contains(key.family().name())) {
      return false;
    }
    for (Matcher matcher : selection.matchers()) {
      if (!matcher.accepts(get(matcher.name(), of))) {
        return false;
      }
    }
    return true;
  }

  private String get(String name, SourceRow of) {
    int at = key.family().labelNames().indexOf(name);
    if (at >= 0 && !key.labelValues().get(at).isEmpty()) {
      return key.labelValues().get(at);
    }
    return name.equals("group") ? group : of.get(name);
  }

  Series series(SourceRow of) {
    Face known = face;
    Series series = known == null || !isSame(known.of(), of) ? null : known.series().get();
    if (series == null) {
      series = new Series(id, key.family(), labels(of), of.attributes(group));
      face = new Face(of, new SoftReference<>(series));
    }
    return series;
  }

  @SuppressWarnings("ReferenceEquality") // mostly it is the same object, which is quick to see
  private static boolean isSame(SourceRow one, SourceRow other) {
    return one == other || one.equals(other);
  }

  private Labels labels(SourceRow of) {
    Map<String, String> labels = new HashMap<>(of.names().target());
    for (int i = 0; i < key.labelValues().size(); i++) {
      if (!key.labelValues().get(i).isEmpty()) {
        labels.put(key.family().labelNames().get(i), key.labelValues().get(i));
      }
    }
    return new Labels(labels);
  }
}
