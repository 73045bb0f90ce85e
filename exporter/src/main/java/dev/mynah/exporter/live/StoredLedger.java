package dev.mynah.exporter.live;

import dev.mynah.exporter.series.CountReader.LastFrame;
import dev.mynah.exporter.series.CountReader.Mark;
import dev.mynah.ledger.SeriesKey;
import dev.mynah.ledger.journal.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where some frame left a ledger: what every series had come to in the frames up to it, which is as
 * much as the ledger itself holds. Never changed; the next state is another object.
 */
final class StoredLedger {
  private static final long MINUTE_MILLIS = 60_000;

  private final Mark mark;
  private final long upToMillis;
  private final Map<SeriesKey, long[]> words;
  private final Knows knows;

  /** Which series are known. */
  private enum Knows {
    /** Some: the past of others would be taken for this minute's. */
    SOME,
    /** Those of a complete frame, of which parts may come yet. */
    COMPLETE_FRAME,
    /** All of which anything was stored. */
    ALL
  }

  private StoredLedger(Mark mark, long upToMillis, Map<SeriesKey, long[]> words, Knows knows) {
    this.mark = mark;
    this.upToMillis = upToMillis;
    this.words = words;
    this.knows = knows;
  }

  /** Before the first frame that is met, while the store may hold others. */
  static StoredLedger unknown() {
    return new StoredLedger(Mark.NONE, 0, Map.of(), Knows.SOME);
  }

  /** Before the first frame there ever was. */
  static StoredLedger none() {
    return new StoredLedger(Mark.NONE, 0, Map.of(), Knows.ALL);
  }

  /** As a store has it. */
  static StoredLedger of(LastFrame last) {
    return new StoredLedger(last.mark(), last.toMillis(), last.words(), Knows.ALL);
  }

  /** The state after more frames. */
  StoredLedger with(List<Frame> frames) {
    if (frames.isEmpty()) {
      return this;
    }
    Map<SeriesKey, long[]> more = new HashMap<>(words);
    Knows knowing = knows;
    long id = ledgerId();
    for (Frame frame : frames) {
      if (frame.ledgerId() != id) {
        id = frame.ledgerId();
        more.clear();
        // Of a ledger that was watched from its first count, all is in frames or is still to come.
        knowing = knowing == Knows.ALL && !frame.unwatched() ? Knows.ALL : Knows.SOME;
      }
      if (knowing == Knows.SOME && frame.complete()) {
        knowing = Knows.COMPLETE_FRAME;
      }
      frame.values().forEach(value -> more.put(value.key(), value.words()));
    }
    Frame last = frames.get(frames.size() - 1);
    return new StoredLedger(new Mark(id, last.sequence()), last.toMillis(), more, knowing);
  }

  /** The state once a complete frame has been met with all its parts. */
  StoredLedger caughtUp() {
    return knows == Knows.COMPLETE_FRAME
        ? new StoredLedger(mark, upToMillis, words, Knows.ALL)
        : this;
  }

  boolean isAt(Mark other) {
    return mark.equals(other);
  }

  long ledgerId() {
    return mark.ledgerId();
  }

  /** Whether a series that is not known has no past. */
  boolean knowsAll() {
    return knows == Knows.ALL;
  }

  /** What every known series had come to. */
  Map<SeriesKey, long[]> words() {
    return words;
  }

  /** The start of the minute that follows what is stored. */
  long openMillis() {
    return upToMillis / MINUTE_MILLIS * MINUTE_MILLIS;
  }
}
