package dev.mynah.exporter.store.counts;

import dev.mynah.ledger.journal.Frame;
import dev.mynah.ledger.journal.Position;

/** How far a source has been read, while a transaction holds its row. One thread. */
public final class SourceState {
  private static final long NO_GAP = -1;

  final long id;
  Position position;
  long ledgerId;
  long sequence;
  long countedTo;

  /** The last frame before frames are missing, or none are. */
  long gapSequence;

  /** When the missing frames began. */
  long gapFrom;

  /** The end of the complete frame that makes it whole again; 0 while there was none. */
  long gapTo;

  SourceState(long id, Position position) {
    this.id = id;
    this.position = position;
    this.gapSequence = NO_GAP;
  }

  /** Up to where the journal has been read. */
  public Position position() {
    return position;
  }

  /** Whether a frame was taken in already. A journal that was begun anew counts from 1 again. */
  boolean hasTaken(Frame frame) {
    boolean begunAnew =
        frame.toMillis() > countedTo && (frame.complete() || frame.ledgerId() != ledgerId);
    return frame.sequence() <= sequence && !begunAnew;
  }

  /** How many frames are missing before this one. */
  long missingBefore(Frame frame) {
    return frame.sequence() <= sequence ? 1 : frame.sequence() - sequence - 1;
  }

  /** Notes that a frame comes next: that frames are missing before it, or no longer are. */
  void begins(Frame frame) {
    if (inGap() && gapTo != 0 && gapTo != frame.toMillis()) {
      gapSequence = NO_GAP;
    }
    if (missingBefore(frame) > 0) {
      if (!inGap()) {
        gapSequence = sequence;
        gapFrom = countedTo;
      }
      gapTo = 0;
    }
    if (inGap() && frame.complete()) {
      gapTo = frame.toMillis();
    }
  }

  /** Notes that a frame was taken in. */
  void ends(Frame frame) {
    ledgerId = frame.ledgerId();
    sequence = frame.sequence();
    countedTo = frame.toMillis();
  }

  boolean inGap() {
    return gapSequence != NO_GAP;
  }

  /** Whether what a series gained since it was last seen may have come in the missing frames. */
  boolean missed(long lastSequence) {
    return inGap() && lastSequence <= gapSequence;
  }
}
