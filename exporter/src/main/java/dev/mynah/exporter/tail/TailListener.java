package dev.mynah.exporter.tail;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.ledger.journal.Frame;
import java.util.List;

/** Is told what passes. On the tailer's thread; must neither wait nor throw. */
public interface TailListener {
  /** Requests that were just read; each is told of once, before it is stored. */
  void read(List<LogEntry> entries);

  /** Whether somebody wants to be told as things come; else they are gathered for a moment. */
  default boolean isWatching() {
    return false;
  }

  /** A source is read from where the store has it; told again when it is begun anew. */
  default void opened(String sourceId) {}

  /** Runs what stores frames and then tells of them by {@link #stored}. */
  default void storing(List<Frame> frames, Runnable store) {
    store.run();
  }

  /**
   * Counts that are in the store now.
   *
   * @param nanos what it took
   */
  void stored(List<Frame> frames, long nanos);

  /** Everything that was written so far is in the store. */
  void caughtUp();
}
