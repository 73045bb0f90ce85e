package dev.mynah.agent.route;

import dev.mynah.agent.route.match.RequestView;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sources of one look-up. There are few, so the best is found by looking at all of them.
 * Reused; not thread-safe.
 */
final class Candidates {
  private static final int USUAL = 8;

  private @Nullable Source[] sources = new Source[USUAL];
  private int[] cursors = new int[USUAL];
  private int[] ranks = new int[USUAL];
  private int size;

  void clear() {
    Arrays.fill(sources, 0, size, null);
    size = 0;
  }

  void add(@Nullable Source source) {
    if (source == null || contains(source)) {
      return;
    }
    if (size == sources.length) {
      sources = Arrays.copyOf(sources, size * 2);
      cursors = Arrays.copyOf(cursors, size * 2);
      ranks = Arrays.copyOf(ranks, size * 2);
    }
    sources[size] = source;
    cursors[size] = 0;
    ranks[size] = source.firstRank();
    size++;
  }

  private boolean contains(Source source) {
    for (int i = 0; i < size; i++) {
      if (sources[i] == source) {
        return true;
      }
    }
    return false;
  }

  void sample(RequestView view, List<Route> to, int most) {
    for (int i = 0; i < size; i++) {
      Source source = sources[i];
      if (source != null && to.size() < most) {
        source.sample(view, to, most);
      }
    }
  }

  /** Tries candidates, best first, until one settles the matter. */
  Verdict settle(RouteLookup lookup) {
    while (size > 0) {
      int best = best();
      Source source = sources[best];
      Verdict verdict = source == null ? Verdict.NONE : source.advance(this, best, lookup);
      if (verdict != Verdict.NONE) {
        return verdict;
      }
    }
    return Verdict.NONE;
  }

  private int best() {
    int best = 0;
    for (int i = 1; i < size; i++) {
      if (ranks[i] < ranks[best]) {
        best = i;
      }
    }
    return best;
  }

  int cursor(int at) {
    return cursors[at];
  }

  void moveTo(int at, int cursor, int rank) {
    cursors[at] = cursor;
    ranks[at] = rank;
  }

  /** Takes a source out; the last one moves to its place. */
  void remove(int at) {
    size--;
    sources[at] = sources[size];
    cursors[at] = cursors[size];
    ranks[at] = ranks[size];
    sources[size] = null;
  }
}
