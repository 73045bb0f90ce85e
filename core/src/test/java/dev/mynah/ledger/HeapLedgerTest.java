package dev.mynah.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class HeapLedgerTest extends LedgerKit {
  @Override
  protected Ledger open(int seriesBudget) {
    return HeapLedger.create(Clock.systemUTC(), seriesBudget);
  }

  @Test
  void hiddenLedgerShowsNothingRatherThanZeros() throws Exception {
    Ledger hidden =
        HeapLedger.insteadOfFile(
            Clock.systemUTC(), 2_000, LedgerStatus.State.HIDDEN, "old file not movable", 0);
    hit(hidden.slot(0).route("r"), 200);

    assertThat(hidden.reader().read().present()).isFalse();
    assertThat(hidden.status().degraded()).isTrue();
  }
}
