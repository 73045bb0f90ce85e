package dev.mynah.exporter.series;

import java.util.List;
import java.util.Set;

/**
 * Which series.
 *
 * @param families names of ledger families ({@code Family.name()}); empty for all
 * @param matchers conditions on labels and attributes; all must hold
 */
public record Selection(Set<String> families, List<Matcher> matchers) {
  /** Keeps its own copies. */
  public Selection {
    families = Set.copyOf(families);
    matchers = List.copyOf(matchers);
  }

  /** Whether a series is meant. */
  public boolean accepts(Series series) {
    return (families.isEmpty() || families.contains(series.family().name()))
        && matchers.stream().allMatch(m -> m.accepts(series.get(m.name())));
  }
}
