package dev.mynah.exporter.store;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.JournalRecord;
import dev.mynah.ledger.journal.Position;
import java.util.List;

/**
 * What a piece of a journal says.
 *
 * @param from where the piece begins: must be the position that the store has
 * @param to where it ends; the store's position afterwards
 * @param frames in order
 * @param entries to be added to the request log, with id 0
 * @param leftOut requests that have no entry because they were left out of the journal
 * @param gaps what is missing in the piece
 * @param routes as they are now: their groups and costs
 */
public record Batch(
    Position from,
    Position to,
    List<Frame> frames,
    List<LogEntry> entries,
    long leftOut,
    List<JournalRecord.Gap> gaps,
    RouteBook routes) {
  /** Keeps its own copies. */
  public Batch {
    frames = List.copyOf(frames);
    entries = List.copyOf(entries);
    gaps = List.copyOf(gaps);
  }
}
