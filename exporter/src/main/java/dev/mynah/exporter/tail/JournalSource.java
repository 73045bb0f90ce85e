package dev.mynah.exporter.tail;

import dev.mynah.ledger.journal.JournalRecord;
import dev.mynah.ledger.journal.Position;
import java.io.IOException;
import java.util.List;

/** A journal that can be read from any place. One thread at a time. */
public interface JournalSource {
  /** The random id of who writes it; empty while nobody has begun. */
  String sourceId() throws IOException;

  /** Begins to read. Close what it gives before the next. */
  Reading open(Position from) throws IOException;

  /** Says that everything before a position is stored for good, and that somebody reads. */
  void publish(Position read) throws IOException;

  /** A reader at its place. */
  interface Reading extends AutoCloseable {
    /** The next records, at most so many; empty when there is nothing new. Never waits. */
    List<JournalRecord> poll(int most) throws IOException;

    /** After what {@link #poll} gave last. */
    Position position();

    /** What has been written and not been given yet. */
    long backlogBytes() throws IOException;

    @Override
    void close();
  }
}
