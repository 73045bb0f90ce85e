package dev.mynah.exporter.tail;

import dev.mynah.exporter.log.LogEntry;
import dev.mynah.exporter.route.RouteBook;
import dev.mynah.exporter.store.SourceIdentity;
import dev.mynah.exporter.store.Store;
import dev.mynah.ledger.journal.HitEvent;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a tailer is made of.
 *
 * @param identity of a source, by its id
 * @param entries makes an event of a source into an entry, after privacy rules
 * @param routes the newest book
 * @param standing is told whether it works
 */
public record TailParts(
    JournalSource journal,
    Store store,
    Function<String, SourceIdentity> identity,
    BiFunction<String, HitEvent, LogEntry> entries,
    Supplier<RouteBook> routes,
    TailListener listener,
    Standing standing,
    Clock clock) {

  /** Whether the tailer can do its work; called at each change. */
  public interface Standing {
    /** It cannot; one sentence on why. */
    void troubled(String sentence);

    /** It can again. */
    void well();
  }
}
