package dev.mynah.agent.reuse.store.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The process has no direct memory left, though the store's own bound is not reached. */
class ShortOfMemoryTest {
  private final AtomicInteger refused = new AtomicInteger();

  private ByteBufAllocator withoutDirectMemory() {
    return (ByteBufAllocator)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ByteBufAllocator.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("directBuffer")) {
                refused.incrementAndGet();
                throw new OutOfMemoryError("no direct memory, as Netty says it");
              }
              return Unpooled.buffer((int) arguments[0], (int) arguments[1]);
            });
  }

  @Test
  void aBodyPassesThroughAndIsNotStored() {
    BodyMemory memory = new BodyMemory(withoutDirectMemory(), 1 << 20, BodyMemory.Room.NONE);
    TaskQueue loop = new TaskQueue();
    byte[] all = BodyKit.random(100_000);
    SharedBody body = new SharedBody(memory, all.length, 1 << 20, loop, SharedBody.Writer.NONE);
    ReadingSink sink = new ReadingSink();
    body.open(loop, () -> {}).start(sink);

    ByteBuf whole = Unpooled.wrappedBuffer(all);
    while (whole.isReadable()) {
      body.append(whole.readRetainedSlice(10_000));
      loop.turn();
    }
    body.complete();
    loop.turn();

    assertThat(refused.get()).isPositive();
    assertThat(sink.ended).isTrue();
    assertThat(sink.bytes.toByteArray()).isEqualTo(all);
    assertThat(body.isWhole()).isFalse();
    body.release();
    assertThat(memory.used()).isZero();
    whole.release();
  }
}
