package dev.mynah.exporter.promql.metric;

import dev.mynah.exporter.series.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Labels in an array, sorted by name, without empty values; the metric's name is one of them. Made
 * for being hashed and compared often; ordered as Prometheus orders series.
 */
public final class LabelSet implements Comparable<LabelSet> {
  /** The label that holds the metric's name. */
  public static final String NAME = "__name__";

  public static final LabelSet EMPTY = new LabelSet(new String[0]);

  /** Name, value, name, value ... */
  private final String[] pairs;

  private final int hash;

  private LabelSet(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /** Labels out of a map. */
  public static LabelSet of(Map<String, String> byName) {
    TreeMap<String, String> sorted = new TreeMap<>(byName);
    sorted.values().removeIf(String::isEmpty);
    String[] pairs = new String[2 * sorted.size()];
    int at = 0;
    for (Map.Entry<String, String> label : sorted.entrySet()) {
      pairs[at++] = label.getKey();
      pairs[at++] = label.getValue();
    }
    return new LabelSet(pairs);
  }

  /** Labels of the store. */
  public static LabelSet of(Labels labels) {
    return of(labels.byName());
  }

  public int size() {
    return pairs.length / 2;
  }

  public String name(int index) {
    return pairs[2 * index];
  }

  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /** The value of a label, empty where there is none. */
  public String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return "";
  }

  /** The same with one label set; an empty value takes it away. */
  public LabelSet with(String name, String value) {
    if (get(name).equals(value)) {
      return this;
    }
    List<String> kept = new ArrayList<>(pairs.length + 2);
    boolean placed = value.isEmpty();
    for (int i = 0; i < pairs.length; i += 2) {
      int order = pairs[i].compareTo(name);
      if (order == 0) {
        continue;
      }
      if (order > 0 && !placed) {
        kept.add(name);
        kept.add(value);
        placed = true;
      }
      kept.add(pairs[i]);
      kept.add(pairs[i + 1]);
    }
    if (!placed) {
      kept.add(name);
      kept.add(value);
    }
    return new LabelSet(kept.toArray(new String[0]));
  }

  /** Without the metric's name. */
  public LabelSet withoutName() {
    return with(NAME, "");
  }

  /** Only the labels named. */
  public LabelSet keeping(Collection<String> names) {
    return filtered(names::contains);
  }

  /** All labels but those named, and but the metric's name. */
  public LabelSet dropping(Collection<String> names) {
    return filtered(name -> !name.equals(NAME) && !names.contains(name));
  }

  private LabelSet filtered(Predicate<String> keep) {
    int kept = 0;
    String[] left = new String[pairs.length];
    for (int i = 0; i < pairs.length; i += 2) {
      if (keep.test(pairs[i])) {
        left[kept++] = pairs[i];
        left[kept++] = pairs[i + 1];
      }
    }
    return kept == pairs.length ? this : new LabelSet(Arrays.copyOf(left, kept));
  }

  @Override
  public int compareTo(LabelSet other) {
    return Arrays.compare(pairs, other.pairs, Comparator.<String>naturalOrder());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelSet set && hash == set.hash && Arrays.equals(pairs, set.pairs);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** As Prometheus writes it: <code>{a="b", c="d"}</code>. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(i == 0 ? "" : ", ")
          .append(pairs[i])
          .append("=\"")
          .append(pairs[i + 1])
          .append('"');
    }
    return text.append('}').toString();
  }
}
