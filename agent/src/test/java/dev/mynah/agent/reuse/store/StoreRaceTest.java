package dev.mynah.agent.reuse.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Four event loops over one store that is too small for what they put into it. */
class StoreRaceTest {
  private static final EventExecutorGroup LOOPS = new DefaultEventExecutorGroup(4);
  private static final int KIB = 1024;
  private static final int KEYS = 300;
  private static final long LONG_SECONDS = 120;

  private final AtomicLong served = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong mostUsed = new AtomicLong();

  @AfterAll
  static void stop() {
    LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static void onAllLoops(java.util.function.IntConsumer work) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    int number = 0;
    for (EventExecutor loop : LOOPS) {
      int seed = number++;
      running.add(loop.submit(() -> work.accept(seed)));
    }
    for (Future<?> each : running) {
      each.get(LONG_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void lookupsRaceEvictionPurgeAndReplacement() throws Exception {
    StoreKit kit = new StoreKit(96 * KIB);

    onAllLoops(seed -> mix(kit, new Random(seed)));

    assertThat(served.get()).isPositive();
    assertThat(mostUsed.get()).isLessThanOrEqualTo(96 * KIB);
    CacheStats stats = kit.store.stats();
    assertThat(stats.gone().get(CacheStats.Cause.SIZE)).isPositive();
    assertThat(stats.gone().get(CacheStats.Cause.PURGED)).isPositive();
    assertThat(stats.gone().get(CacheStats.Cause.FRESHENED)).isPositive();
    assertThat(stats.storedBytes()).isEqualTo(stats.usedBytes());
    kit.close();
  }

  private void mix(StoreKit kit, Random random) {
    for (int i = 0; i < 20_000; i++) {
      int number = Math.min(random.nextInt(KEYS), random.nextInt(KEYS));
      CacheKey key = StoreKit.key("/" + number);
      switch (random.nextInt(20)) {
        case 0 -> kit.store.purge(new Purge.Key(key));
        case 1 -> kit.store.purge(new Purge.Tag("tag-" + number % 10));
        case 2 -> freshen(kit.store, key);
        case 3 -> kit.store.markStale(new Purge.Key(key));
        case 4 -> kit.store.passUntil(key, i);
        case 5, 6, 7, 8 -> put(kit, key, number, random);
        default -> serve(kit.store, key, number);
      }
      mostUsed.accumulateAndGet(kit.store.usedBytes(), Math::max);
    }
  }

  private static @Nullable StoredAnswer take(CacheStore store, CacheKey key) {
    Resource found = store.find(key);
    StoredAnswer answer = found == null ? null : found.select(vary -> "r");
    return answer != null && answer.tryRetain() ? answer : null;
  }

  private void serve(CacheStore store, CacheKey key, int number) {
    StoredAnswer answer = take(store, key);
    if (answer == null) {
      lost.incrementAndGet();
      return;
    }
    ByteBuf piece = answer.body().single().retainedDuplicate();
    answer.release();
    String text = piece.toString(StandardCharsets.ISO_8859_1);
    piece.release();
    assertThat(text).startsWith("/" + number + " ").endsWith(" end");
    served.incrementAndGet();
  }

  private static void freshen(CacheStore store, CacheKey key) {
    long since = store.moment();
    StoredAnswer old = take(store, key);
    if (old == null) {
      return;
    }
    StoredAnswer fresh = old.freshened(old.facts());
    store.replace(key, old, fresh, since);
    fresh.release();
    old.release();
  }

  private static void put(StoreKit kit, CacheKey key, int number, Random random) {
    String body = "/" + number + " " + "x".repeat(random.nextInt(4000)) + " end";
    AnswerFacts facts = StoreKit.facts("r", List.of(), "r", "tag-" + number % 10);
    kit.put(key, facts, body.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aFloodOfDistinctKeysStaysWithinTheBound() throws Exception {
    long capacity = 8L * KIB * KIB;
    StoreKit kit = new StoreKit(capacity, new UnpooledByteBufAllocator(true, true));

    onAllLoops(
        seed -> {
          Random random = new Random(seed);
          for (int i = 0; i < 25_000; i++) {
            byte[] body = new byte[100 + random.nextInt(3000)];
            kit.put(StoreKit.key("/" + seed + "/" + i), StoreKit.facts("r", List.of(), "r"), body);
            mostUsed.accumulateAndGet(kit.store.usedBytes(), Math::max);
            mostUsed.accumulateAndGet(kit.allocator.metric().usedDirectMemory(), Math::max);
          }
        });

    assertThat(mostUsed.get()).isLessThanOrEqualTo(capacity);
    CacheStats stats = kit.store.stats();
    assertThat(stats.answers()).isBetween(1000L, 6000L);
    assertThat(stats.storedBytes()).as("it is full").isGreaterThan(capacity * 8 / 10);
    kit.close();
  }

  @Test
  void nothingIsLeftOfWhatIsStoredWhileTheStoreCloses() throws Exception {
    for (int round = 0; round < 50; round++) {
      StoreKit kit = new StoreKit(4L * KIB * KIB);
      onAllLoops(
          seed -> {
            for (int i = 0; i < 50; i++) {
              if (seed == 0 && i == 25) {
                kit.store.close();
              }
              kit.put("/" + seed + "/" + i, "r", "tag");
              kit.store.passUntil(StoreKit.key("/p/" + i), 1);
            }
          });

      kit.close();
    }
  }

  @Test
  void anAnswerAskedForBeforeAPurgeOfItsKeyIsNeverSeenAfterIt() throws Exception {
    StoreKit kit = new StoreKit(4L * KIB * KIB);
    CacheKey key = StoreKit.key("/a");

    onAllLoops(
        seed -> {
          for (int i = 0; i < 5000; i++) {
            if (seed == 0) {
              kit.store.purge(new Purge.Key(key));
              long purged = kit.store.moment();
              assertNotOlder(kit.store, key, purged);
            } else {
              putNamedForItsMoment(kit, key);
            }
          }
        });

    kit.close();
  }

  @Test
  void anAnswerAskedForBeforeAPurgeOfManyDoesNotStay() throws Exception {
    StoreKit kit = new StoreKit(4L * KIB * KIB);
    List<Purge> purges =
        List.of(new Purge.Tag("t"), new Purge.Prefix("", "/"), new Purge.Route("r"));

    for (int round = 0; round < 3000; round++) {
      Purge purge = purges.get(round % purges.size());
      CacheKey key = StoreKit.key("/" + round);
      onAllLoops(
          seed -> {
            if (seed == 0) {
              kit.store.purge(purge);
            } else {
              putNamedForItsMoment(kit, key);
            }
          });

      assertNotOlder(kit.store, key, kit.store.moment());
    }

    kit.close();
  }

  private static void putNamedForItsMoment(StoreKit kit, CacheKey key) {
    long since = kit.store.moment();
    AnswerFacts facts = StoreKit.facts("r", List.of(), "r", "t");
    kit.put(key, facts, Long.toString(since).getBytes(StandardCharsets.ISO_8859_1), since);
  }

  private static void assertNotOlder(CacheStore store, CacheKey key, long moment) {
    StoredAnswer answer = take(store, key);
    if (answer != null) {
      String since = answer.body().single().toString(StandardCharsets.ISO_8859_1);
      answer.release();
      assertThat(Long.parseLong(since)).isGreaterThanOrEqualTo(moment);
    }
  }
}
