package dev.mynah.exporter.promql.eval;

import dev.mynah.exporter.series.CountReader.Piece;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The moments at which a query has to know what had been counted, and what to read for it.
 *
 * <p>Each moment that a window begins or ends at is enclosed by two edges, the borders of the
 * minute (hour, day, month) it is in; whatever was counted between two neighbouring edges is added
 * up in one number per series. What had been counted at a moment inside a minute is taken to have
 * grown evenly: a part of a minute counts for its part. Between edges that lie far apart hours,
 * days and months are read instead of minutes.
 */
final class Timeline {
  /** From this distance on it pays to read coarser values between two edges. */
  private static final long WORTH_COARSE = 6 * Calendar.HOUR;

  private static final int MOST_PIECES = 64;

  private static final List<Resolution> COARSE =
      List.of(Resolution.MONTH, Resolution.DAY, Resolution.HOUR);

  private final long[] edges;
  private final List<Piece> pieces;

  private Timeline(long[] edges, List<Piece> pieces) {
    this.edges = edges;
    this.pieces = pieces;
  }

  /**
   * A timeline for moments.
   *
   * @param grain how finely at least moments are told apart
   * @param fromOrigin whether what was counted before the first moment matters
   */
  static Timeline of(long[] moments, Resolution grain, Eras eras, boolean fromOrigin) {
    long[] edges = new long[2 * moments.length + 1];
    int count = 0;
    for (long moment : moments) {
      Resolution here = eras.atLeast(grain, moment);
      edges[count++] = Calendar.floor(here, moment);
      edges[count++] = Calendar.ceil(here, moment);
    }
    if (fromOrigin) {
      edges[count++] = eras.origin();
    }
    return between(Arrays.copyOf(edges, count), grain, eras);
  }

  /** A timeline with an edge at every border between two moments. */
  static Timeline everyBorder(long from, long to, Resolution grain, Eras eras) {
    List<Long> borders = new ArrayList<>();
    borders.add(eras.origin());
    long at = Calendar.floor(eras.atLeast(grain, from), from);
    while (at <= to) {
      borders.add(at);
      at = Calendar.next(eras.atLeast(grain, at), Calendar.floor(eras.atLeast(grain, at), at));
    }
    return between(borders.stream().mapToLong(Long::longValue).toArray(), grain, eras);
  }

  private static Timeline between(long[] unsorted, Resolution grain, Eras eras) {
    long[] edges = Arrays.stream(unsorted).sorted().distinct().toArray();
    List<Piece> pieces = cover(edges, grain, eras, true);
    if (pieces.size() > MOST_PIECES) {
      pieces = cover(edges, grain, eras, false);
    }
    return new Timeline(edges, pieces);
  }

  private static List<Piece> cover(long[] edges, Resolution grain, Eras eras, boolean mixed) {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i + 1 < edges.length; i++) {
      long at = edges[i];
      while (at < edges[i + 1]) {
        boolean far = mixed && edges[i + 1] - edges[i] >= WORTH_COARSE;
        Resolution resolution = resolution(at, edges[i + 1], far, grain, eras);
        long end = Calendar.next(resolution, Calendar.floor(resolution, at));
        if (resolution == Resolution.MINUTE) {
          end = Math.min(edges[i + 1], Calendar.next(Resolution.HOUR, at - at % Calendar.HOUR));
        }
        append(pieces, resolution, at, end);
        at = end;
      }
    }
    return pieces;
  }

  private static Resolution resolution(
      long at, long bound, boolean far, Resolution grain, Eras eras) {
    Resolution finest = eras.finest(at);
    for (Resolution coarse : COARSE) {
      boolean coarser = coarse.compareTo(finest) > 0;
      boolean allowed = far || coarse.compareTo(grain) <= 0;
      if (coarser && allowed && eras.holdsWhole(coarse, at, bound)) {
        return coarse;
      }
    }
    return finest;
  }

  private static void append(List<Piece> pieces, Resolution resolution, long from, long to) {
    int last = pieces.size() - 1;
    if (last >= 0
        && pieces.get(last).resolution() == resolution
        && pieces.get(last).range().toMillis() == from) {
      pieces.set(
          last, new Piece(new TimeRange(pieces.get(last).range().fromMillis(), to), resolution));
    } else {
      pieces.add(new Piece(new TimeRange(from, to), resolution));
    }
  }

  /** What is to be read. */
  List<Piece> pieces() {
    return pieces;
  }

  /** How many numbers a series takes. */
  int size() {
    return edges.length;
  }

  long edge(int index) {
    return edges[index];
  }

  /**
   * Where to add what was counted in a span: the index of the edge at its end or after; -1 for
   * spans before the first edge and after the last.
   */
  int indexAfter(long startMillis) {
    int found = Arrays.binarySearch(edges, startMillis);
    int at = found >= 0 ? found + 1 : -found - 1;
    return at == 0 || at >= edges.length ? -1 : at;
  }

  /** Makes sums between edges into what had been counted at edges. */
  static void accumulate(long[] sums) {
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
  }

  /** Where moments lie between edges. */
  Places places(long[] moments) {
    int[] index = new int[moments.length];
    double[] part = new double[moments.length];
    for (int i = 0; i < moments.length; i++) {
      int found = Arrays.binarySearch(edges, moments[i]);
      int before = found >= 0 ? found : Math.max(0, -found - 2);
      index[i] = before;
      if (found < 0 && before + 1 < edges.length && moments[i] > edges[before]) {
        part[i] =
            (double) (moments[i] - edges[before]) / (double) (edges[before + 1] - edges[before]);
      }
    }
    return new Places(index, part);
  }

  /**
   * Moments as an edge and a part of the way to the next. What lies after the last edge is at it.
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Places(int[] index, double[] part) {
    /** What had been counted at a moment. */
    double at(long[] counted, int moment) {
      int before = index[moment];
      double value = counted[before];
      return part[moment] == 0
          ? value
          : value + part[moment] * (counted[before + 1] - counted[before]);
    }
  }
}
