package dev.mynah.exporter.query.plan;

import dev.mynah.exporter.series.CountReader.Piece;
import dev.mynah.exporter.series.Resolution;
import dev.mynah.exporter.series.TimeRange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What to read.
 *
 * @param range what is answered: the range asked for, widened at its ends to what is still stored
 * @param pieces in order of time, each beginning where the one before ends
 * @param openMinute whether what was counted since the last closed minute belongs to it
 * @param notes sentences for whoever asked, when the answer is not to the minute
 */
public record Plan(TimeRange range, List<Piece> pieces, boolean openMinute, List<String> notes) {

  /** Keeps its own copies. */
  public Plan {
    pieces = List.copyOf(pieces);
    notes = List.copyOf(notes);
  }

  /** The pieces without minutes that begin at a moment or after it. */
  public List<Piece> before(long millis) {
    List<Piece> before = new ArrayList<>(pieces);
    TimeRange after = from(millis);
    if (after.fromMillis() < after.toMillis()) {
      TimeRange last = before.remove(before.size() - 1).range();
      if (last.fromMillis() < after.fromMillis()) {
        before.add(
            new Piece(new TimeRange(last.fromMillis(), after.fromMillis()), Resolution.MINUTE));
      }
    }
    return before;
  }

  /** The minutes that begin at a moment or after it; empty where none are read. */
  public TimeRange from(long millis) {
    TimeRange last =
        pieces.isEmpty() || pieces.get(pieces.size() - 1).resolution() != Resolution.MINUTE
            ? new TimeRange(range.toMillis(), range.toMillis())
            : pieces.get(pieces.size() - 1).range();
    long from = Math.max(last.fromMillis(), Math.min(last.toMillis(), millis));
    return new TimeRange(from, last.toMillis());
  }

  /** The resolutions read, finest first. */
  public Set<Resolution> resolutions() {
    EnumSet<Resolution> all = EnumSet.noneOf(Resolution.class);
    pieces.forEach(piece -> all.add(piece.resolution()));
    return all;
  }
}
