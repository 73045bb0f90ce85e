package dev.mynah.agent.event;

import dev.mynah.agent.event.capture.CaptureRules;
import dev.mynah.ledger.journal.LoopJournal;
import dev.mynah.settings.IdentitySettings;
import java.util.function.IntFunction;

/**
 * Where requests are told of, and what every event of this process says. Immutable.
 *
 * @param journal of an event loop, by its number from 0; asked once for each, on that loop
 * @param identity of which workspace and environment are told
 * @param capture which fields and bodies are
 */
public record EventParts(
    IntFunction<LoopJournal> journal, IdentitySettings identity, CaptureRules capture) {
  /** Nobody is told. */
  public static final EventParts OFF = to(eventLoop -> LoopJournal.OFF);

  /** Tells a journal, and nothing that has to be asked for. */
  public static EventParts to(IntFunction<LoopJournal> journal) {
    return new EventParts(journal, IdentitySettings.DEFAULT, CaptureRules.OFF);
  }

  /** The same, from a process of this name. */
  public EventParts of(IdentitySettings who) {
    return new EventParts(journal, who, capture);
  }

  /** The same with fields and bodies. */
  public EventParts capturing(CaptureRules rules) {
    return new EventParts(journal, identity, rules);
  }
}
