package dev.mynah.exporter.tail;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.store.Batch;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.HitEvent;
import dev.mynah.ledger.journal.JournalRecord;
import dev.mynah.ledger.journal.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a journal on its way into the store, bounded by records, frames and captured text, so
 * that its size does not depend on how long nobody read. One thread.
 */
final class Piece {
  private static final int MOST_ENTRIES = 2_000;
  private static final int MOST_FRAMES = 4;
  private static final long MOST_CAPTURED_CHARS = 1 << 20;

  private final Function<HitEvent, LogEntry> mapping;
  private final Position from;
  private Position to;
  private final List<Frame> frames = new ArrayList<>();
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<JournalRecord.Gap> gaps = new ArrayList<>();
  private long leftOut;
  private long capturedChars;
  private long upToMillis;

  /** How often it was offered to the store in vain. */
  private int refusals;

  private long givenUp;

  Piece(Position from, Function<HitEvent, LogEntry> mapping) {
    this.mapping = mapping;
    this.from = from;
    this.to = from;
  }

  /** Takes in what a reader gave, and where it stands then. */
  void add(List<JournalRecord> records, Position after) {
    records.forEach(this::add);
    to = after;
  }

  private void add(JournalRecord record) {
    if (record instanceof JournalRecord.Counts counts) {
      frames.add(counts.frame());
      upToMillis = Math.max(upToMillis, counts.frame().toMillis());
    } else if (record instanceof JournalRecord.Hit hit) {
      entries.add(mapping.apply(hit.event()));
      capturedChars += chars(hit.event());
      upToMillis = Math.max(upToMillis, hit.event().timeMillis());
    } else if (record instanceof JournalRecord.LeftOut without) {
      leftOut += without.count();
    } else if (record instanceof JournalRecord.Gap gap) {
      gaps.add(gap);
    }
  }

  private static long chars(HitEvent event) {
    HitEvent.Capture capture = event.capture();
    if (capture == null) {
      return 0;
    }
    return chars(capture.requestBody()) + chars(capture.responseBody());
  }

  private static long chars(HitEvent.@Nullable Body body) {
    return body == null ? 0 : body.text().length();
  }

  boolean isEmpty() {
    return to.equals(from);
  }

  boolean isFull() {
    return entries.size() >= MOST_ENTRIES
        || frames.size() >= MOST_FRAMES
        || capturedChars >= MOST_CAPTURED_CHARS;
  }

  Batch batch(RouteBook routes) {
    return new Batch(from, to, frames, entries, leftOut + givenUp, gaps, routes);
  }

  int refused() {
    return ++refusals;
  }

  /** Leaves events to nobody, so that counts get through; how many there were. */
  int giveUpEntries() {
    int given = entries.size();
    givenUp += given;
    entries.clear();
    return given;
  }

  Position to() {
    return to;
  }

  List<Frame> frames() {
    return frames;
  }

  List<LogEntry> entries() {
    return entries;
  }

  List<JournalRecord.Gap> gaps() {
    return gaps;
  }

  long leftOut() {
    return leftOut;
  }

  long upToMillis() {
    return upToMillis;
  }
}
