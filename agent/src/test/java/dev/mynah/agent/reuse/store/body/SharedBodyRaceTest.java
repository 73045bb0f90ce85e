package dev.mynah.agent.reuse.store.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mynah.agent.exchange.BodySink;
import dev.mynah.agent.exchange.BodySource;
import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One writer and many readers on four real event loops. */
class SharedBodyRaceTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final EventExecutorGroup LOOPS = new DefaultEventExecutorGroup(4);
  private static final byte[] ALL = BodyKit.random(3 * SharedBody.WINDOW_BYTES);

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final BodyMemory memory =
      new BodyMemory(allocator, 16L * SharedBody.WINDOW_BYTES, BodyMemory.Room.NONE);

  @AfterAll
  static void stop() {
    LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @BeforeAll
  static void start() {
    assertThat(LOOPS).hasSize(4);
  }

  /** A reader that stops now and then, and may go before the end. */
  private static final class Reader implements BodySink {
    final CRC32 sum = new CRC32();
    final AtomicInteger fellBehind = new AtomicInteger();
    final CountDownLatch over = new CountDownLatch(1);
    final EventExecutor loop;
    final Random random;
    final int leavesAfterPieces;
    volatile @Nullable BodySource source;
    volatile long bytes;
    volatile boolean ended;
    volatile boolean left;
    volatile @Nullable Failure failure;
    private int pieces;

    Reader(EventExecutor loop, long seed, boolean leaves) {
      this.loop = loop;
      this.random = new Random(seed);
      this.leavesAfterPieces = leaves ? random.nextInt(20) : Integer.MAX_VALUE;
    }

    void open(SharedBody body) {
      loop.execute(
          () -> {
            source = body.open(loop, this::behind);
            if (source == null) {
              over.countDown();
            } else if (random.nextBoolean()) {
              source.start(this);
            } else {
              loop.execute(() -> source.start(this));
            }
          });
    }

    private void behind() {
      assertThat(bytes).isZero();
      fellBehind.incrementAndGet();
      over.countDown();
    }

    @Override
    public boolean data(ByteBuf chunk) {
      assertThat(loop.inEventLoop()).isTrue();
      sum.update(BodyKit.bytes(chunk));
      bytes += chunk.readableBytes();
      chunk.release();
      if (++pieces > leavesAfterPieces) {
        left = true;
        source.cancel();
        over.countDown();
        return false;
      }
      if (random.nextInt(3) == 0) {
        loop.execute(source::resume);
        return false;
      }
      return true;
    }

    @Override
    public void end(Fields trailers) {
      ended = true;
      over.countDown();
    }

    @Override
    public void failed(Failure why) {
      failure = why;
      over.countDown();
    }
  }

  /** Writes all of it in pieces, at the pace that the body sets. */
  private static final class Pump implements SharedBody.Writer {
    final EventExecutor loop;
    final Random random;
    final CountDownLatch over = new CountDownLatch(1);
    @Nullable SharedBody body;
    private int at;

    Pump(EventExecutor loop, long seed) {
      this.loop = loop;
      this.random = new Random(seed);
    }

    @Override
    public void resume() {
      write();
    }

    @Override
    public void unread() {
      if (body.failIfUnread(Failure.CLIENT_GONE)) {
        over.countDown();
      }
    }

    void write() {
      for (int i = 0; i < 4 && over.getCount() > 0; i++) {
        if (at == ALL.length) {
          body.complete();
          over.countDown();
          return;
        }
        int bytes = Math.min(ALL.length - at, 1 + random.nextInt(40_000));
        boolean more = body.append(Unpooled.wrappedBuffer(ALL, at, bytes).retainedSlice());
        at += bytes;
        if (!more) {
          return;
        }
      }
      loop.execute(this::write);
    }
  }

  private void round(long seed, long keepBytes, boolean readersLeave) throws Exception {
    Pump pump = new Pump(LOOPS.next(), seed);
    long declared = seed % 2 == 0 ? ALL.length : -1;
    SharedBody body = new SharedBody(memory, declared, keepBytes, pump.loop, pump);
    pump.body = body;
    List<Reader> readers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      readers.add(new Reader(LOOPS.next(), seed + i, readersLeave));
    }

    readers.subList(0, 6).forEach(each -> each.open(body));
    pump.loop.execute(pump::write);
    readers.subList(6, 12).forEach(each -> each.open(body));

    for (Reader reader : readers) {
      assertThat(reader.over.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThat(pump.over.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    CRC32 whole = new CRC32();
    whole.update(ALL);
    for (Reader reader : readers) {
      if (reader.ended) {
        assertThat(reader.bytes).isEqualTo(ALL.length);
        assertThat(reader.sum.getValue()).isEqualTo(whole.getValue());
      } else if (keepBytes > 0 && !readersLeave) {
        throw new AssertionError("a reader of a kept body did not end: " + reader.failure);
      }
    }
    assertThat(body.isWhole() || keepBytes == 0 || readersLeave).isTrue();
    body.release();
    await().atMost(LONG).untilAsserted(this::nothingIsHeld);
  }

  private void nothingIsHeld() {
    assertThat(memory.used()).isZero();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void readersOfAKeptBodyAllGetAllOfIt() throws Exception {
    for (int i = 0; i < 20; i++) {
      round(100 + i, Long.MAX_VALUE / 2, false);
    }
  }

  @Test
  void readersOfAWindowGetAllOfItOrAreTold() throws Exception {
    for (int i = 0; i < 20; i++) {
      round(200 + i, 0, false);
    }
  }

  @Test
  void readersThatComeAndGoLeaveNothingBehind() throws Exception {
    for (int i = 0; i < 30; i++) {
      round(300 + i, i % 2 == 0 ? 0 : Long.MAX_VALUE / 2, true);
    }
  }

  @Test
  void whoComesWhileTheLastReferenceGoesGetsAllOrNothing() throws Exception {
    byte[] small = Arrays.copyOf(ALL, 1000);
    for (int i = 0; i < 500; i++) {
      SharedBody body =
          new SharedBody(memory, small.length, small.length, Runnable::run, SharedBody.Writer.NONE);
      body.append(Unpooled.wrappedBuffer(small));
      body.complete();
      List<Reader> readers = new ArrayList<>();
      for (EventExecutor each : LOOPS) {
        Reader reader = new Reader(each, i, false);
        readers.add(reader);
        reader.open(body);
      }

      LOOPS.next().execute(body::release);

      for (Reader reader : readers) {
        assertThat(reader.over.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(reader.failure).isNull();
        assertThat(reader.bytes).isEqualTo(reader.ended ? small.length : 0);
      }
    }
    await().atMost(LONG).untilAsserted(this::nothingIsHeld);
  }
}
