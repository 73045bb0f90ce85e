package dev.mynah.exporter.query.plan;

import dev.mynah.exporter.series.CountReader.Coverage;
import dev.mynah.exporter.series.CountReader.Piece;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses what to read. No moment is read twice, none is left out, and no value that is read
 * reaches over an edge that was asked for, as long as something fine enough is still stored there;
 * where nothing is, the edge moves to the nearest place where a value begins (the ends of the range
 * outwards), and a note says so. A reader puts a value where its middle lies, {@link #middle}.
 */
public final class Planner {
  private final Coverage coverage;
  private final Retained retained;
  private final Resolution coarsest;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Planner(Coverage coverage, Resolution coarsest) {
    this.coverage = coverage;
    this.retained = new Retained(coverage);
    this.coarsest = coarsest;
  }

  /** For a total over a range. */
  public static Plan total(Coverage coverage, TimeRange range) {
    return spans(coverage, Resolution.MONTH, range.fromMillis(), range.toMillis());
  }

  /**
   * For values of spans that follow each other.
   *
   * @param coarsest nothing coarser than this is read
   * @param edges ascending: where each span begins, and where the last one ends
   */
  public static Plan spans(Coverage coverage, Resolution coarsest, long... edges) {
    return new Planner(coverage, coarsest).plan(edges);
  }

  /** The middle of the span of a value: spans are told apart by it. */
  public static long middle(Resolution resolution, long startMillis) {
    return startMillis + (Grid.next(resolution, startMillis) - startMillis) / 2;
  }

  /** The earliest moment that anything is stored of. */
  public static long earliest(Coverage coverage) {
    return Retained.earliest(coverage);
  }

  private Plan plan(long... edges) {
    long[] moved = moved(edges);
    int last = moved.length - 1;
    for (int i = 0; i < last; i++) {
      cover(moved[i], moved[i + 1], coarsest);
    }
    boolean open = edges[last] > coverage.closedUntilMillis();
    return new Plan(new TimeRange(moved[0], moved[last]), pieces, open, notes);
  }

  private long[] moved(long... edges) {
    long[] moved = new long[edges.length];
    int last = edges.length - 1;
    moved[0] = Grid.floor(retained.finestFrom(edges[0]), edges[0]);
    moved[last] = Grid.ceil(retained.finestUpTo(edges[last], moved[0]), edges[last]);
    int inside = 0;
    for (int i = 1; i < last; i++) {
      long nearest = Grid.nearest(retained.finestUpTo(edges[i], moved[i - 1]), edges[i]);
      moved[i] = Math.min(Math.max(nearest, moved[i - 1]), moved[last]);
      inside += moved[i] == edges[i] ? 0 : 1;
    }
    tell(edges[0], moved[0], "from");
    tell(edges[last], moved[last], "to");
    if (inside > 0) {
      notes.add(
          inside
              + " of the edges between rows fall inside the finest values still stored there;"
              + " each value counts where its middle lies");
    }
    return moved;
  }

  private void tell(long asked, long moved, String name) {
    if (Grid.floor(Resolution.MINUTE, asked) != Grid.floor(Resolution.MINUTE, moved)
        && Math.abs(asked - moved) >= Grid.MINUTE_MILLIS) {
      notes.add(
          name
              + " was moved from "
              + Instant.ofEpochMilli(asked)
              + " to "
              + Instant.ofEpochMilli(moved)
              + ", because nothing finer is stored there any more");
    }
  }

  private void cover(long from, long to, Resolution resolution) {
    if (from >= to) {
      return;
    }
    if (resolution == Resolution.MINUTE) {
      add(from, to, resolution);
      return;
    }
    Resolution finer = Grid.finer(resolution);
    long inner = Math.max(Grid.ceil(resolution, from), retained.from(resolution));
    long outer = Grid.floor(resolution, Math.min(to, retained.settledMillis()));
    if (inner >= outer) {
      cover(from, to, finer);
      return;
    }
    cover(from, inner, finer);
    add(inner, outer, resolution);
    cover(outer, to, finer);
  }

  private void add(long from, long to, Resolution resolution) {
    int last = pieces.size() - 1;
    if (last >= 0
        && pieces.get(last).resolution() == resolution
        && pieces.get(last).range().toMillis() == from) {
      from = pieces.remove(last).range().fromMillis();
    }
    pieces.add(new Piece(new TimeRange(from, to), resolution));
  }
}
