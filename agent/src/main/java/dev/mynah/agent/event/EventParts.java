package dev.mynah.agent.event;

import dev.mynah.ledger.journal.LoopJournal;
import dev.mynah.settings.IdentitySettings;
import java.util.function.IntFunction;

/**
 * Where requests are told of, and what every event of this process says. Immutable.
 *
 * @param journal of an event loop, by its number from 0; asked once for each, on that loop
 * @param identity of which workspace and environment are told
 * @param paths how much of the path of a request that a route claims is told
 */
public record EventParts(
    IntFunction<LoopJournal> journal, IdentitySettings identity, PathDetail paths) {
  /** Nobody is told. */
  public static final EventParts OFF = to(eventLoop -> LoopJournal.OFF);

  /** Tells a journal, and nothing that has to be asked for. */
  public static EventParts to(IntFunction<LoopJournal> journal) {
    return new EventParts(journal, IdentitySettings.DEFAULT, PathDetail.NORMALISED);
  }

  /** The same, from a process of this name. */
  public EventParts of(IdentitySettings who) {
    return new EventParts(journal, who, paths);
  }

  /** The same with more or less of a path. */
  public EventParts with(PathDetail detail) {
    return new EventParts(journal, identity, detail);
  }
}
