package dev.mynah.exporter.query.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.exporter.query.ask.ApiSettings;
import dev.mynah.exporter.series.QueryRefused;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class SharedCellsTest {
  private final SharedCells shared = new SharedCells(5_000);

  private Budget budget() {
    return new Budget(ApiSettings.DEFAULT, shared, Clock.systemUTC());
  }

  private static void hold(Budget budget, int cells) {
    for (int i = 0; i < cells; i++) {
      budget.cells(1);
    }
  }

  @Test
  void oneAnswerMayHoldAllThatThereIs() {
    try (Budget alone = budget()) {
      hold(alone, 5_000);

      assertThatThrownBy(() -> alone.cells(1))
          .isInstanceOfSatisfying(
              QueryRefused.class,
              refused -> assertThat(refused.kind()).isEqualTo(QueryRefused.Kind.TOO_LARGE));
    }
  }

  @Test
  void whatOthersHoldIsMissingUntilTheyGiveItBack() {
    Budget first = budget();
    hold(first, 3_000);
    try (Budget second = budget()) {
      hold(second, 1_000);

      assertThatThrownBy(() -> hold(second, 1_500))
          .isInstanceOfSatisfying(
              QueryRefused.class,
              refused -> assertThat(refused.kind()).isEqualTo(QueryRefused.Kind.UNAVAILABLE))
          .hasMessageContaining("ask again");
    }
    first.close();

    try (Budget third = budget()) {
      hold(third, 5_000);
    }
    assertThat(shared.take(5_000)).isTrue();
  }

  @Test
  void aLargerHeapHasRoomForMore() {
    assertThat(SharedCells.ofHeap(55L << 20).all()).isBetween(80_000L, 100_000L);
    assertThat(SharedCells.ofHeap(8L << 20).all()).isEqualTo(30_000);
    assertThat(SharedCells.ofHeap(64L << 30).all()).isEqualTo(1_000_000);
  }
}
