package dev.mynah.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Buffers that a loop uses again: never two borrowers of one, and none lost. */
@SuppressWarnings("deprecation") // Netty's handles have nothing in their place yet
class SpareBuffersTest {
  private final UnpooledByteBufAllocator pool = new UnpooledByteBufAllocator(true);
  private final UnpooledByteBufAllocator own = new UnpooledByteBufAllocator(true);
  private final SpareBuffers buffers = new SpareBuffers(pool, own);

  @AfterEach
  void nothingIsLost() {
    buffers.close();
    assertThat(own.metric().usedDirectMemory()).isZero();
    assertThat(pool.metric().usedDirectMemory()).isZero();
  }

  @Test
  void aBufferThatCameBackIsEmptyAndUsedAgain() {
    for (int i = 0; i < 1000; i++) {
      ByteBuf taken = buffers.take(1000);
      assertThat(taken.readableBytes()).isZero();
      assertThat(taken.writableBytes()).isGreaterThanOrEqualTo(1000);
      taken.writeLong(i);
      taken.release();
    }

    assertThat(pool.metric().usedDirectMemory()).isZero();
    assertThat(own.metric().usedDirectMemory()).isLessThanOrEqualTo(32 * 4096);
  }

  @Test
  void whatIsLentOutIsLentToNobodyElse() {
    List<ByteBuf> taken = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      taken.add(buffers.take(100).writeInt(i));
    }

    for (int i = 0; i < 100; i++) {
      assertThat(taken.get(i).readInt()).isEqualTo(i);
    }
    taken.forEach(ByteBuf::release);
  }

  @Test
  void oneThatIsKeptForLongDoesNotStandInTheWay() {
    ByteBuf kept = buffers.take(100).writeInt(7);
    for (int i = 0; i < 200; i++) {
      buffers.take(100).writeInt(9).release();
    }

    assertThat(kept.readInt()).isEqualTo(7);
    kept.release();
  }

  @Test
  void aBorrowerThatLetItGrowLeavesASpareOfTheUsualSize() {
    for (int i = 0; i < 64; i++) {
      ByteBuf taken = buffers.take(100);
      taken.writeZero(100_000);
      taken.release();
    }
    for (int i = 0; i < 64; i++) {
      buffers.take(100).release();
    }

    assertThat(own.metric().usedDirectMemory()).isLessThanOrEqualTo(32 * 4096);
  }

  @Test
  void afterTheEndNothingIsKept() {
    ByteBuf lent = buffers.take(100);
    buffers.close();

    buffers.take(100).release();
    buffers.reads().newHandle().allocate(pool).release();
    lent.release();

    assertThat(own.metric().usedDirectMemory()).isZero();
  }

  @Test
  void aLargeOneIsOfThePool() {
    ByteBuf large = buffers.take(5000);

    assertThat(own.metric().usedDirectMemory()).isZero();
    assertThat(pool.metric().usedDirectMemory()).isGreaterThanOrEqualTo(5000);
    large.release();
  }

  @Test
  void readsShareOneBufferUntilSomebodyKeepsIt() {
    RecvByteBufAllocator.Handle handle = buffers.reads().newHandle();

    ByteBuf first = handle.allocate(pool);
    first.writeInt(1);
    first.release();
    ByteBuf again = handle.allocate(pool);
    assertThat(again).isSameAs(first);
    assertThat(again.readableBytes()).isZero();
    ByteBuf kept = again.writeInt(5).retainedSlice();
    again.release();
    ByteBuf other = handle.allocate(pool);
    other.writeInt(6);

    assertThat(kept.readInt()).isEqualTo(5);
    kept.release();
    other.release();
  }

  @Test
  void aReaderThatKeepsTheBufferForeverLosesTheLoopNothingButThat() {
    RecvByteBufAllocator.Handle handle = buffers.reads().newHandle();
    ByteBuf kept = handle.allocate(pool).writeInt(5);

    ByteBuf last = kept;
    for (int i = 0; i < 400; i++) {
      last = handle.allocate(pool);
      last.release();
    }
    long fromThePool = pool.metric().usedDirectMemory();
    ByteBuf shared = handle.allocate(pool);

    assertThat(fromThePool).isZero();
    assertThat(pool.metric().usedDirectMemory()).isZero();
    assertThat(shared).isNotSameAs(kept);
    assertThat(kept.readInt()).isEqualTo(5);
    shared.release();
    kept.release();
  }

  @Test
  void readsThatGrewAreOfTheSizeNettyGuesses() {
    RecvByteBufAllocator.Handle handle = buffers.reads().newHandle();
    handle.reset(new EmbeddedChannel().config());
    for (int i = 0; i < 20; i++) {
      ByteBuf read = handle.allocate(pool);
      handle.attemptedBytesRead(read.writableBytes());
      handle.lastBytesRead(read.writableBytes());
      handle.readComplete();
      read.release();
    }

    ByteBuf read = handle.allocate(pool);
    assertThat(read.capacity()).isGreaterThan(16 * 1024);
    read.release();
  }
}
