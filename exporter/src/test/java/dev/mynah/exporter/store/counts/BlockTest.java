package dev.mynah.exporter.store.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.ledger.Family;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlockTest {
  private static final long HOUR = 1_750_000_000_000L / Level.HOUR_MILLIS * Level.HOUR_MILLIS;

  @Property(tries = 300)
  void whatWasEncodedIsDecoded(
      @ForAll Family.Kind kind, @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int some) {
    Random random = new Random(seed);
    Block block = new Block(kind, Level.MINUTE, HOUR);
    for (int i = 0; i < some; i++) {
      block.set(random.nextInt(60), words(kind, random));
    }

    Block decoded = Block.decode(kind, Level.MINUTE, HOUR, block.encode());

    for (int slot = 0; slot < Long.SIZE; slot++) {
      assertThat(decoded.get(slot)).as("slot %s", slot).isEqualTo(block.get(slot));
    }
  }

  @Property(tries = 200)
  void aBlockThatIsFilledAgainHoldsNothingOfTheOneBefore(
      @ForAll Family.Kind kind, @ForAll long seed) {
    Random random = new Random(seed);
    Block again = new Block(kind, Level.MINUTE, HOUR);
    for (int i = 0; i < 4; i++) {
      Block block = new Block(kind, Level.MINUTE, HOUR);
      for (int some = random.nextInt(60); some > 0; some--) {
        block.set(random.nextInt(60), words(kind, random));
      }

      again.refill(Level.MINUTE, HOUR, block.encode(), kind.words());

      for (int slot = 0; slot < Long.SIZE; slot++) {
        assertThat(again.get(slot)).as("slot %s", slot).isEqualTo(block.get(slot));
      }
    }
  }

  @Property(tries = 200)
  void columnsOfAnyNumbersSurvive(@ForAll long[] values) {
    if (values.length == 0) {
      return;
    }
    BitWriter out = new BitWriter();

    Column.write(out, values);

    long[] read = new long[values.length];
    Column.read(new BitReader(out.toBytes(), 0), read);
    assertThat(read).isEqualTo(values);
  }

  @Property(tries = 500)
  void numbersOfAnyWidthAreReadBackWhereverTheyBegin(@ForAll long seed) {
    Random random = new Random(seed);
    BitWriter out = new BitWriter();
    int[] widths = random.ints(40, 0, 65).toArray();
    long[] values = random.longs(40).toArray();
    for (int i = 0; i < widths.length; i++) {
      out.bits(values[i], widths[i]);
      out.gamma(values[i] >>> random(values[i]) | 1);
      out.rice(values[i] >>> random(values[i]), widths[i] % 64);
    }

    BitReader in = new BitReader(out.toBytes(), 0);

    for (int i = 0; i < widths.length; i++) {
      long low = widths[i] == 64 ? values[i] : values[i] & ((1L << widths[i]) - 1);
      assertThat(in.bits(widths[i])).isEqualTo(low);
      assertThat(in.gamma()).isEqualTo(values[i] >>> random(values[i]) | 1);
      assertThat(in.rice(widths[i] % 64)).isEqualTo(values[i] >>> random(values[i]));
    }
    assertThat(in.overrun()).isFalse();
  }

  /** A shift from 1 to 63, so that short and long numbers occur. */
  private static int random(long value) {
    return 1 + (int) Math.floorMod(value * 31, 63L);
  }

  @Test
  void aSteadyMinuteOfRequestsTakesAFewBytes() {
    Random random = new Random(7);
    Block block = new Block(Family.Kind.REQUESTS, Level.MINUTE, HOUR);
    for (int slot = 0; slot < 60; slot++) {
      long minute = HOUR + slot * Level.MINUTE_MILLIS;
      long requests = 600 + (long) (random.nextGaussian() * 25);
      block.set(
          slot,
          new long[] {requests, 0, requests * 512, minute, minute + 59_900 + random.nextInt(100)});
    }

    assertThat(block.encode()).hasSizeLessThan(60 * 5);
  }

  @Test
  void anUnknownVersionIsRefused() {
    byte[] bytes = new Block(Family.Kind.COUNTER, Level.HOUR, 0).encode();
    bytes[0] = 9;

    assertThatThrownBy(() -> Block.decode(Family.Kind.COUNTER, Level.HOUR, 0, bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("version 9");
  }

  @Property(tries = 300)
  void bytesThatMakeNoSenseNeverHang(@ForAll byte[] bytes) {
    byte[] block = new byte[bytes.length + 1];
    block[0] = 1;
    System.arraycopy(bytes, 0, block, 1, bytes.length);

    try {
      Block decoded = Block.decode(Family.Kind.HISTOGRAM, Level.MINUTE, HOUR, block);
      assertThat(decoded).isNotNull();
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("makes no sense");
    }
  }

  private static long[] words(Family.Kind kind, Random random) {
    long[] words = new long[kind.words()];
    int nonzero = random.nextInt(words.length + 1);
    for (int i = 0; i < nonzero; i++) {
      long value = random.nextLong() >>> random.nextInt(64);
      words[random.nextInt(words.length)] = random.nextInt(20) == 0 ? -value : value;
    }
    return words;
  }
}
