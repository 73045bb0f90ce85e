package dev.mynah.agent.event;

import dev.mynah.ledger.journal.LoopJournal;
import java.util.function.IntFunction;

/**
 * Where requests are told of. Immutable.
 *
 * @param journal of an event loop, by its number from 0; asked once for each, on that loop
 */
public record EventParts(IntFunction<LoopJournal> journal) {
  /** Nobody is told. */
  public static final EventParts OFF = to(eventLoop -> LoopJournal.OFF);

  /** Tells a journal, and nothing that has to be asked for. */
  public static EventParts to(IntFunction<LoopJournal> journal) {
    return new EventParts(journal);
  }
}
