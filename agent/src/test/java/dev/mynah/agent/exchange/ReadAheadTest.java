package dev.mynah.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.agent.http.Fields;
import dev.mynah.agent.respond.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private final ReadAheadBudget budget = new ReadAheadBudget(10);
  private final HandFed body = new HandFed(-1);
  private final Queue<Runnable> loop = new ArrayDeque<>();
  private final HandTurned time = new HandTurned();
  private final List<HandFed> told = new ArrayList<>();

  /** Timers that run when the test says so. */
  private static final class HandTurned implements Timers {
    private final List<Runnable> pending = new ArrayList<>();

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public long wallMillis() {
      return 0;
    }

    @Override
    public Timer after(long delayNanos, Runnable task) {
      assertThat(delayNanos).isEqualTo(5_000);
      pending.add(task);
      return () -> pending.remove(task);
    }
  }

  /** A body that the test feeds by hand. */
  private static final class HandFed implements BodySource {
    private final long length;
    private boolean started;
    private boolean cancelled;

    HandFed(long length) {
      this.length = length;
    }

    @Override
    public void start(BodySink sink) {
      started = true;
    }

    @Override
    public void resume() {}

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public long length() {
      return length;
    }
  }

  /** Keeps what it is given as text. */
  private static final class Kept implements BodySink {
    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    @Override
    public boolean data(ByteBuf chunk) {
      text.append(chunk.toString(StandardCharsets.US_ASCII));
      chunk.release();
      return true;
    }

    @Override
    public void end(Fields trailers) {
      ended = true;
    }

    @Override
    public void failed(Failure failure) {}
  }

  private static ByteBuf chunk(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private ReadAhead reading(int limitBytes) {
    return reading(body, limitBytes);
  }

  private ReadAhead reading(HandFed from, int limitBytes) {
    ReadAheadRoom room = new ReadAheadRoom(budget, loop::add, time, 5_000);
    ReadAhead read = new ReadAhead(from, limitBytes, room, () -> told.add(from));
    read.begin();
    return read;
  }

  private void turn() {
    while (!loop.isEmpty()) {
      loop.remove().run();
    }
  }

  @Test
  void roomForAllOfABodyIsTakenAtOnceAndGivenBackWhenItIsHandedOn() {
    ReadAhead read = reading(8);
    assertThat(budget.held()).as("of unknown length: as much as may come").isEqualTo(8);
    read.data(chunk("abc"));
    read.data(chunk("def"));
    read.end(Fields.NONE);
    assertThat(budget.held()).as("what it came to").isEqualTo(6);
    assertThat(new String(read.array(), 0, read.size(), StandardCharsets.US_ASCII))
        .isEqualTo("abcdef");

    Kept kept = new Kept();
    read.start(kept);

    assertThat(kept.text).hasToString("abcdef");
    assertThat(kept.ended).isTrue();
    assertThat(budget.held()).isZero();
  }

  @Test
  void whoFindsNoRoomWaitsUnreadUntilThereIsSome() {
    HandFed late = new HandFed(5);
    ReadAhead first = reading(new HandFed(8), 100);
    ReadAhead second = reading(late, 100);
    assertThat(late.started).isFalse();
    assertThat(budget.waiting()).isEqualTo(1);

    first.release();
    turn();

    assertThat(late.started).isTrue();
    assertThat(budget.held()).isEqualTo(5);
    assertThat(time.pending).as("nobody is impatient any more").isEmpty();
    second.release();
    assertThat(budget.held()).isZero();
  }

  @Test
  void aSmallBodyDoesNotOvertakeALargeOne() {
    HandFed large = new HandFed(9);
    HandFed small = new HandFed(1);
    ReadAhead first = reading(new HandFed(5), 100);
    reading(large, 100);
    reading(small, 100);
    turn();
    assertThat(small.started).as("there is room for it, but not its turn").isFalse();

    first.release();
    turn();

    assertThat(large.started).isTrue();
    assertThat(small.started).isTrue();
  }

  @Test
  void whoHasWaitedTooLongIsRefusedAndLetsOthersPass() {
    HandFed large = new HandFed(9);
    HandFed small = new HandFed(1);
    reading(new HandFed(5), 100);
    ReadAhead second = reading(large, 100);
    reading(small, 100);

    time.pending.get(0).run();
    turn();

    assertThat(second.failure()).isEqualTo(Failure.OVERLOADED);
    assertThat(large.cancelled).isTrue();
    assertThat(told).containsExactly(large);
    assertThat(small.started).isTrue();
    assertThat(budget.held()).isEqualTo(6);
  }

  @Test
  void roomGrantedInTheMomentOfGivingUpIsNotLost() {
    ReadAhead first = reading(new HandFed(8), 100);
    HandFed late = new HandFed(5);
    reading(late, 100);
    first.release();

    time.pending.get(0).run();
    turn();

    assertThat(late.started).isFalse();
    assertThat(budget.held()).isZero();
  }

  @Test
  void aClientThatLeavesWhileItWaitsLeavesTheQueue() {
    ReadAhead first = reading(new HandFed(8), 100);
    ReadAhead second = reading(new HandFed(5), 100);
    second.release();

    assertThat(budget.waiting()).isZero();
    assertThat(time.pending).isEmpty();
    first.release();
    first.release();
    assertThat(budget.held()).isZero();
  }

  @Test
  void whatCanNeverBeHadIsRefusedAtOnce() {
    ReadAhead read = reading(new HandFed(11), 100);

    assertThat(read.failure()).isEqualTo(Failure.OVERLOADED);
    assertThat(budget.held()).isZero();
  }

  @Test
  void aChangedLimitServesThoseWhoWait() {
    reading(new HandFed(8), 100);
    HandFed late = new HandFed(5);
    reading(late, 100);

    budget.limit(20);
    turn();
    assertThat(late.started).isTrue();

    HandFed waiting = new HandFed(15);
    ReadAhead third = reading(waiting, 100);
    budget.limit(3);
    assertThat(budget.waiting()).isEqualTo(1);
    third.release();
  }

  @Test
  void manyLoopsNeverHoldMoreThanTheLimitAndAllGetTheirTurn() throws InterruptedException {
    AtomicLong served = new AtomicLong();
    AtomicLong most = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int seed = t;
      Thread thread =
          new Thread(
              () -> {
                BlockingQueue<Runnable> own = new LinkedBlockingQueue<>();
                Random random = new Random(seed);
                try {
                  for (int i = 0; i < 5_000; i++) {
                    AtomicBoolean mine = new AtomicBoolean();
                    int bytes = 1 + random.nextInt(10);
                    ReadAheadBudget.Request request =
                        new ReadAheadBudget.Request(bytes, own::add, () -> mine.set(true));
                    boolean has = budget.ask(request) == ReadAheadBudget.Answer.GRANTED;
                    if (!has && random.nextInt(4) == 0 && budget.withdraw(request)) {
                      continue;
                    }
                    while (!has && !mine.get()) {
                      own.take().run();
                    }
                    most.accumulateAndGet(budget.held(), Math::max);
                    served.incrementAndGet();
                    budget.giveBack(bytes);
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(budget.held()).isZero();
    assertThat(budget.waiting()).isZero();
    assertThat(most.get()).isLessThanOrEqualTo(10);
    assertThat(served.get()).isGreaterThan(10_000);
  }

  @Test
  void pastTheLimitTheRestFollowsWhatIsHeld() {
    ReadAhead read = reading(4);
    assertThat(read.data(chunk("abcdef"))).isFalse();
    assertThat(read.isTooLarge()).isTrue();

    Kept kept = new Kept();
    read.start(kept);
    read.data(chunk("ghi"));
    read.end(Fields.NONE);

    assertThat(kept.text).hasToString("abcdefghi");
    assertThat(kept.ended).isTrue();
  }
}
