package dev.mynah.exporter.store.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.ledger.Family;
import dev.mynah.ledger.HitSeries;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BlockSumTest {
  private static final long DAY = 1_750_000_000_000L / Level.DAY_MILLIS * Level.DAY_MILLIS;

  @Property(tries = 300)
  void blocksAddedUpAsTheyAreStoredAreTheSumOfTheirValues(
      @ForAll Family.Kind kind, @ForAll long seed, @ForAll @IntRange(min = 0, max = 5) int blocks) {
    Random random = new Random(seed);
    BlockSum sum = new BlockSum(kind, new BlockDecoder(kind));
    sum.add(some(kind, random).encode(), kind.words());
    sum.clear();
    Block expected = new Block(kind, Level.HOUR, DAY);
    for (int i = 0; i < blocks; i++) {
      Block block = some(kind, random);
      expected.addAll(block);
      sum.add(block.encode(), kind.words());
    }

    for (int slot = 0; slot < Long.SIZE; slot++) {
      boolean there = (sum.mask() >>> slot & 1) != 0;
      assertThat(there ? sum.get(slot, Level.HOUR.slotStart(DAY, slot)) : null)
          .as("slot %s", slot)
          .isEqualTo(expected.get(slot));
    }
  }

  @Property(tries = 100)
  void wordsThatNobodyLooksAtAreLeftAtZero(
      @ForAll Family.Kind kind, @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int words) {
    Random random = new Random(seed);
    Block block = some(kind, random);
    byte[] bytes = block.encode();
    BlockSum sum = new BlockSum(kind, new BlockDecoder(kind));
    Block filled = Block.decode(kind, Level.HOUR, DAY, some(kind, random).encode());

    sum.add(bytes, words);
    filled.refill(Level.HOUR, DAY, bytes, words);

    for (int slot = 0; slot < Long.SIZE; slot++) {
      long[] all = block.get(slot);
      if (all != null) {
        long[] some = all.clone();
        Arrays.fill(some, Math.min(words, some.length), some.length, 0);
        assertThat(sum.get(slot, Level.HOUR.slotStart(DAY, slot))).isEqualTo(some);
        assertThat(filled.get(slot)).isEqualTo(some);
      }
    }
  }

  private static Block some(Family.Kind kind, Random random) {
    Block block = new Block(kind, Level.HOUR, DAY);
    for (int some = random.nextInt(24); some > 0; some--) {
      int slot = random.nextInt(24);
      long[] words = new long[kind.words()];
      for (int i = 0; i < words.length; i++) {
        words[i] = random.nextBoolean() ? 0 : random.nextLong() >>> (1 + random.nextInt(60));
      }
      if (kind == Family.Kind.REQUESTS) {
        words[HitSeries.FIRST_HIT] = moment(slot, random);
        words[HitSeries.LAST_HIT] = moment(slot, random);
      }
      block.set(slot, words);
    }
    return block;
  }

  /** Clocks step: it may lie before its span. */
  private static long moment(int slot, Random random) {
    long start = Level.HOUR.slotStart(DAY, slot);
    return random.nextInt(4) == 0 ? 0 : start + random.nextInt(3) * 1_000 - 1_000;
  }
}
