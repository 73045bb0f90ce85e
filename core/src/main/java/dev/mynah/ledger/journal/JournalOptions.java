package dev.mynah.ledger.journal;

import dev.mynah.settings.JournalSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a journal is kept.
 *
 * @param data the data directory; null where there is none, and then there is no journal
 * @param wallClock what frames and their minutes go by
 * @param nanoTime monotonic: what the length of a frame goes by, and all waiting
 * @param random seeds of samples and ids
 */
public record JournalOptions(
    @Nullable Path data,
    JournalSettings settings,
    Clock wallClock,
    LongSupplier nanoTime,
    LongSupplier random) {

  /** On the system's clocks. */
  public static JournalOptions in(@Nullable Path data, JournalSettings settings) {
    SplittableRandom seeds = new SplittableRandom(UUID.randomUUID().getMostSignificantBits());
    return new JournalOptions(data, settings, Clock.systemUTC(), System::nanoTime, seeds::nextLong);
  }

  /** The same in another mode: a process with a reader of its own writes always. */
  public JournalOptions withMode(JournalSettings.Mode mode) {
    return new JournalOptions(data, settings.withMode(mode), wallClock, nanoTime, random);
  }
}
