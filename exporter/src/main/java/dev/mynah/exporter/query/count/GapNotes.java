package dev.mynah.exporter.query.count;

import dev.mynah.exporter.series.GapReader;
import dev.mynah.exporter.series.GapReader.Gap;
import dev.mynah.exporter.series.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says in sentences what of a range was lost, or is known only as a whole. Any thread. */
final class GapNotes {
  /** Gaps that are named one by one. */
  static final int MOST = 10;

  /** Gaps that are looked at; a source that was left out may have many. */
  private static final int READ = 200;

  private final GapReader gaps;

  GapNotes(GapReader gaps) {
    this.gaps = gaps;
  }

  /**
   * The sentences of a range.
   *
   * @param sources the ids that are asked for; empty for all
   */
  List<String> of(TimeRange range, List<String> sources) {
    List<Gap> read = gaps.gaps(range, READ);
    List<Gap> found =
        read.stream()
            .filter(gap -> sources.isEmpty() || sources.contains(gap.source()))
            .filter(gap -> overlaps(gap, range))
            .toList();
    List<String> notes = new ArrayList<>();
    found.stream().limit(MOST).forEach(gap -> notes.add(sentence(gap)));
    if (found.size() > MOST) {
      String atLeast = read.size() == READ ? "at least " : "";
      notes.add(
          atLeast
              + (found.size() - MOST)
              + " more gaps lie in the range, up to "
              + Instant.ofEpochMilli(found.get(found.size() - 1).toMillis()));
    }
    return notes;
  }

  /** A gap without length lies at its moment. */
  private static boolean overlaps(Gap gap, TimeRange range) {
    boolean moment = gap.fromMillis() == gap.toMillis();
    return gap.fromMillis() < range.toMillis()
        && (gap.toMillis() > range.fromMillis() || moment && gap.toMillis() == range.fromMillis());
  }

  private static String sentence(Gap gap) {
    String when =
        gap.fromMillis() == gap.toMillis()
            ? "at " + Instant.ofEpochMilli(gap.toMillis())
            : "from "
                + Instant.ofEpochMilli(gap.fromMillis())
                + " to "
                + Instant.ofEpochMilli(gap.toMillis());
    return when + ", source " + gap.source() + ": " + lost(gap);
  }

  private static String lost(Gap gap) {
    if (gap.bytes() > 0) {
      return gap.bytes()
          + " bytes of events and counts were lost ("
          + gap.why()
          + "); the requests they told of are not in the log, and minutes are only known as a"
          + " whole";
    }
    if (gap.frames() > 0) {
      return gap.frames()
          + (gap.frames() == 1 ? " frame" : " frames")
          + " of counts lost ("
          + gap.why()
          + "); the total is right, its minutes are only known as a whole";
    }
    return gap.why();
  }
}
