package dev.mynah.agent.reuse.store.body;

import static dev.mynah.agent.reuse.store.body.BodyKit.CHUNK;
import static dev.mynah.agent.reuse.store.body.BodyKit.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A body of which everything stays. */
class KeptBodyTest {
  private static final long KEEP = 8L * BodyKit.WINDOW;

  @Property(tries = 200)
  void everyReaderGetsEveryByteHoweverItCameIn(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 300_000) int length,
      @ForAll @IntRange(min = 1, max = 100_000) int mostAtOnce,
      @ForAll boolean declared) {
    Random random = new Random(seed);
    byte[] all = random(length);
    BodyKit kit = new BodyKit(declared ? length : -1, KEEP);
    ReadingSink early = kit.read();
    ReadingSink slow = kit.read(kit.open(), new ReadingSink().stoppingAfterEachPiece());
    BodySource lateSource = kit.open();

    for (int at = 0; at < length; ) {
      int bytes = Math.min(length - at, 1 + random.nextInt(Math.max(mostAtOnce, length / 100)));
      assertThat(kit.write(Arrays.copyOfRange(all, at, at + bytes))).isTrue();
      at += bytes;
      if (random.nextBoolean()) {
        kit.turn();
      }
      slow.source.resume();
    }
    kit.body.complete();
    kit.turn();
    while (!slow.ended) {
      slow.source.resume();
    }
    ReadingSink late = kit.read(lateSource, new ReadingSink());
    ReadingSink last = kit.read();

    for (ReadingSink sink : new ReadingSink[] {early, slow, late, last}) {
      assertThat(sink.ended).isTrue();
      assertThat(sink.bytes.toByteArray()).isEqualTo(all);
    }
    assertThat(kit.body.isWhole()).isTrue();
    assertThat(kit.body.length()).isEqualTo(length);
    assertThat(kit.body.heldBytes()).isEqualTo(length).isEqualTo(kit.memory.used());
    kit.close();
  }

  @Property(tries = 300)
  void aReaderOfAPartGetsThatPartWhetherItIsHereOrStillToCome(
      @ForAll @IntRange(min = 1, max = 200_000) int length,
      @ForAll @IntRange(min = 0, max = 200_000) int offset,
      @ForAll @IntRange(min = 1, max = 200_000) int wanted,
      @ForAll @IntRange(min = 0, max = 200_000) int before) {
    int from = offset % length;
    int count = Math.min(wanted, length - from);
    int first = Math.min(before, length);
    byte[] all = random(length);
    BodyKit kit = new BodyKit(length, KEEP);

    kit.write(Arrays.copyOf(all, first));
    BodySource source = kit.open(from, count);
    assertThat(source.length()).isEqualTo(count);
    ReadingSink sink = kit.read(source, new ReadingSink());
    kit.write(Arrays.copyOfRange(all, first, length));
    kit.turn();

    assertThat(sink.bytes.toByteArray()).isEqualTo(Arrays.copyOfRange(all, from, from + count));
    assertThat(sink.ended).as("without waiting for what lies behind the part").isTrue();
    kit.close();
  }

  @Test
  void aSmallWholeBodyIsOneBufferHoweverManyPiecesItCameIn() {
    BodyKit kit = new BodyKit(-1, KEEP);
    byte[] all = random(30_000);

    for (int at = 0; at < all.length; at += 100) {
      kit.write(Arrays.copyOfRange(all, at, at + 100));
    }
    kit.body.complete();

    ByteBuf single = kit.body.single();
    assertThat(single).isNotNull();
    assertThat(single.isDirect()).isTrue();
    assertThat(BodyKit.bytes(single)).isEqualTo(all);
    assertThat(kit.allocator.metric().usedDirectMemory()).isEqualTo(all.length);
    kit.close();
  }

  @Test
  void anEmptyBodyIsOneTooAndLargeOnesAreNot() {
    BodyKit empty = new BodyKit(0, 0);
    empty.body.complete();
    BodyKit large = new BodyKit(-1, KEEP);
    large.write(CHUNK + 1);
    large.body.complete();

    assertThat(empty.body.isWhole()).isTrue();
    assertThat(empty.body.single()).isSameAs(Unpooled.EMPTY_BUFFER);
    assertThat(large.body.isWhole()).isTrue();
    assertThat(large.body.single()).isNull();
    empty.close();
    large.close();
  }

  @Test
  void readersShareOneCopyOfTheBytes() {
    BodyKit kit = new BodyKit(1000, KEEP);
    ReadingSink one = new ReadingSink();
    ReadingSink other = new ReadingSink();
    one.holds = true;
    other.holds = true;
    kit.read(kit.open(), one);
    kit.read(kit.open(), other);

    kit.write(1000);
    kit.turn();

    assertThat(one.held.memoryAddress()).isEqualTo(other.held.memoryAddress());
    assertThat(kit.allocator.metric().usedDirectMemory()).isEqualTo(1000);
    kit.body.complete();
    kit.turn();
    kit.body.release();
    assertThat(kit.allocator.metric().usedDirectMemory())
        .as("what is still being sent stays after the body went")
        .isEqualTo(1000);
    one.held.release();
    other.held.release();
    kit.assertNothingIsHeld();
  }

  @Test
  void aReaderIsWokenOnceForAllThatCameMeanwhile() {
    BodyKit kit = new BodyKit(-1, KEEP);
    ReadingSink sink = kit.read();

    for (int i = 0; i < 1000; i++) {
      kit.write(10);
    }

    assertThat(kit.readerLoop.tasks).hasSize(1);
    kit.turn();
    assertThat(sink.bytes.size()).isEqualTo(10_000);
    kit.close();
  }

  @Test
  void aPausedReaderIsNotWokenForBytesItDoesNotWant() {
    BodyKit kit = new BodyKit(-1, KEEP);
    ReadingSink sink = kit.read(kit.open(), new ReadingSink().stoppingAfterEachPiece());
    kit.write(10);
    kit.turn();

    kit.write(10);

    assertThat(kit.readerLoop.tasks).isEmpty();
    sink.source.resume();
    assertThat(sink.bytes.size()).isEqualTo(20);
    kit.close();
  }

  @Test
  void aBodyThatBreaksOffTellsItsReadersAndIsDropped() {
    BodyKit kit = new BodyKit(2 * CHUNK, KEEP);
    ReadingSink waiting = kit.read();
    ReadingSink paused = kit.read(kit.open(), new ReadingSink().stoppingAfterEachPiece());
    BodySource notBegun = kit.open();
    kit.write(CHUNK);
    kit.turn();

    kit.body.fail(Failure.UPSTREAM_RESET);
    assertThat(kit.memory.used()).as("dropped at once").isZero();
    kit.turn();

    assertThat(waiting.failure).isEqualTo(Failure.UPSTREAM_RESET);
    assertThat(paused.failure).isEqualTo(Failure.UPSTREAM_RESET);
    assertThat(kit.read(notBegun, new ReadingSink()).failure).isEqualTo(Failure.UPSTREAM_RESET);
    assertThat(kit.body.open(kit.readerLoop, () -> {})).isNull();
    assertThat(kit.body.isWhole()).isFalse();
    kit.close();
  }

  @Test
  void aBodyShorterThanDeclaredIsNeverWhole() {
    BodyKit kit = new BodyKit(100, KEEP);
    ReadingSink sink = kit.read();
    kit.write(99);

    kit.body.complete();
    kit.turn();

    assertThat(sink.failure).isEqualTo(Failure.RESPONSE_CUT);
    assertThat(kit.body.isWhole()).isFalse();
    kit.close();
  }

  @Test
  void theWriterHearsWhenTheLastReaderGoesAndMayGiveUp() {
    BodyKit kit = new BodyKit(-1, KEEP);
    BodySource one = kit.open();
    BodySource other = kit.open();

    one.cancel();
    kit.turn();
    assertThat(kit.unread).isZero();
    other.cancel();
    kit.turn();

    assertThat(kit.unread).isOne();
    assertThat(kit.body.failIfUnread(Failure.CLIENT_GONE)).isTrue();
    assertThat(kit.body.open(kit.readerLoop, () -> {})).isNull();
    kit.close();
  }

  @Test
  void aReaderThatComesBeforeTheWriterHeardKeepsTheBodyGoing() {
    BodyKit kit = new BodyKit(-1, KEEP);
    kit.open().cancel();

    ReadingSink late = kit.read();
    kit.turn();

    assertThat(kit.unread).isZero();
    assertThat(kit.body.failIfUnread(Failure.CLIENT_GONE)).isFalse();
    kit.write(5);
    kit.body.complete();
    kit.turn();
    assertThat(late.ended).isTrue();
    kit.close();
  }

  @Test
  void aReaderWhoseLoopIsGoneDoesNotHoldTheBody() {
    BodyKit kit = new BodyKit(-1, KEEP);
    kit.read();
    kit.readerLoop.closed = true;

    kit.write(10);
    kit.writerLoop.turn();

    assertThat(kit.unread).isOne();
    kit.close();
  }

  @Test
  void aCancelledReaderIsNotCalledAnyMore() {
    BodyKit kit = new BodyKit(-1, KEEP);
    ReadingSink sink = kit.read();
    kit.write(10);

    sink.source.cancel();
    kit.turn();
    kit.body.complete();
    kit.turn();

    assertThat(sink.pieces).isZero();
    assertThat(sink.ended).isFalse();
    kit.close();
  }

  @Test
  void nothingIsHadFromABodyWhoseLastReferenceWent() {
    BodyKit kit = new BodyKit(3, KEEP);
    kit.write(3);
    kit.body.complete();

    kit.body.release();

    kit.assertNothingIsHeld();
    assertThat(kit.body.tryRetain()).isFalse();
    assertThat(kit.body.open(kit.readerLoop, () -> {})).isNull();
    assertThatThrownBy(kit.body::release).isInstanceOf(IllegalStateException.class);
  }
}
