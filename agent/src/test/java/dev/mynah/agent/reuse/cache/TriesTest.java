package dev.mynah.agent.reuse.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.respond.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a failed fetch may still use up. */
class TriesTest {
  private static final long LIMIT = 1_000;

  private static Tries begun(long atNanos) {
    Tries tries = new Tries(LIMIT);
    tries.calling(atNanos);
    return tries;
  }

  private static boolean mayTryAgain(Tries tries, long nowNanos) {
    return tries.mayTryAgain(Failure.UPSTREAM_RESET, nowNanos, false);
  }

  @Test
  void theTimeOfAllCallsIsCountedFromTheFirst() {
    Tries tries = begun(-50);

    tries.calling(700);

    assertThat(tries.allowance().sinceNanos()).isEqualTo(-50);
    assertThat(mayTryAgain(tries, LIMIT - 51)).isTrue();
    assertThat(mayTryAgain(tries, LIMIT - 50)).isFalse();
  }

  @Test
  void withoutALimitThereIsAlwaysTime() {
    Tries tries = new Tries(0);
    tries.calling(0);

    assertThat(mayTryAgain(tries, Long.MAX_VALUE)).isTrue();
  }

  @Test
  void whatWasSentTwiceIsNotTriedAgain() {
    Tries tries = begun(0);
    assertThat(tries.allowance().sendings()).isEqualTo(2);

    tries.sending();
    assertThat(tries.allowance().sendings()).isEqualTo(1);
    assertThat(mayTryAgain(tries, 1)).isTrue();

    tries.sending();
    assertThat(mayTryAgain(tries, 1)).isFalse();
  }

  @Test
  void aFetchThatWasNeverSentIsTriedAgainOnceOnly() {
    Tries tries = begun(0);
    assertThat(mayTryAgain(tries, 1)).isTrue();

    tries.again();

    assertThat(mayTryAgain(tries, 1)).isFalse();
  }

  @Test
  void nothingIsTriedAgainByAProcessThatLeaves() {
    assertThat(begun(0).mayTryAgain(Failure.UPSTREAM_RESET, 1, true)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Failure.class,
      names = {
        "UPSTREAM_BUSY",
        "UPSTREAM_TOTAL_TIMEOUT",
        "LOOP_DETECTED",
        "INTERNAL",
        "DRAIN_CUT",
        "CLIENT_GONE"
      })
  void whatIsNotTheUpstreamsFailureIsNotTriedAgain(Failure failure) {
    assertThat(begun(0).mayTryAgain(failure, 1, false)).isFalse();
  }
}
