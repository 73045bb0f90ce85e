package dev.mynah.exporter.tail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How often the journal is read. */
class PaceTest {
  private final Pace pace = new Pace();

  @Test
  void whatNobodyWatchesIsGatheredForASecond() {
    assertThat(pace.after(TailSteps.Outcome.STORED, false)).isEqualTo(1_000);
  }

  @Test
  void whatSomebodyWatchesIsReadAsItComes() {
    assertThat(pace.after(TailSteps.Outcome.STORED, true)).isEqualTo(100);
    assertThat(pace.after(TailSteps.Outcome.IDLE, true)).isEqualTo(100);
    assertThat(pace.after(TailSteps.Outcome.IDLE, true)).isEqualTo(100);
  }

  @Test
  void aBacklogIsReadWithoutAPause() {
    assertThat(pace.after(TailSteps.Outcome.MORE, false)).isZero();
  }

  @Test
  void aQuietJournalIsLookedAtLessAndLess() {
    assertThat(pace.after(TailSteps.Outcome.IDLE, false)).isEqualTo(200);
    assertThat(pace.after(TailSteps.Outcome.IDLE, false)).isEqualTo(400);
    assertThat(pace.after(TailSteps.Outcome.IDLE, false)).isEqualTo(500);
    assertThat(pace.after(TailSteps.Outcome.IDLE, false)).isEqualTo(500);
  }

  @Test
  void troubleIsTriedAgainLaterAndLaterUntilItEnds() {
    assertThat(pace.after(TailSteps.Outcome.TROUBLED, false)).isEqualTo(500);
    assertThat(pace.after(TailSteps.Outcome.TROUBLED, false)).isEqualTo(1_000);
    for (int i = 0; i < 10; i++) {
      pace.after(TailSteps.Outcome.TROUBLED, false);
    }
    assertThat(pace.after(TailSteps.Outcome.TROUBLED, false)).isEqualTo(30_000);

    pace.after(TailSteps.Outcome.STORED, false);

    assertThat(pace.after(TailSteps.Outcome.TROUBLED, false)).isEqualTo(500);
  }
}
