package dev.mynah.exporter.promql.metric;

import dev.mynah.exporter.series.Series;
import dev.mynah.ledger.Buckets;
import dev.mynah.ledger.Family;
import dev.mynah.ledger.Outcome;
import java.util.List;
import java.util.Set;

/**
 * An exposed counter, or one of the three sides of a histogram, and what it is made of.
 *
 * @param name as exposed
 * @param family that is stored
 * @param part of the family's words
 * @param folded labels of the family that are summed over
 * @param divisor from what is stored to the unit of the name
 */
public record Exposed(String name, String family, Part part, List<String> folded, double divisor) {

  /** The labels that say where a series comes from. */
  public static final List<String> TARGET = List.of("job", "instance", "namespace", "pod");

  /** What the store can be asked by and is no label. */
  private static final Set<String> ATTRIBUTES =
      Set.of("group", "workspace", "environment", "source");

  /** The label of a bucket's upper edge. */
  public static final String LE = "le";

  /** Which of a series' words. */
  public enum Part {
    /** The first word: of counters all there is, of requests their number. */
    FIRST,
    BYTES_IN,
    BYTES_OUT,
    /** The number of requests where no route was found, nothing for others. */
    UNMATCHED,
    BUCKETS,
    SUM,
    COUNT
  }

  /** Keeps its own copy. */
  public Exposed {
    folded = List.copyOf(folded);
  }

  /** How many series one stored series becomes. */
  public int width() {
    return part == Part.BUCKETS ? ExposedBuckets.EDGES.size() : 1;
  }

  /** The exposed labels of a stored series, one set for each of {@link #width}. */
  public List<LabelSet> labelsOf(Series series) {
    LabelSet named = LabelSet.of(series.labels()).dropping(folded).with(LabelSet.NAME, name);
    if (part != Part.BUCKETS) {
      return List.of(named);
    }
    return ExposedBuckets.EDGES.stream().map(edge -> named.with(LE, edge)).toList();
  }

  /**
   * The numbers of a stored value.
   *
   * @param out as long as {@link #width}; is overwritten
   */
  public void numbers(Series series, long[] words, long[] out) {
    switch (part) {
      case FIRST, SUM -> out[0] = words[0];
      case BYTES_IN -> out[0] = words[1];
      case BYTES_OUT -> out[0] = words[2];
      case UNMATCHED -> out[0] = isUnmatched(series) ? words[0] : 0;
      case BUCKETS -> ExposedBuckets.cumulate(words, out);
      case COUNT -> out[0] = countOf(words);
    }
  }

  /** How many words {@link #numbers} looks at, from the first on. */
  public int wordsRead() {
    return switch (part) {
      case FIRST, SUM, UNMATCHED -> 1;
      case BYTES_IN -> 2;
      case BYTES_OUT -> 3;
      case BUCKETS, COUNT -> Integer.MAX_VALUE;
    };
  }

  /** Whether the store can tell, by this label, which of its series are meant. */
  public boolean isStoredLabel(String label) {
    return !label.equals(LabelSet.NAME)
        && !(label.equals(LE) && part == Part.BUCKETS)
        && !folded.contains(label)
        && !ATTRIBUTES.contains(label);
  }

  /** Whether a stored family is laid out the way this needs it. */
  public boolean fits(Family stored) {
    Family.Kind kind =
        switch (part) {
          case BYTES_IN, BYTES_OUT, UNMATCHED -> Family.Kind.REQUESTS;
          case BUCKETS, SUM, COUNT -> Family.Kind.HISTOGRAM;
          case FIRST ->
              family.equals(Family.REQUESTS.name()) ? Family.Kind.REQUESTS : Family.Kind.COUNTER;
        };
    return stored.kind() == kind;
  }

  private static boolean isUnmatched(Series series) {
    return series.get("outcome").equals(Outcome.UNMATCHED.label());
  }

  private static long countOf(long[] words) {
    long count = 0;
    for (int i = 1; i <= Buckets.COUNT; i++) {
      count += words[i];
    }
    return count;
  }
}
