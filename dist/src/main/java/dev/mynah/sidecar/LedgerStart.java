package dev.mynah.sidecar;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.dir.DirectoryInUseException;
import dev.mynah.ledger.hits.LedgerOptions;
import dev.mynah.ledger.hits.Ledgers;
import dev.mynah.settings.ProcessSettings;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Opens the ledger that the settings ask for, beside the rest of the start. */
final class LedgerStart {
  private LedgerStart() {}

  /**
   * The ledger, sooner or later; it always comes.
   *
   * @throws StartFailure when another process counts into the directory
   */
  static CompletableFuture<Ledger> open(
      ProcessSettings settings, int eventLoops, Set<String> routes) throws StartFailure {
    Path dir = settings.data().dir();
    LedgerOptions options =
        LedgerOptions.in(dir == null ? Path.of(".") : dir)
            .withSizeBytes(settings.ledger().sizeBytes())
            .withSeriesBudget(settings.metrics().seriesBudget())
            .withEventLoops(eventLoops)
            .withPresentRoutes(routes)
            .withDeadline(settings.ledger().openTimeout());
    if (dir == null) {
      return CompletableFuture.completedFuture(Ledgers.onHeap(options));
    }
    try {
      return Ledgers.open(options);
    } catch (DirectoryInUseException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
