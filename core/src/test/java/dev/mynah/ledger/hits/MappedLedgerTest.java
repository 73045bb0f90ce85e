package dev.mynah.ledger.hits;

import dev.mynah.ledger.Ledger;
import dev.mynah.ledger.LedgerKit;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

class MappedLedgerTest extends LedgerKit {
  @TempDir Path directory;
  private int opened;

  @Override
  protected Ledger open(int seriesBudget) throws Exception {
    LedgerOptions options =
        LedgerOptions.in(directory.resolve("data" + opened++)).withSeriesBudget(seriesBudget);
    return Ledgers.open(options).get(30, TimeUnit.SECONDS);
  }
}
