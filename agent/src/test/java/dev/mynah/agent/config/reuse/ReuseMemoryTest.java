package dev.mynah.agent.config.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Cache and dedup window live in what connections leave of the memory outside the heap. */
class ReuseMemoryTest {
  private static final long MIB = 1024 * 1024;

  private static ReuseSpace set(Long cache, Long object, Long dedup) {
    return new ReuseSpace(cache, object, dedup, null);
  }

  @Test
  void anAgentOfTheUsualSizeKeepsTwentyMebibytesForItsConnections() {
    ReuseMemory memory = ReuseMemory.of(ReuseSpace.DEFAULT, 33 * MIB);

    assertThat(memory.cacheBytes() + memory.dedupBytes()).isEqualTo(13 * MIB);
    assertThat(memory.dedupBytes()).isEqualTo(13 * MIB / 4);
    assertThat(memory.maxObjectBytes()).isEqualTo(memory.cacheBytes() / 4);
  }

  @Test
  void plentyOfMemoryIsNotTakenUnasked() {
    assertThat(ReuseMemory.of(ReuseSpace.DEFAULT, 4096 * MIB))
        .isEqualTo(new ReuseMemory(32 * MIB, 8 * MIB, 8 * MIB));
  }

  @Test
  void theLeastProcessStillHasALittle() {
    assertThat(ReuseMemory.of(ReuseSpace.DEFAULT, 10 * MIB))
        .isEqualTo(new ReuseMemory(MIB, MIB / 4, MIB));
  }

  @Test
  void whatIsSetIsTaken() {
    assertThat(ReuseMemory.of(set(64 * MIB, MIB, 2 * MIB), 100 * MIB))
        .isEqualTo(new ReuseMemory(64 * MIB, MIB, 2 * MIB));
    assertThat(ReuseMemory.of(set(0L, null, null), 33 * MIB).cacheBytes()).isZero();
  }

  @Test
  void anObjectIsNeverLongerThanTheCache() {
    assertThat(ReuseMemory.of(set(4 * MIB, 8 * MIB, null), 100 * MIB).maxObjectBytes())
        .isEqualTo(4 * MIB);
  }

  @Test
  void whatDoesNotFitIsSaidWithWhatWould() {
    assertThatThrownBy(() -> ReuseMemory.of(set(64 * MIB, null, null), 33 * MIB))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cache.size: 64MiB (cache and dedup window may take 13MiB of the 33MiB that this"
                + " process has beside its heap; start it with a larger --memory)");
    assertThatThrownBy(() -> ReuseMemory.of(set(null, null, 20 * MIB), 33 * MIB))
        .hasMessageStartingWith("dedup.size: 20MiB (");
  }
}
